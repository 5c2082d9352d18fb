import { add, type Decimal, negate, round, sum } from "../../../src/domain/decimal.js";
import type { Invoice, VatCategory } from "../../../src/domain/invoice.js";
import { deriveVatBreakdown, vatKey } from "../../../src/domain/totals.js";
import { type Branch, branch, leaf } from "../xml.js";
import type { Findings, Path } from "./findings.js";
import type { Forint } from "./forint.js";
import type { ReportedLine } from "./lines.js";
import { toVatRate } from "./vat.js";

interface Totals {
  readonly rates: readonly {
    readonly vat: VatCategory;
    readonly net: Decimal;
    readonly tax: Decimal;
    readonly path: Path;
  }[];
  readonly net: Decimal;
  readonly tax: Decimal;
  /** In HUF, where the invoice states it (BT-111). */
  readonly taxInForint?: Decimal;
}

/** What the invoice adds to or takes from what was reported before (interface specification 2.5.5). */
export function toSummary(
  lines: readonly ReportedLine[],
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const { rates, net, tax, taxInForint } = toTotals(lines, invoice);
  const gross = add(net, tax);
  const totals = ["totals"];
  return branch(
    "invoiceSummary",
    branch(
      "summaryNormal",
      ...rates.map((rate) =>
        branch(
          "summaryByVatRate",
          toVatRate("vatRate", rate.vat, invoice, findings, { term: "BT-118", path: rate.path }),
          branch(
            "vatRateNetData",
            leaf("vatRateNetAmount", findings.money(rate.net, "BT-116", rate.path)),
            leaf("vatRateNetAmountHUF", forint.of(rate.net)),
          ),
          branch(
            "vatRateVatData",
            leaf("vatRateVatAmount", findings.money(rate.tax, "BT-117", rate.path)),
            leaf("vatRateVatAmountHUF", forint.of(rate.tax)),
          ),
          branch(
            "vatRateGrossData",
            leaf("vatRateGrossAmount", round(add(rate.net, rate.tax), 2)),
            leaf("vatRateGrossAmountHUF", forint.of(add(rate.net, rate.tax))),
          ),
        ),
      ),
      leaf("invoiceNetAmount", findings.money(net, "BT-109", [...totals, "taxExclusive"])),
      leaf("invoiceNetAmountHUF", forint.of(net)),
      leaf("invoiceVatAmount", findings.money(tax, "BT-110", [...totals, "vatAmount"])),
      leaf("invoiceVatAmountHUF", taxInForint ?? forint.of(tax)),
    ),
    branch(
      "summaryGrossData",
      leaf("invoiceGrossAmount", round(gross, 2)),
      leaf("invoiceGrossAmountHUF", taxInForint ? round(add(forint.of(net), taxInForint), 2) : forint.of(gross)),
    ),
  );
}

/** The totals of an invoice that shows the lines of before are those of after: the difference is that of the lines. */
function toTotals(lines: readonly ReportedLine[], invoice: Invoice): Totals {
  const { kind, totals, vatBreakdown, correction } = invoice;
  if (correction && correction.linesBefore.length > 0) return addUp(lines);
  const signed = (amount: Decimal) => (kind === "CREDIT_NOTE" ? negate(amount) : amount);
  const inForint = invoice.vatAccountingCurrencyCode === "HUF" ? totals.vatAmountInAccountingCurrency : undefined;
  return {
    rates: vatBreakdown.map(({ category, rate, taxableAmount, taxAmount }, index) => ({
      vat: { category, ...(rate !== undefined && { rate }) },
      net: signed(taxableAmount),
      tax: signed(taxAmount),
      path: ["vatBreakdown", String(index)],
    })),
    net: signed(totals.taxExclusive),
    tax: signed(totals.vatAmount ?? sum(vatBreakdown.map(({ taxAmount }) => taxAmount))),
    ...(inForint !== undefined && { taxInForint: round(signed(inForint), 2) }),
  };
}

function addUp(lines: readonly ReportedLine[]): Totals {
  const rates = [...Map.groupBy(lines, ({ vat }) => vatKey(vat)).values()].map((group) => {
    const { vat, place } = group[0]!;
    const { taxableAmount, taxAmount } = deriveVatBreakdown({ vat, taxableAmount: sum(group.map(({ net }) => net)) });
    return { vat, net: taxableAmount, tax: taxAmount, path: place.path };
  });
  return { rates, net: sum(rates.map(({ net }) => net)), tax: sum(rates.map(({ tax }) => tax)) };
}
