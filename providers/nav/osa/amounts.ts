import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  isZero,
  multiply,
  round,
  subtract,
  sum,
} from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, VatCategory } from "../../../src/domain/invoice.js";
import { taxOn } from "../../../src/domain/totals.js";
import { findUnit } from "../../../src/formats/osa/codes.js";
import { type Branch, branch, leaf } from "../xml.js";
import type { Findings, Path } from "./findings.js";
import type { Forint } from "./forint.js";
import { type ReportedLine, signed } from "./reported-lines.js";
import { isSimplified, shortest, toVatRate } from "./vat.js";

/** `lineAmountsNormal`, or `lineAmountsSimplified` with the VAT in them. */
export function toLineAmounts(
  reported: ReportedLine,
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const { net, vat, vatCase, place } = reported;
  const rate = toVatRate({ name: "lineVatRate", vatCase, ...place }, vat, invoice, findings);
  findings.money(net, "BT-131", place.path.slice(0, -1));
  if (isSimplified(invoice)) {
    const gross = round(withVat(preciseNet(reported), vat), 2);
    return branch("lineAmountsSimplified", rate, inForint("lineGrossAmountSimplified", gross, forint));
  }
  // EN 16931 has no term for the VAT of a line: it is that of its net amount.
  const tax = taxOn(net, vat.rate ?? "0");
  const gross = round(sum([net, tax]), 2);
  return branch(
    "lineAmountsNormal",
    branch("lineNetAmountData", inForint("lineNetAmount", round(net, 2), forint)),
    rate,
    branch("lineVatData", inForint("lineVatAmount", tax, forint)),
    branch("lineGrossAmountData", inForint("lineGrossAmountNormal", gross, forint)),
  );
}

/** An amount in the invoice's currency and in forint. */
export const inForint = (name: string, amount: Decimal, forint: Forint): readonly Branch[] => [
  ...leaf(name, amount),
  ...leaf(`${name}HUF`, forint.of(amount)),
];

/** So far may a net amount be from quantity and price because it is rounded. */
const roundingTolerance = "0.02";

/** BT-131 is rounded: what a buyer paid with VAT shows in quantity and price only. */
function preciseNet({ net, line }: ReportedLine): Decimal {
  if (!line) return net;
  const { quantity, allowances } = line.content;
  const off = sum(allowances.map(({ amount }) => amount));
  const precise = signed(subtract(multiply(quantity, unitPriceOf(line.content)), off), line.isNegative);
  return compare(absolute(subtract(precise, net)), roundingTolerance) <= 0 ? precise : net;
}

function withVat(amount: Decimal, { rate = "0" }: VatCategory): Decimal {
  return divide(multiply(amount, add("100", rate)), "100", 10);
}

/** The schema has no price per 100: BT-146 is divided by BT-149, to the ten decimals that it takes. */
function unitPriceOf({ price: { net, baseQuantity } }: InvoiceLine): Decimal {
  return baseQuantity === undefined || isZero(baseQuantity) ? net : divide(net, baseQuantity, 10);
}

export function toQuantity(
  { content, isNegative }: NonNullable<ReportedLine["line"]>,
  path: Path,
  invoice: Invoice,
  forint: Forint,
  findings: Findings,
): readonly Branch[] {
  const { quantity, unitCode, vat } = content;
  const net = unitPriceOf(content);
  // Six decimals show the price that was agreed on with VAT.
  const unitPrice = isSimplified(invoice) ? shortest(round(withVat(net, vat), 6)) : net;
  const unit = findUnit(unitCode);
  const priceInForint = round(multiply(unitPrice, forint.rate), 10);
  return [
    ...leaf("quantity", findings.quantity(signed(quantity, isNegative), "BT-129", [...path, "quantity"])),
    ...leaf("unitOfMeasure", unit ?? "OWN"),
    ...leaf("unitOfMeasureOwn", unit === undefined ? findings.text(unitCode, 50, "BT-130", path) : undefined),
    ...leaf("unitPrice", findings.quantity(unitPrice, "BT-146", [...path, "price", "net"])),
    ...leaf("unitPriceHUF", findings.quantity(priceInForint, "BT-146", [...path, "price", "net"])),
  ];
}

/** BG-27: the allowances of a line together. */
export function toDiscount(
  { content, isNegative }: NonNullable<ReportedLine["line"]>,
  path: Path,
  invoice: Invoice,
  findings: Findings,
): readonly Branch[] {
  const { allowances, vat } = content;
  if (allowances.length === 0) return [];
  const reasons = allowances.flatMap(({ reason }) => reason ?? []).join("; ");
  const total = signed(sum(allowances.map(({ amount }) => amount)), isNegative);
  const value = isSimplified(invoice) ? round(withVat(total, vat), 2) : total;
  return branch(
    "lineDiscountData",
    leaf("discountDescription", findings.text(reasons, 255, "BT-139", [...path, "allowances"])),
    leaf("discountValue", findings.money(value, "BT-136", [...path, "allowances"])),
  );
}
