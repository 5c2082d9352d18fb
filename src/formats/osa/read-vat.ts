import { add, type Decimal, divide, isZero, multiply, subtract, sum } from "../../domain/decimal.js";
import type { TaxedAmounts } from "../../domain/totals.js";
import { deriveVatBreakdown, sumByVat, taxOn, vatKey } from "../../domain/totals.js";
import type { VatBreakdown, VatCategory } from "../../domain/invoice.js";
import type { Place } from "../mapping/place.js";
import { isVatCase, osaSystem, traitsOf, type VatCase, vatContents } from "./codes.js";
import { flag, type Forint, passOver, passOverForint, peek } from "./peek.js";

/** VatRateType, as the model knows it. */
export interface ToldVat {
  readonly vat: VatCategory;
  readonly vatCase?: VatCase;
  readonly reason?: string;
  readonly reasonCode?: string;
}

/** Undefined where nothing is said, or nothing that is understood. */
export function readVatRate(place: Place | undefined): ToldVat | undefined {
  if (!place) return undefined;
  const percentage = place.text("vatPercentage");
  if (percentage !== undefined) return { vat: taxedAt(toPercent(percentage)) };
  const content = place.text("vatContent");
  if (content !== undefined) return { vat: taxedAt(percentOfContent(content)) };
  if (flag(place, "vatDomesticReverseCharge")) return toldOf("DOMESTIC_REVERSE_CHARGE");
  if (flag(place, "noVatCharge")) return toldOf("NO_VAT_CHARGE");
  return readCase(place);
}

const cased = ["vatExemption", "vatOutOfScope", "marginSchemeIndicator", "vatAmountMismatch"] as const;

function readCase(place: Place): ToldVat | undefined {
  const element = cased.find((name) => place.child(name));
  if (!element) return undefined;
  const path = element === "marginSchemeIndicator" ? element : `${element}/case`;
  const word = peek(place, path) ?? "";
  const known = isVatCase(word) && traitsOf(word).element === element ? word : undefined;
  if (known !== undefined) place.ignore(path);
  const reason = place.text(`${element}/reason`);
  if (element === "vatAmountMismatch") {
    const vat = taxedAt(toPercent(place.text(`${element}/vatRate`) ?? "0"));
    return { vat, ...(known !== undefined && { vatCase: known }) };
  }
  // A case that nobody knows, as UNKNOWN of modifications of old invoices: its element tells the category.
  const told = known === undefined ? { vat: untaxed(element === "vatOutOfScope" ? "O" : "E") } : toldOf(known);
  return { ...told, ...(reason !== undefined && { reason }) };
}

const untaxed = (category: string): VatCategory => (category === "O" ? { category } : { category, rate: "0" });

const taxedAt = (rate: Decimal): VatCategory => ({ category: isZero(rate) ? "Z" : "S", rate });

function toldOf(vatCase: VatCase): ToldVat {
  const { category, reasonCode } = traitsOf(vatCase);
  return { vat: untaxed(category), vatCase, ...(reasonCode !== undefined && { reasonCode }) };
}

const shorten = (value: Decimal): Decimal =>
  value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;

const toPercent = (share: Decimal): Decimal => shorten(multiply(share, "100"));

function percentOfContent(content: Decimal): Decimal {
  const known = Object.keys(vatContents).find((rate) => vatContents[rate] === shorten(content));
  const rest = subtract("1", content);
  return known ?? (isZero(rest) ? "0" : shorten(divide(multiply(content, "100"), rest, 2)));
}

/** Of an amount with VAT what it is without. */
export function toNet(gross: Decimal, { rate = "0" }: VatCategory, decimals = 2): Decimal {
  const share = add("100", rate);
  return isZero(share) || isZero(rate) ? gross : divide(multiply(gross, "100"), share, decimals);
}

/** A VAT rate that the summary states, with what is stated for it. */
interface Summary {
  readonly told: ToldVat;
  readonly place: Place;
  readonly isSimplified: boolean;
}

const nothing: ToldVat = { vat: { category: "O" } };

export const readSummaries = (summary: Place | undefined): readonly Summary[] => [
  ...(summary?.children("summaryNormal/summaryByVatRate") ?? []).map((place) => ({
    told: readVatRate(place.child("vatRate")) ?? nothing,
    place,
    isSimplified: false,
  })),
  ...(summary?.children("summarySimplified") ?? []).map((place) => ({
    told: readVatRate(place.child("vatRate")) ?? nothing,
    place,
    isSimplified: true,
  })),
];

