import fc from "fast-check";
import type { Invoice, InvoiceKind, InvoiceLine, PartyRole, RelatedParty } from "../../src/domain/invoice.js";
import { isXmlText } from "../../src/xml/serialize-xml.js";

const text = fc
  .string({ minLength: 1, maxLength: 20, unit: "binary" })
  .filter((value) => isXmlText(value) && value.trim() !== "");
const code = fc.stringMatching(/^[A-Z0-9]{2,6}$/);
const date = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10));
const decimal = fc.stringMatching(/^-?\d{1,18}(\.\d{1,10})?$/);
const list = <Value>(of: fc.Arbitrary<Value>) => fc.array(of, { maxLength: 3 });

/** A record of which the other keys may be absent. */
const object = <Model, Required extends keyof Model & string>(
  model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> },
  requiredKeys: Required[],
) => fc.record<Model, Required>(model, { requiredKeys });

const someOf = <Model extends object>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }) =>
  fc.record<Model, never>(model, { requiredKeys: [] }).filter((value) => Object.keys(value).length > 0);

const identifier = object({ value: text, scheme: code }, ["value"]);
const reference = object({ id: text, issueDate: date, lineNumbers: fc.constant([]) }, ["id", "lineNumbers"]);
const period = someOf({ startDate: date, endDate: date });
const vat = object({ category: code, rate: decimal }, ["category"]);
const contact = someOf({ name: text, telephone: text, email: text });
const electronicAddress = fc.record({ value: text, scheme: code });
const address = object(
  {
    line1: text,
    line2: text,
    line3: text,
    city: text,
    postCode: text,
    subdivision: text,
    countryCode: code,
    buildingNumber: text,
    additionalNumber: text,
    district: text,
    postBox: text,
  },
  ["countryCode"],
);
const lineAllowanceChargeModel = {
  amount: decimal,
  baseAmount: decimal,
  percentage: decimal,
  reason: text,
  reasonCode: code,
};
const lineAllowanceCharge = object(lineAllowanceChargeModel, ["amount"]);
const allowanceCharge = object({ ...lineAllowanceChargeModel, vat }, ["amount", "vat"]);

/** UBL has no gross price without discount, and no unit without quantity. */
const price = fc.oneof(
  object({ net: decimal, discount: decimal, baseQuantity: decimal }, ["net"]),
  fc.record({ net: decimal, discount: decimal, gross: decimal, baseQuantity: decimal, baseQuantityUnitCode: code }),
);

const lineModel = {
  id: text,
  note: text,
  object: identifier,
  quantity: decimal,
  unitCode: code,
  netAmount: decimal,
  purchaseOrderLineReference: text,
  buyerAccountingReference: text,
  period,
  allowances: list(lineAllowanceCharge),
  charges: list(lineAllowanceCharge),
  price,
  vat,
  item: object(
    {
      name: text,
      description: text,
      sellerIdentifier: text,
      buyerIdentifier: text,
      standardIdentifier: identifier,
      classifications: list(object({ value: code, list: code, version: text }, ["value", "list"])),
      originCountryCode: code,
      attributes: list(fc.record({ name: text, value: text })),
    },
    ["name", "classifications", "attributes"],
  ),
};

/** A line whose parts may have parts, so many levels deep. */
const lineWithParts = (levels: number): fc.Arbitrary<InvoiceLine> =>
  object(
    {
      ...lineModel,
      subLines: levels === 0 ? fc.constant([]) : fc.array(lineWithParts(levels - 1), { maxLength: levels }),
    },
    ["id", "quantity", "unitCode", "netAmount", "allowances", "charges", "price", "vat", "item", "subLines"],
  );

const line = lineWithParts(2);

const payment = object(
  {
    meansCode: code,
    meansText: text,
    remittanceInformation: text,
    creditTransfers: list(object({ account: text, accountName: text, serviceProvider: text }, ["account"])),
    card: object({ primaryAccountNumber: text, holderName: text }, ["primaryAccountNumber"]),
    directDebit: someOf({ mandateReference: text, creditorIdentifier: text, debitedAccount: text }),
  },
  ["meansCode", "creditTransfers"],
);

const partyModel = {
  name: text,
  tradingName: text,
  identifiers: list(identifier),
  legalRegistration: identifier,
  vatIdentifier: text,
  taxRegistration: text,
  electronicAddress,
  address,
  contact,
};

/** UBL has one element for each of these roles; they are read in this order. */
const ublRoles = ["SELLER_AGENT", "BUYER_AGENT", "ADDITIONAL_BUYER", "CARRIER"] as const;

const relatedParty = (role: PartyRole): fc.Arbitrary<RelatedParty> =>
  object(
    {
      role: fc.constant(role),
      name: text,
      identifiers: list(identifier),
      legalRegistration: identifier,
      vatIdentifier: text,
      taxRegistration: text,
      electronicAddress,
      address,
      contact,
    },
    ["role", "name", "identifiers"],
  );

/** One party at most of each of the roles, in their order. */
export const partiesIn = (...roles: readonly PartyRole[]): fc.Arbitrary<readonly RelatedParty[]> =>
  fc.subarray([...roles]).chain((some) => fc.tuple(...some.map(relatedParty)));

