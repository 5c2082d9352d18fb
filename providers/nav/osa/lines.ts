import type { Invoice, InvoiceLine } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import { type Branch, branch, leaf } from "../xml.js";
import { toProductCategory } from "../../../src/formats/osa/codes.js";
import { toDiscount, toLineAmounts, toQuantity } from "./amounts.js";
import { toLineInfo } from "./bookkeeping.js";
import { type Findings, type Path, toLine } from "./findings.js";
import type { Forint } from "./forint.js";
import { operationOf } from "./operation.js";
import type { ReportedLine } from "./reported-lines.js";

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

function toContent(reported: ReportedLine, invoice: Invoice, forint: Forint, findings: Findings): readonly Branch[] {
  const { description, place, line } = reported;
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
    ...(line ? toQuantity(line, path, invoice, forint, findings) : []),
    ...(line ? toDiscount(line, path, invoice, findings) : []),
    ...toLineAmounts(reported, invoice, forint, findings),
    ...toDelivery(content, invoice, forint, findings, path),
    ...(content ? toLineInfo(content, path, invoice, findings) : []),
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
