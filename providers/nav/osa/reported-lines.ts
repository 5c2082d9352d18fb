import { type Decimal, negate, subtract, sum } from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, VatCategory } from "../../../src/domain/invoice.js";
import type { VatCase } from "../../../src/formats/osa/codes.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { extensions } from "../extensions.js";
import type { Path } from "./findings.js";

/** One line of the report: a line of the invoice, or an amount that the schema knows only as a line. */
export interface ReportedLine {
  readonly description: string;
  readonly net: Decimal;
  readonly vat: VatCategory;
  readonly vatCase?: VatCase;
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
  const vatCase = readExtension(extensions, "line", content)?.vatCase;
  const shared = { vat, place, ...(vatCase !== undefined && { vatCase }) };
  const charged = sum(content.charges.map(({ amount }) => amount));
  const description = item.description === undefined ? item.name : `${item.name}: ${item.description}`;
  return [
    {
      ...shared,
      description,
      net: signed(subtract(netAmount, charged), isNegative),
      line: { content, isNegative },
    },
    ...content.charges.map(({ amount, reason }) => ({
      ...shared,
      description: `${item.name}: ${reason ?? "Felár"}`,
      net: signed(amount, isNegative),
    })),
  ];
}

export const signed = (amount: Decimal, isNegative: boolean): Decimal => (isNegative ? negate(amount) : amount);
