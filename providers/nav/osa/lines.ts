import { type Decimal, divide, isZero, multiply, negate, round, subtract, sum } from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, VatCategory } from "../../../src/domain/invoice.js";
import { taxOn } from "../../../src/domain/totals.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { type Branch, branch, leaf } from "../xml.js";
import { findUnit, toProductCategory } from "./codes.js";
import { type Findings, type Path, toLine } from "./findings.js";
import type { Forint } from "./forint.js";
import { operationOf } from "./operation.js";
import { toVatRate } from "./vat.js";

/** One line of the report: a line of the invoice, or an amount that the schema knows only as a line. */
export interface ReportedLine {
  readonly description: string;
  readonly net: Decimal;
  readonly vat: VatCategory;
  readonly place: { readonly term: string; readonly path: Path };
  /** With the sign that its quantity has in the report. */
  readonly line?: { readonly content: InvoiceLine; readonly isNegative: boolean };
}

/**
 * Everything that carries VAT. Allowances and charges of the document, and charges of a line, become lines of their own;
 * of a correction that shows both states, the lines as they were come with the opposite sign. The amounts of a credit
 * note are positive in the model and negative in the report, which states differences.
 */
export function toReportedLines(invoice: Invoice): readonly ReportedLine[] {
  const isCredit = invoice.kind === "CREDIT_NOTE";
  const before = (invoice.correction?.linesBefore ?? []).flatMap((line, index) =>
    toOwnLines(line, ["correction", "linesBefore", String(index)], !isCredit),
  );
  const lines = invoice.lines.flatMap((line, index) => toOwnLines(line, ["lines", String(index)], isCredit));
  const allowances = invoice.allowances.map(({ amount, vat, reason }, index): ReportedLine => {
    const place = { term: "BT-95", path: ["allowances", String(index), "vat"] };
    return { description: reason ?? "Árengedmény", net: signed(amount, !isCredit), vat, place };
  });
  const charges = invoice.charges.map(({ amount, vat, reason }, index): ReportedLine => {
    const place = { term: "BT-102", path: ["charges", String(index), "vat"] };
    return { description: reason ?? "Felár", net: signed(amount, isCredit), vat, place };
  });
  return [...before, ...lines, ...allowances, ...charges];
}

function toOwnLines(content: InvoiceLine, path: Path, isNegative: boolean): readonly ReportedLine[] {
  const { item, vat, netAmount } = content;
  const place = { term: "BT-151", path: [...path, "vat"] };
  const charged = sum(content.charges.map(({ amount }) => amount));
  const description = item.description === undefined ? item.name : `${item.name}: ${item.description}`;
  return [
    { description, net: signed(subtract(netAmount, charged), isNegative), vat, place, line: { content, isNegative } },
    ...content.charges.map(({ amount, reason }) => ({
      description: `${item.name}: ${reason ?? "Felár"}`,
      net: signed(amount, isNegative),
      vat,
      place,
    })),
  ];
}

const signed = (amount: Decimal, isNegative: boolean): Decimal => (isNegative ? negate(amount) : amount);

export function toLines(
  reported: readonly ReportedLine[],
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const own = readExtension(extensions, "invoice", invoice) ?? {};
  const isModification = operationOf(invoice) !== "CREATE";
  const first = own.nextLineNumber ?? (own.modifiesUnreported ? 1 : undefined);
  if (isModification && first === undefined)
    findings.add(
      "nextLineNumber",
      ["extensions", "onlineSzamla", "nextLineNumber"],
      "a modification continues the line numbers of the invoice it modifies: it needs its first one",
    );
  return branch(
    "invoiceLines",
    leaf("mergedItemIndicator", "false"),
    ...reported.map((line, index) =>
      branch(
        "line",
        leaf("lineNumber", String(index + 1)),
        isModification
          ? branch(
              "lineModificationReference",
              leaf("lineNumberReference", String((first ?? 1) + index)),
              leaf("lineOperation", "CREATE"),
            )
          : [],
        toContent(line, invoice, forint, findings),
      ),
    ),
  );
}

function toContent(
  { description, net, vat, place, line }: ReportedLine,
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const path = place.path.slice(0, -1);
  const content = line?.content;
  const own = (content && readExtension(extensions, "line", content)) ?? {};
  // The interface specification (2.2.3.1) has longer descriptions cropped.
  const text = findings.text(toLine(description).slice(0, 512), 512, "BT-153", [...path, "item", "name"]);
  return [
    ...toAdvance(own, invoice),
    ...(content ? toProductCodes(content, path, findings) : []),
    ...leaf("lineExpressionIndicator", String(content !== undefined)),
    ...leaf("lineNatureIndicator", own.nature),
    ...leaf("lineDescription", text),
    ...(line ? toQuantity(line, path, forint, findings) : []),
    ...(content ? toDiscount(content, line.isNegative, path, findings) : []),
    ...branch(
      "lineAmountsNormal",
      branch(
        "lineNetAmountData",
        leaf("lineNetAmount", findings.money(net, "BT-131", path)),
        leaf("lineNetAmountHUF", forint.of(net)),
      ),
      toVatRate("lineVatRate", vat, invoice, findings, place),
      ...toAmounts(net, vat, forint),
    ),
    ...toDelivery(content, invoice, forint, findings, path),
  ];
}

