import type { Invoice } from "../../../src/domain/invoice.js";
import type { RuleViolation } from "../../../src/domain/validation.js";
import { fa3Form } from "../../../src/formats/fa3/codes.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { toAdvancePayments, toAdvanceReferences, toOrder } from "./advances.js";
import { toCorrection } from "./corrections.js";
import { addDocumentExtras, toFooter } from "./document-extras.js";
import { collectExtras } from "./extras.js";
import { collectFindings, type Findings } from "./findings.js";
import { findKind, isNegated, isSelfBilled } from "./kinds.js";
import { toRows } from "./lines.js";
import { type Fa3Node, mark, node, toXml } from "./nodes.js";
import { type Notebook, toBuyer, toSeller, toTaxRepresentative, toThirdParties } from "./parties.js";
import { toPayment, toSettlement } from "./payment.js";
import { findMargin, toExemption, toTotals, zlotyRateOf } from "./taxes.js";
import { number, text } from "./texts.js";

export type WrittenFa3 = { readonly bytes: Uint8Array } | { readonly violations: readonly RuleViolation[] };

/** Writes an FA(3) document; or says what stands in the way, by BT or BG term. The same invoice gives the same bytes. */
export function writeFa3(invoice: Invoice): WrittenFa3 {
  const findings = collectFindings();
  const notebook: Notebook = { findings, extras: collectExtras(findings) };
  const seller = readExtension(extensions, "party", invoice.seller);
  const buyer = readExtension(extensions, "party", invoice.buyer);
  refuseOthers(invoice, findings);
  // The content comes last: it holds what all others have noted beside.
  const header = toHeader(invoice, findings);
  const parties = [
    toSeller(invoice, notebook, seller?.eori),
    toBuyer(invoice, notebook, buyer ?? {}),
    ...toThirdParties(invoice, notebook),
    toTaxRepresentative(invoice, notebook),
  ];
  const footer = toFooter(invoice, notebook);
  const parts = [header, ...parties, toContent(invoice, notebook), footer];
  if (findings.violations.length > 0) return { violations: findings.violations };
  return { bytes: toXml({ name: "Faktura", content: parts.filter((part) => part !== undefined) }) };
}

/** Amounts and documents that FA(3) has no place for. */
function refuseOthers({ otherTaxes, attachments, currencyCode }: Invoice, findings: Findings): void {
  otherTaxes.forEach(({ kind }, index) =>
    findings.add(
      "otherTaxes",
      ["otherTaxes", String(index)],
      `FA(3) has no place for ${kind}; excise is a line's exciseAmount`,
    ),
  );
  attachments.forEach(({ reference, content }, index) => {
    if (content)
      findings.add("BT-125", ["attachments", String(index), "content"], `FA(3) takes no files (${reference})`);
  });
  if (unknownCurrencies.has(currencyCode))
    findings.add("BT-5", ["currencyCode"], `FA(3) does not know ${currencyCode}`);
}

/** ISO 4217 codes that came after FA(3). */
const unknownCurrencies: ReadonlySet<string> = new Set(["CNH", "SLE", "STD", "VED", "XTS", "ZWG"]);

/** FA(3) does not take documents made before. */
const firstDay = "2025-09-01";

function toHeader({ issueDate, issueTime = "00:00:00Z" }: Invoice, findings: Findings): Fa3Node | undefined {
  if (issueDate < firstDay)
    findings.add("BT-2", ["issueDate"], `FA(3) is for invoices issued from ${firstDay} on, not of ${issueDate}`);
  return node("Naglowek", [
    {
      name: "KodFormularza",
      content: fa3Form.value,
      attributes: { kodSystemowy: fa3Form.systemCode, wersjaSchemy: fa3Form.schemaVersion },
    },
    node("WariantFormularza", "3"),
    // A time without offset is Polish time. Taken from the invoice, so that writing it again changes nothing.
    node("DataWytworzeniaFa", `${issueDate}T${issueTime}`),
    node("SystemInfo", "einvoice-gateway"),
  ]);
}