/**
 * BG-23 has one entry for a category and rate, and NAV may know several cases of it. Where it does, every line says its
 * own, and these are the categories.
 */
export function findMixed(told: readonly ToldVat[]): ReadonlySet<string> {
  const byKey = Map.groupBy(told, ({ vat }) => vatKey(vat));
  return new Set(
    [...byKey].filter(([, group]) => new Set(group.map(({ vatCase }) => vatCase)).size > 1).map(([key]) => key),
  );
}

/** BG-23 from the summary; what a simplified invoice states with VAT is split by its lines. */
export function readBreakdown(
  summaries: readonly Summary[],
  mixed: ReadonlySet<string>,
  content: TaxedAmounts,
  forint: Forint,
): readonly VatBreakdown[] {
  const nets = sumByVat(content);
  return [...Map.groupBy(summaries, ({ told }) => vatKey(told.vat))].map(([key, group]) => {
    const [{ told, isSimplified }] = group as [Summary];
    const amounts = isSimplified ? splitGross(group, nets.get(key)?.taxableAmount, forint) : addUp(group, forint);
    return { ...told.vat, ...amounts, ...toReason(group), ...toCase(told, mixed.has(key)) };
  });
}

type Amounts = Pick<VatBreakdown, "taxableAmount" | "taxAmount">;

function addUp(group: readonly Summary[], { rate, tolerance }: Forint): Amounts {
  const amounts = group.map(({ place }) => {
    const net = place.text("vatRateNetData/vatRateNetAmount") ?? "0";
    const tax = place.text("vatRateVatData/vatRateVatAmount") ?? "0";
    passOverForint(place, "vatRateNetData/vatRateNetAmountHUF", net, rate);
    passOverForint(place, "vatRateVatData/vatRateVatAmountHUF", tax, rate);
    passOver(place, "vatRateGrossData/vatRateGrossAmount", add(net, tax), tolerance);
    passOverForint(place, "vatRateGrossData/vatRateGrossAmountHUF", add(net, tax), rate);
    return { net, tax };
  });
  return { taxableAmount: sum(amounts.map(({ net }) => net)), taxAmount: sum(amounts.map(({ tax }) => tax)) };
}

function splitGross(group: readonly Summary[], netOfLines: Decimal | undefined, { rate }: Forint): Amounts {
  const [{ told }] = group as [Summary];
  const gross = sum(
    group.map(({ place }) => {
      const amount = place.text("vatContentGrossAmount") ?? "0";
      passOverForint(place, "vatContentGrossAmountHUF", amount, rate);
      return amount;
    }),
  );
  const { taxableAmount } = deriveVatBreakdown({ vat: told.vat, taxableAmount: netOfLines ?? toNet(gross, told.vat) });
  return { taxableAmount, taxAmount: subtract(gross, taxableAmount) };
}

function toReason(group: readonly Summary[]): Pick<VatBreakdown, "exemptionReason" | "exemptionReasonCode"> {
  const reasons = [...new Set(group.flatMap(({ told }) => told.reason ?? []))];
  const codes = new Set(group.map(({ told }) => told.reasonCode));
  const [code] = codes.size === 1 ? codes : [];
  return {
    ...(reasons.length > 0 && { exemptionReason: reasons.join("; ") }),
    ...(code !== undefined && { exemptionReasonCode: code }),
  };
}

function toCase({ vatCase }: ToldVat, isMixed: boolean): Pick<VatBreakdown, "extensions"> {
  if (vatCase === undefined || isMixed || traitsOf(vatCase).isImplied) return {};
  return { extensions: { [osaSystem]: { case: vatCase } } };
}

/** The VAT of a line, which EN 16931 has no term for, where it says no more than net and rate do. */
export const passOverTax = (place: Place, net: Decimal, { rate = "0" }: VatCategory, forint: Forint): void => {
  const tax = taxOn(net, rate);
  const gross = add(net, tax);
  passOver(place, "lineVatData/lineVatAmount", tax, forint.tolerance);
  passOverForint(place, "lineVatData/lineVatAmountHUF", tax, forint.rate);
  passOver(place, "lineGrossAmountData/lineGrossAmountNormal", gross, forint.tolerance);
  passOverForint(place, "lineGrossAmountData/lineGrossAmountNormalHUF", gross, forint.rate);
};