/** EN 16931 has no term for the VAT of a line: it is that of its net amount. */
function toAmounts(net: Decimal, vat: VatCategory, forint: Forint): readonly (readonly Branch[])[] {
  const tax = taxOn(net, vat.rate ?? "0");
  const gross = round(sum([net, tax]), 2);
  return [
    branch("lineVatData", leaf("lineVatAmount", tax), leaf("lineVatAmountHUF", forint.of(tax))),
    branch(
      "lineGrossAmountData",
      leaf("lineGrossAmountNormal", gross),
      leaf("lineGrossAmountNormalHUF", forint.of(gross)),
    ),
  ];
}

interface AdvanceFields {
  readonly isAdvance?: boolean | undefined;
  readonly advanceInvoice?: string | undefined;
  readonly advancePaidOn?: string | undefined;
  readonly advanceExchangeRate?: string | undefined;
}

/** UNTDID 1001: 386 is an invoice for an advance payment. */
function toAdvance(
  { isAdvance, advanceInvoice, advancePaidOn, advanceExchangeRate }: AdvanceFields,
  { typeCode, currencyCode }: Invoice,
): readonly Branch[] {
  const isSettled = advanceInvoice !== undefined && advancePaidOn !== undefined;
  if (!(isAdvance ?? (isSettled || typeCode === "386"))) return [];
  const rate = advanceExchangeRate ?? (currencyCode === "HUF" ? "1" : undefined);
  return branch(
    "advanceData",
    leaf("advanceIndicator", "true"),
    isSettled
      ? branch(
          "advancePaymentData",
          leaf("advanceOriginalInvoice", advanceInvoice),
          leaf("advancePaymentDate", advancePaidOn),
          leaf("advanceExchangeRate", rate),
        )
      : [],
  );
}

function toProductCodes({ item }: InvoiceLine, path: Path, findings: Findings): readonly Branch[] {
  const code = (category: string, value: string, term: string) => {
    const plain = value.replace(/[\s.-]/g, "").toUpperCase();
    const isOwn = category === "OWN" || !/^[A-Z0-9]{2,30}$/.test(plain);
    const text = isOwn ? findings.text(value, 255, term, [...path, "item"]) : plain;
    return branch(
      "productCode",
      leaf("productCodeCategory", category),
      leaf(isOwn ? "productCodeOwnValue" : "productCodeValue", text),
    );
  };
  return branch(
    "productCodes",
    ...item.classifications.map(({ list, value }) => code(toProductCategory(list), value, "BT-158")),
    item.standardIdentifier ? code("OTHER", item.standardIdentifier.value, "BT-157") : [],
    item.sellerIdentifier === undefined ? [] : code("OWN", item.sellerIdentifier, "BT-155"),
  );
}

/** The schema has no price per 100: BT-146 is divided by BT-149, to the ten decimals that it takes. */
function toQuantity(
  { content, isNegative }: NonNullable<ReportedLine["line"]>,
  path: Path,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const { quantity, unitCode, price } = content;
  const { net, baseQuantity } = price;
  const unitPrice = baseQuantity === undefined || isZero(baseQuantity) ? net : divide(net, baseQuantity, 10);
  const unit = findUnit(unitCode);
  const inForint = round(multiply(unitPrice, forint.rate), 10);
  return [
    ...leaf("quantity", findings.quantity(signed(quantity, isNegative), "BT-129", [...path, "quantity"])),
    ...leaf("unitOfMeasure", unit ?? "OWN"),
    ...leaf("unitOfMeasureOwn", unit === undefined ? findings.text(unitCode, 50, "BT-130", path) : undefined),
    ...leaf("unitPrice", findings.quantity(unitPrice, "BT-146", [...path, "price", "net"])),
    ...leaf("unitPriceHUF", findings.quantity(inForint, "BT-146", [...path, "price", "net"])),
  ];
}

/** BG-27: the allowances of a line together. */
function toDiscount(
  { allowances }: InvoiceLine,
  isNegative: boolean,
  path: Path,
  findings: Findings,
): readonly Branch[] {
  if (allowances.length === 0) return [];
  const reasons = allowances.flatMap(({ reason }) => reason ?? []).join("; ");
  const total = signed(sum(allowances.map(({ amount }) => amount)), isNegative);
  return branch(
    "lineDiscountData",
    leaf("discountDescription", findings.text(reasons, 255, "BT-139", [...path, "allowances"])),
    leaf("discountValue", findings.money(total, "BT-136", [...path, "allowances"])),
  );
}

function toDelivery(
  line: InvoiceLine | undefined,
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
  path: Path,
): readonly Branch[] {
  if (readExtension(extensions, "invoice", invoice)?.category !== "AGGREGATE") return [];
  const date = line?.period?.endDate ?? line?.period?.startDate ?? invoice.delivery?.date;
  findings.need(date, "BT-135", [...path, "period"], "a line of an aggregate invoice needs its date of delivery");
  return branch(
    "aggregateInvoiceLineData",
    leaf("lineExchangeRate", invoice.currencyCode === "HUF" ? undefined : forint.rate),
    leaf("lineDeliveryDate", date),
  );
}
