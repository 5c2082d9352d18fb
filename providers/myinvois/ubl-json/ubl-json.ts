import type { z } from "zod";
import { add, divide, isEqual, multiply, round } from "../../../src/domain/decimal.js";
import type {
  DocumentAllowanceCharge,
  Invoice,
  InvoiceLine,
  LineAllowanceCharge,
} from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { findTypeCode } from "../../../src/formats/lhdn/codes.js";
import { findCountryAlpha3 } from "../../../src/formats/lhdn/country-codes.js";
import { extensions } from "../extensions.js";
import { collectFindings, type Findings } from "./findings.js";
import { toIssuedAt } from "./issued-at.js";
import { type JsonObject, toJsonText } from "./json-text.js";
import { toCustomer, toDelivery, toSupplier } from "./parties.js";
import { toPaymentMeans, toPrepaidPayments } from "./payments.js";
import { sumOtherTaxes, toDocumentTaxes, toLineTaxes } from "./taxes.js";
import { flag, number, text } from "./ubl-nodes.js";

const namespace = "urn:oasis:names:specification:ubl:schema:xsd:";

/**
 * The invoice in the UBL 2.1 JSON of MyInvois, version 1.0 (unsigned), without needless whitespace as MyInvois asks.
 * Source: https://sdk.myinvois.hasil.gov.my/documents/invoice-v1-0/
 *
 * References to orders, contracts and despatch advices (BT-10 to BT-19), notes (BG-1, BT-127), item attributes (BG-32),
 * instalments and additional data are between the parties: MyInvois has no place for them and they stay with the
 * gateway. Who else is paid or liable (BG-10, BG-11, parties), embedded files (BG-24), sub-lines and lines of before are
 * refused, since leaving them out would change the document.
 */
export function writeMyInvoisJson(invoice: Invoice): { text: string } | { violations: readonly RuleViolation[] } {
  const findings = collectFindings();
  refuseWhatHasNoPlace(invoice, findings);
  const document = toDocument(invoice, findings);
  if (findings.violations.length > 0) return { violations: findings.violations };
  return {
    text: toJsonText({
      _D: `${namespace}Invoice-2`,
      _A: `${namespace}CommonAggregateComponents-2`,
      _B: `${namespace}CommonBasicComponents-2`,
      Invoice: [document],
    }),
  };
}

function refuseWhatHasNoPlace(invoice: Invoice, findings: Findings): void {
  if (invoice.payee) findings.add("BG-10", ["payee"], "MyInvois has no place for a payee other than the seller");
  if (invoice.taxRepresentative)
    findings.add("BG-11", ["taxRepresentative"], "MyInvois has no place for a tax representative");
  invoice.attachments.forEach(({ content }, index) => {
    const path = ["attachments", String(index), "content"];
    if (content) findings.add("BT-125", path, `MyInvois takes no embedded file (${content.fileName})`);
  });
  invoice.parties.forEach(({ name, role }, index) => {
    if (index !== findRecipient(invoice))
      findings.add("parties", ["parties", String(index)], `MyInvois has no place for ${name} (${role})`);
  });
  invoice.lines.forEach(({ id, subLines }, index) => {
    const path = ["lines", String(index), "subLines"];
    if (subLines.length > 0) findings.add("subLines", path, `MyInvois has no place for the parts of line ${id}`);
  });
  if (invoice.correction?.method === "BEFORE_AFTER")
    findings.add("correction", ["correction", "method"], "MyInvois takes corrections as differences only");
}

