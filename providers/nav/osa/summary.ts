import { add, type Decimal, negate, round, sum } from "../../../src/domain/decimal.js";
import type { Invoice, VatBreakdown, VatCategory } from "../../../src/domain/invoice.js";
import { deriveVatBreakdown, vatKey } from "../../../src/domain/totals.js";
import type { VatCase } from "../../../src/formats/osa/codes.js";
import { type Branch, branch, leaf } from "../xml.js";
import { inForint } from "./amounts.js";
import type { Findings, Path } from "./findings.js";
import type { Forint } from "./forint.js";
import type { ReportedLine } from "./reported-lines.js";
import { isSimplified, statedCase, toVatRate } from "./vat.js";

interface RateTotals {
  readonly vat: VatCategory;
  readonly vatCase?: VatCase;
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly path: Path;
}

interface Totals {
  readonly rates: readonly RateTotals[];
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
  const totals = toTotals(lines, invoice);
  const { net, tax, taxInForint } = totals;
  const gross = add(net, tax);
  return branch(
    "invoiceSummary",
    isSimplified(invoice)
      ? totals.rates.flatMap((rate) => toSimplified(rate, invoice, forint, findings))
      : toNormal(totals, invoice, forint, findings),
    branch(
      "summaryGrossData",
      leaf("invoiceGrossAmount", round(gross, 2)),
      leaf("invoiceGrossAmountHUF", taxInForint ? round(add(forint.of(net), taxInForint), 2) : forint.of(gross)),
    ),
  );
}

const toRate = ({ vat, vatCase, path }: RateTotals, invoice: Invoice, findings: Findings): readonly Branch[] =>
  toVatRate({ name: "vatRate", vatCase, term: "BT-118", path }, vat, invoice, findings);

function toNormal(
  { rates, net, tax, taxInForint }: Totals,
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const totals = ["totals"];
  return branch(
    "summaryNormal",
    ...rates.map((rate) =>
      branch(
        "summaryByVatRate",
        toRate(rate, invoice, findings),
        branch("vatRateNetData", inForint("vatRateNetAmount", findings.money(rate.net, "BT-116", rate.path), forint)),
        branch("vatRateVatData", inForint("vatRateVatAmount", findings.money(rate.tax, "BT-117", rate.path), forint)),
        branch("vatRateGrossData", inForint("vatRateGrossAmount", round(add(rate.net, rate.tax), 2), forint)),
      ),
    ),
    inForint("invoiceNetAmount", findings.money(net, "BT-109", [...totals, "taxExclusive"]), forint),
    leaf("invoiceVatAmount", findings.money(tax, "BT-110", [...totals, "vatAmount"])),
    leaf("invoiceVatAmountHUF", taxInForint ?? forint.of(tax)),
  );
}

function toSimplified(rate: RateTotals, invoice: Invoice, forint: Forint, findings: Findings): readonly Branch[] {
  const gross = findings.money(add(rate.net, rate.tax), "BT-116", rate.path);
  return branch("summarySimplified", toRate(rate, invoice, findings), inForint("vatContentGrossAmount", gross, forint));
}

/** The totals of an invoice that shows the lines of before are those of after: the difference is that of the lines. */
function toTotals(lines: readonly ReportedLine[], invoice: Invoice): Totals {
  const { kind, totals, vatBreakdown, correction } = invoice;
  if (correction && correction.linesBefore.length > 0) {
    const rates = addUp(lines);
    return { rates, net: sum(rates.map(({ net }) => net)), tax: sum(rates.map(({ tax }) => tax)) };
  }
  const signed = (amount: Decimal) => (kind === "CREDIT_NOTE" ? negate(amount) : amount);
  const inHuf = invoice.vatAccountingCurrencyCode === "HUF" ? totals.vatAmountInAccountingCurrency : undefined;
  return {
    rates: vatBreakdown.flatMap((entry, index) => {
      const { category, rate, taxableAmount, taxAmount } = entry;
      const own = lines.filter(({ vat }) => vatKey(vat) === vatKey(entry));
      const path = ["vatBreakdown", String(index)];
      if (hasSeveralCases(own, entry)) return addUp(own).map((part) => ({ ...part, path }));
      const vat = { category, ...(rate !== undefined && { rate }) };
      const vatCase = own[0]?.vatCase;
      return [
        { vat, net: signed(taxableAmount), tax: signed(taxAmount), path, ...(vatCase !== undefined && { vatCase }) },
      ];
    }),
    net: signed(totals.taxExclusive),
    tax: signed(totals.vatAmount ?? sum(vatBreakdown.map(({ taxAmount }) => taxAmount))),
    ...(inHuf !== undefined && { taxInForint: round(signed(inHuf), 2) }),
  };
}

/** BG-23 has one entry for a category and rate; NAV wants one for each case. */
const hasSeveralCases = (lines: readonly ReportedLine[], entry: VatBreakdown): boolean =>
  new Set(lines.map(({ vatCase }) => vatCase ?? statedCase(entry))).size > 1;

function addUp(lines: readonly ReportedLine[]): readonly RateTotals[] {
  return [...Map.groupBy(lines, ({ vat, vatCase = "" }) => `${vatKey(vat)} ${vatCase}`).values()].map((group) => {
    const { vat, vatCase, place } = group[0]!;
    const { taxableAmount, taxAmount } = deriveVatBreakdown({ vat, taxableAmount: sum(group.map(({ net }) => net)) });
    return {
      vat,
      net: taxableAmount,
      tax: taxAmount,
      path: place.path,
      ...(vatCase !== undefined && { vatCase }),
    };
  });
}