const withheldTax = object(
  {
    kind: fc.constant("WITHHOLDING" as const),
    code: text,
    amount: decimal,
    baseAmount: decimal,
    rate: decimal,
    reason: text,
    lineNumbers: fc.constant([]),
  },
  ["kind", "amount", "lineNumbers"],
);

const prepayment = object({ amount: decimal, date, time: text, reference: text }, ["amount"]);
const reasonOfCorrection = fc.record({
  reason: text,
  method: fc.constant("DIFFERENCE" as const),
  linesBefore: fc.constant([]),
});

type OfOneKind = Pick<Invoice, "prepayments" | "otherTaxes" | "correction">;

/** What the schema has in an Invoice alone, or in a CreditNote alone. */
const additionsOf: Readonly<Record<InvoiceKind, fc.Arbitrary<OfOneKind>>> = {
  INVOICE: fc.record({ prepayments: list(prepayment), otherTaxes: list(withheldTax) }),
  CREDIT_NOTE: object({ prepayments: fc.constant([]), otherTaxes: fc.constant([]), correction: reasonOfCorrection }, [
    "prepayments",
    "otherTaxes",
  ]),
};

const totalsModel = {
  lineNetTotal: decimal,
  allowanceTotal: decimal,
  chargeTotal: decimal,
  taxExclusive: decimal,
  vatAmount: decimal,
  taxInclusive: decimal,
  paidAmount: decimal,
  roundingAmount: decimal,
  payable: decimal,
};

/** A document of that kind with anything in it that UBL can carry, sensible or not. */
export const anyInvoice = (kind: InvoiceKind): fc.Arbitrary<Invoice> =>
  object(
    {
      kind: fc.constant(kind),
      number: text,
      issueDate: date,
      issueTime: text,
      typeCode: code,
      currencyCode: fc.constantFrom("EUR", "PLN"),
      taxPointDate: date,
      taxPointDateCode: code,
      dueDate: date,
      buyerReference: text,
      projectReference: text,
      contractReferences: list(reference),
      purchaseOrderReferences: fc.array(reference, { maxLength: 1 }),
      salesOrderReference: text,
      receivingAdviceReferences: list(reference),
      despatchAdviceReferences: list(reference),
      tenderOrLotReference: text,
      invoicedObject: identifier,
      buyerAccountingReference: text,
      paymentTerms: text,
      notes: list(object({ subjectCode: fc.stringMatching(/^[A-Z]{3}$/), text }, ["text"])),
      process: object({ businessProcess: text, specification: text }, ["specification"]),
      precedingInvoices: list(object({ number: text, issueDate: date, clearanceId: text }, ["number"])),
      seller: object({ ...partyModel, legalInformation: text }, ["name", "identifiers", "address"]),
      buyer: object(partyModel, ["name", "identifiers", "address"]),
      payee: object({ name: text, identifier, legalRegistration: identifier }, ["name"]),
      taxRepresentative: fc.record({ name: text, vatIdentifier: text, address }),
      delivery: someOf({ partyName: text, location: identifier, date, address }),
      invoicingPeriod: period,
      payment,
      allowances: list(allowanceCharge),
      charges: list(allowanceCharge),
      totals: object(totalsModel, ["lineNetTotal", "taxExclusive", "vatAmount", "taxInclusive", "payable"]),
      vatBreakdown: list(
        object(
          {
            taxableAmount: decimal,
            taxAmount: decimal,
            category: code,
            rate: decimal,
            exemptionReason: text,
            exemptionReasonCode: code,
          },
          ["taxableAmount", "taxAmount", "category"],
        ),
      ),
      attachments: list(
        object(
          {
            reference: text,
            description: text,
            externalLocation: text,
            content: fc.record({ fileName: text, mimeCode: code, base64: fc.constantFrom("QQ==", "SGVsbG8=") }),
          },
          ["reference"],
        ),
      ),
      lines: list(line),
      exchangeRates: fc.array(object({ from: code, to: code, rate: decimal, date }, ["from", "to", "rate"]), {
        maxLength: 1,
      }),
      installments: list(object({ dueDate: date, amount: decimal, percentage: decimal }, ["dueDate"])),
      parties: partiesIn(...ublRoles),
      additionalData: fc.constant([]),
      unmapped: fc.constant([]),
    },
    [
      "kind",
      "number",
      "issueDate",
      "typeCode",
      "currencyCode",
      "contractReferences",
      "purchaseOrderReferences",
      "receivingAdviceReferences",
      "despatchAdviceReferences",
      "notes",
      "process",
      "precedingInvoices",
      "seller",
      "buyer",
      "allowances",
      "charges",
      "totals",
      "vatBreakdown",
      "attachments",
      "lines",
      "exchangeRates",
      "installments",
      "parties",
      "additionalData",
      "unmapped",
      ...(kind === "CREDIT_NOTE" ? (["payment"] as const) : []),
    ],
  )
    .chain((invoice) => additionsOf[kind].map((ofKind): Invoice => ({ ...invoice, ...ofKind })))
    .chain((invoice) => fc.constantFrom(invoice, inSwedishAccounting(invoice)));

/** With BT-6 and BT-111, which come together. */
const inSwedishAccounting = (invoice: Invoice): Invoice => ({
  ...invoice,
  vatAccountingCurrencyCode: "SEK",
  totals: { ...invoice.totals, vatAmountInAccountingCurrency: "12.34" },
});