function toDocument(invoice: Invoice, findings: Findings): JsonObject {
  const { currencyCode, delivery, parties, totals } = invoice;
  const own = readExtension(extensions, "invoice", invoice) ?? {};
  const currency = { currencyID: currencyCode };
  const otherTaxes = sumOtherTaxes(invoice);
  const recipientIndex = findRecipient(invoice);
  const recipient = parties[recipientIndex];
  const type = findTypeCode(invoice, own.isRefund);
  const issuedAt = toIssuedAt(invoice);
  findings.need(type, "BT-3", ["typeCode"], `MyInvois has no document type for ${invoice.typeCode}`);
  findings.need(
    issuedAt,
    "BT-2",
    ["issueDate"],
    `${[invoice.issueDate, invoice.issueTime].filter(Boolean).join(" ")} is no moment in time`,
  );
  const allowances = [
    ...toAllowanceCharges(invoice.allowances, false, currency),
    ...toAllowanceCharges(invoice.charges, true, currency),
  ];
  return {
    ID: text(findings.need(invoice.number, "BT-1", ["number"], "the document needs its number")),
    IssueDate: text(issuedAt?.slice(0, 10)),
    IssueTime: text(issuedAt?.slice(11)),
    InvoiceTypeCode: text(type, { listVersionID: "1.0" }),
    DocumentCurrencyCode: text(currencyCode),
    // Every tax amount would have to be in this currency (DC501): it is named only where that is so.
    TaxCurrencyCode: currencyCode === "MYR" ? text("MYR") : undefined,
    InvoicePeriod: toPeriod(invoice, own),
    BillingReference: toBillingReferences(invoice, type, own, findings),
    AdditionalDocumentReference: toTradeDocuments(own),
    AccountingSupplierParty: [
      {
        AdditionalAccountID: text(own.authorisationNumber, { schemeAgencyName: "CertEX" }),
        ...toSupplier(invoice.seller, findings),
      },
    ],
    AccountingCustomerParty: [toCustomer(invoice.buyer, findings)],
    Delivery: toDelivery(delivery, recipient, ["parties", String(recipientIndex)], findings),
    PaymentMeans: toPaymentMeans(invoice),
    PaymentTerms: invoice.paymentTerms === undefined ? undefined : [{ Note: text(invoice.paymentTerms) }],
    PrepaidPayment: toPrepaidPayments(invoice, findings),
    AllowanceCharge: allowances.length > 0 ? allowances : undefined,
    TaxExchangeRate: toExchangeRate(invoice, findings),
    TaxTotal: [toDocumentTaxes(invoice, findings)],
    LegalMonetaryTotal: [
      {
        LineExtensionAmount: number(totals.lineNetTotal, currency),
        TaxExclusiveAmount: number(totals.taxExclusive, currency),
        TaxInclusiveAmount: number(add(totals.taxInclusive, otherTaxes), currency),
        AllowanceTotalAmount: number(totals.allowanceTotal, currency),
        ChargeTotalAmount: number(totals.chargeTotal, currency),
        PayableRoundingAmount: number(totals.roundingAmount, currency),
        PayableAmount: number(add(totals.payable, otherTaxes), currency),
      },
    ],
    InvoiceLine: invoice.lines.map((line, index) => toLine(line, index, invoice, findings)),
  };
}

const findRecipient = ({ parties }: Invoice): number => parties.findIndex(({ role }) => role === "RECIPIENT");

type OwnFields = z.infer<typeof extensions.invoice>;

function toPeriod({ invoicingPeriod }: Invoice, { billingFrequency }: OwnFields): readonly JsonObject[] | undefined {
  if (!invoicingPeriod && billingFrequency === undefined) return undefined;
  const { startDate, endDate } = invoicingPeriod ?? {};
  return [{ StartDate: text(startDate), EndDate: text(endDate), Description: text(billingFrequency) }];
}

/** What customs want to know of goods that cross a border; the word for the kind is missing for Incoterms only. */
function toTradeDocuments(own: OwnFields): readonly JsonObject[] | undefined {
  const { customsForm1, customsForm2, freeTradeAgreement, incoterms } = own;
  const documents = [
    customsForm1 !== undefined && { ID: text(customsForm1), DocumentType: text("CustomsImportForm") },
    freeTradeAgreement !== undefined && {
      ID: text("FTA"),
      DocumentType: text("FreeTradeAgreement"),
      DocumentDescription: text(freeTradeAgreement),
    },
    customsForm2 !== undefined && { ID: text(customsForm2), DocumentType: text("K2") },
    incoterms !== undefined && { ID: text(incoterms) },
  ].filter((document) => document !== false);
  return documents.length > 0 ? documents : undefined;
}

/** Notes must name the document they correct by its MyInvois UUID; the UUID is "NA" for one that never was there. */
function toBillingReferences(
  { precedingInvoices }: Invoice,
  type: string | undefined,
  { billReference }: OwnFields,
  findings: Findings,
): readonly JsonObject[] | undefined {
  if (type !== undefined && !type.endsWith("1") && precedingInvoices.length === 0)
    findings.add("BT-25", ["precedingInvoices"], `a document of type ${type} needs the invoice it is about`);
  const references = precedingInvoices.map(({ number: id, clearanceId }, index) => {
    const path = ["precedingInvoices", String(index), "clearanceId"];
    const uuid = findings.need(clearanceId, "BG-3", path, `${id} needs its MyInvois UUID ("NA" when it has none)`);
    return { InvoiceDocumentReference: [{ ID: text(id), UUID: text(uuid) }] };
  });
  const bill = billReference === undefined ? [] : [{ AdditionalDocumentReference: [{ ID: text(billReference) }] }];
  const all = [...references, ...bill];
  return all.length > 0 ? all : undefined;
}