function toContent(invoice: Invoice, notebook: Notebook): Fa3Node | undefined {
  const { findings, extras } = notebook;
  const own = readExtension(extensions, "invoice", invoice);
  const kind = findKind(invoice);
  if (!kind) findings.add("BT-3", ["typeCode"], `documents of type ${invoice.typeCode} are not written as FA(3)`);
  const negated = isNegated(invoice);
  const totals = toTotals(invoice, negated, findings);
  const rows = toRows(invoice, negated, notebook);
  const correction = toCorrection(invoice, notebook);
  const advance = toAdvancePayments(invoice, notebook);
  const advances = toAdvanceReferences(invoice, notebook);
  const payment = toPayment(invoice, advance.paid, notebook);
  const settlement = toSettlement(invoice, totals.gross, notebook);
  const order = toOrder(invoice, notebook);
  addDocumentExtras(invoice, rows.numberOf, notebook);
  return node("Fa", [
    node("KodWaluty", invoice.currencyCode),
    node("P_1", invoice.issueDate),
    text("P_1M", own?.placeOfIssue, { term: "placeOfIssue", path: ["extensions", "ksef", "placeOfIssue"] }, findings),
    text("P_2", invoice.number, { term: "BT-1", path: ["number"] }, findings),
    ...invoice.despatchAdviceReferences.map(({ id }, index) =>
      text("WZ", id, { term: "BT-16", path: ["despatchAdviceReferences", String(index)] }, findings),
    ),
    ...toSupplyDate(invoice, advance.day, findings),
    ...totals.sums,
    number("P_15", totals.gross, { term: "BT-112", path: ["totals", "taxInclusive"] }, findings),
    kind === "ZAL" ? zlotyRateOf("KursWalutyZ", invoice, findings) : undefined,
    toAnnotations(invoice, findings, own ?? {}),
    node("RodzajFaktury", kind),
    ...correction,
    ...advance.parts,
    mark("FP", own?.isForReceipt ?? false),
    mark("TP", own?.areRelated ?? false),
    ...extras.nodes,
    ...advances,
    ...rows.nodes,
    settlement,
    payment,
    toTerms(invoice, findings),
    order,
  ]);
}

/**
 * P_6, the day of delivery or of an advance's payment, or OkresFa; what else is known goes with the additional data, or
 * is said of the payment.
 */
function toSupplyDate(invoice: Invoice, paidOn: string | undefined, findings: Findings): (Fa3Node | undefined)[] {
  const { invoicingPeriod: period, delivery } = invoice;
  if (!period) return [node("P_6", findKind(invoice) === "ZAL" ? paidOn : delivery?.date)];
  const path = ["invoicingPeriod"];
  findings.need(period.startDate, "BT-73", [...path, "startDate"], "FA(3) needs the first day of the period");
  findings.need(period.endDate, "BT-74", [...path, "endDate"], "FA(3) needs the last day of the period");
  return [node("OkresFa", [node("P_6_Od", period.startDate), node("P_6_Do", period.endDate)])];
}

/** VAT falls due when it is paid (UNTDID 2005), which in Poland is the cash method. */
const dueWhenPaid = "432";

function toAnnotations(
  invoice: Invoice,
  findings: Findings,
  own: {
    readonly isCashAccounting?: boolean | undefined;
    readonly isSplitPayment?: boolean | undefined;
    readonly isTriangular?: boolean | undefined;
  },
): Fa3Node | undefined {
  const choice = (name: string, holds: boolean) => node(name, holds ? "1" : "2");
  const margin = findMargin(invoice);
  return node("Adnotacje", [
    choice("P_16", own.isCashAccounting ?? invoice.taxPointDateCode === dueWhenPaid),
    choice("P_17", isSelfBilled(invoice)),
    choice(
      "P_18",
      invoice.vatBreakdown.some(({ category }) => category === "AE"),
    ),
    choice("P_18A", own.isSplitPayment ?? false),
    node("Zwolnienie", toExemption(invoice, findings)),
    node("NoweSrodkiTransportu", [node("P_22N", "1")]),
    choice("P_23", own.isTriangular ?? false),
    node("PMarzy", margin ? [node("P_PMarzy", "1"), node(margin, "1")] : [node("P_PMarzyN", "1")]),
  ]);
}

/** WarunkiTransakcji: contracts (BT-12) and orders (BT-13). */
function toTerms({ contractReferences, purchaseOrderReferences }: Invoice, findings: Findings): Fa3Node | undefined {
  return node("WarunkiTransakcji", [
    ...contractReferences.map(({ id, issueDate }, index) =>
      node("Umowy", [
        node("DataUmowy", issueDate),
        text("NrUmowy", id, { term: "BT-12", path: ["contractReferences", String(index)] }, findings),
      ]),
    ),
    ...purchaseOrderReferences.map(({ id, issueDate }, index) =>
      node("Zamowienia", [
        node("DataZamowienia", issueDate),
        text("NrZamowienia", id, { term: "BT-13", path: ["purchaseOrderReferences", String(index)] }, findings),
      ]),
    ),
  ]);
}
