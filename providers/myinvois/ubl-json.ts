import { divide, isEqual, multiply, round } from "../../src/domain/decimal.js";
import type { DocumentAllowanceCharge, Invoice, InvoiceLine, LineAllowanceCharge } from "../../src/domain/invoice.js";
import type { RuleViolation } from "../../src/domain/validation.js";
import { findTypeCode, toPaymentMode } from "./codes.js";
import { findCountryAlpha3 } from "./country-codes.js";
import { collectFindings, type Findings } from "./findings.js";
import { toIssuedAt } from "./issued-at.js";
import { type JsonObject, toJsonText } from "./json-text.js";
import { toCustomer, toDelivery, toSupplier } from "./parties.js";
import { toDocumentTaxes, toLineTaxes } from "./taxes.js";
import { flag, number, text } from "./ubl-nodes.js";

const namespace = "urn:oasis:names:specification:ubl:schema:xsd:";

/**
 * The invoice in the UBL 2.1 JSON of MyInvois, version 1.0 (unsigned), without needless whitespace as MyInvois asks.
 * Source: https://sdk.myinvois.hasil.gov.my/documents/invoice-v1-0/
 *
 * References to orders, contracts and despatch advices (BT-10 to BT-19), notes (BG-1, BT-127) and item attributes
 * (BG-32) are between the parties: MyInvois has no place for them and they stay with the gateway. Who else is paid or
 * liable (BG-10, BG-11) and embedded files (BG-24) are refused, since leaving them out would change the document.
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
}

function toDocument(invoice: Invoice, findings: Findings): JsonObject {
  const { currencyCode, delivery, invoicingPeriod, totals } = invoice;
  const currency = { currencyID: currencyCode };
  const type = findTypeCode(invoice);
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
    InvoicePeriod: invoicingPeriod && [
      { StartDate: text(invoicingPeriod.startDate), EndDate: text(invoicingPeriod.endDate) },
    ],
    BillingReference: toBillingReferences(invoice, type, findings),
    AccountingSupplierParty: [toSupplier(invoice.seller, findings)],
    AccountingCustomerParty: [toCustomer(invoice.buyer, findings)],
    Delivery: delivery && (delivery.partyName ?? delivery.address) ? [toDelivery(delivery, findings)] : undefined,
    PaymentMeans: toPaymentMeans(invoice),
    PaymentTerms: invoice.paymentTerms === undefined ? undefined : [{ Note: text(invoice.paymentTerms) }],
    PrepaidPayment: totals.paidAmount === undefined ? undefined : [{ PaidAmount: number(totals.paidAmount, currency) }],
    AllowanceCharge: allowances.length > 0 ? allowances : undefined,
    TaxExchangeRate: toExchangeRate(invoice, findings),
    TaxTotal: [toDocumentTaxes(invoice, findings)],
    LegalMonetaryTotal: [
      {
        LineExtensionAmount: number(totals.lineNetTotal, currency),
        TaxExclusiveAmount: number(totals.taxExclusive, currency),
        TaxInclusiveAmount: number(totals.taxInclusive, currency),
        AllowanceTotalAmount: number(totals.allowanceTotal, currency),
        ChargeTotalAmount: number(totals.chargeTotal, currency),
        PayableRoundingAmount: number(totals.roundingAmount, currency),
        PayableAmount: number(totals.payable, currency),
      },
    ],
    InvoiceLine: invoice.lines.map((line, index) => toLine(line, index, invoice, findings)),
  };
}

/** Notes must name the document they correct by its MyInvois UUID; the UUID is "NA" for one that never was there. */
function toBillingReferences(
  { precedingInvoices }: Invoice,
  type: string | undefined,
  findings: Findings,
): readonly JsonObject[] | undefined {
  if (type !== undefined && !type.endsWith("1") && precedingInvoices.length === 0)
    findings.add("BT-25", ["precedingInvoices"], `a document of type ${type} needs the invoice it is about`);
  const references = precedingInvoices.map(({ number: id, clearanceId }, index) => {
    const path = ["precedingInvoices", String(index), "clearanceId"];
    const uuid = findings.need(clearanceId, "BG-3", path, `${id} needs its MyInvois UUID ("NA" when it has none)`);
    return { InvoiceDocumentReference: [{ ID: text(id), UUID: text(uuid) }] };
  });
  return references.length > 0 ? references : undefined;
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

function toPaymentMeans({ payment }: Invoice): readonly JsonObject[] | undefined {
  if (!payment) return undefined;
  const PaymentMeansCode = text(toPaymentMode(payment.meansCode));
  if (payment.creditTransfers.length === 0) return [{ PaymentMeansCode }];
  return payment.creditTransfers.map(({ account }) => ({
    PaymentMeansCode,
    PayeeFinancialAccount: [{ ID: text(account) }],
  }));
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