function toExchangeRate(invoice: Invoice, findings: Findings): readonly JsonObject[] | undefined {
  const { currencyCode, exchangeRates } = invoice;
  if (currencyCode === "MYR") return undefined;
  const found = exchangeRates.find(({ from, to }) => from === currencyCode && to === "MYR");
  if (!found)
    findings.add(
      "BT-5",
      ["exchangeRates"],
      `an invoice in ${currencyCode} needs its exchange rate from ${currencyCode} to MYR`,
    );
  return [
    {
      SourceCurrencyCode: text(currencyCode),
      TargetCurrencyCode: text("MYR"),
      CalculationRate: number(found?.rate),
    },
  ];
}

const toAllowanceCharges = (
  entries: readonly (DocumentAllowanceCharge | LineAllowanceCharge)[],
  isCharge: boolean,
  currency: JsonObject,
): readonly JsonObject[] =>
  entries.map(({ amount, percentage, reason, reasonCode }) => ({
    ChargeIndicator: flag(isCharge),
    AllowanceChargeReason: text(reason ?? reasonCode),
    // MyInvois states 15 percent as 0.15.
    MultiplierFactorNumeric: percentage === undefined ? undefined : number(multiply(percentage, "0.01")),
    Amount: number(amount, currency),
  }));

function toLine(line: InvoiceLine, index: number, invoice: Invoice, findings: Findings): JsonObject {
  const currency = { currencyID: invoice.currencyCode };
  const { item, quantity, unitCode } = line;
  const price = toUnitPrice(line, index, findings);
  const allowances = [
    ...toAllowanceCharges(line.allowances, false, currency),
    ...toAllowanceCharges(line.charges, true, currency),
  ];
  return {
    ID: text(line.id),
    InvoicedQuantity: number(quantity, { unitCode }),
    LineExtensionAmount: number(line.netAmount, currency),
    AllowanceCharge: allowances.length > 0 ? allowances : undefined,
    TaxTotal: [toLineTaxes(line, index, invoice, findings)],
    Item: [
      {
        CommodityClassification: toClassifications(line),
        Description: text(item.description === undefined ? item.name : `${item.name}: ${item.description}`),
        OriginCountry: toOriginCountry(line, index, findings),
      },
    ],
    Price: [{ PriceAmount: number(price, currency) }],
    // The line before its own allowances and charges.
    ItemPriceExtension: [{ Amount: number(round(multiply(price, quantity), 2), currency) }],
  };
}

/** 022 is "others": https://sdk.myinvois.hasil.gov.my/codes/classification-codes/ */
const otherClass = "022";

/** BT-158 of list MY:CLASS, and of list MY:PTC or HS (customs tariff). */
function toClassifications({ item }: InvoiceLine): readonly JsonObject[] {
  const ofList = (...lists: string[]) => item.classifications.filter(({ list }) => lists.includes(list));
  const classes = ofList("MY:CLASS").map(({ value }) => value);
  return [
    ...ofList("MY:PTC", "HS").map(({ value }) => ({ ItemClassificationCode: text(value, { listID: "PTC" }) })),
    ...(classes.length > 0 ? classes : [otherClass]).map((value) => ({
      ItemClassificationCode: text(value, { listID: "CLASS" }),
    })),
  ];
}

/** MyInvois knows no price per 100: BT-146 is divided by BT-149, where that goes exactly. */
function toUnitPrice({ price }: InvoiceLine, index: number, findings: Findings): string {
  if (price.baseQuantity === undefined || isEqual(price.baseQuantity, "1")) return price.net;
  const exact = isEqual(price.baseQuantity, "0") ? undefined : divide(price.net, price.baseQuantity, 6);
  if (exact !== undefined && isEqual(multiply(exact, price.baseQuantity), price.net)) return exact;
  const path = ["lines", String(index), "price", "baseQuantity"];
  findings.add("BT-149", path, `${price.net} per ${price.baseQuantity} is no exact price of one unit`);
  return price.net;
}

function toOriginCountry({ item }: InvoiceLine, index: number, findings: Findings): readonly JsonObject[] | undefined {
  if (item.originCountryCode === undefined) return undefined;
  const path = ["lines", String(index), "item", "originCountryCode"];
  const code = findCountryAlpha3(item.originCountryCode);
  return [
    { IdentificationCode: text(findings.need(code, "BT-159", path, `${item.originCountryCode} is no country code`)) },
  ];
}
