import {
  add,
  type Decimal,
  divide,
  isEqual,
  isZero,
  multiply,
  negate,
  round,
  subtract,
} from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine, VatBreakdown, VatCategory } from "../../../src/domain/invoice.js";
import { sumByVat } from "../../../src/domain/totals.js";
import { euPrefixes } from "../../../src/formats/fa3/codes.js";
import { deductAdvances } from "./advances.js";
import type { Findings, Path } from "./findings.js";
import { findKind } from "./kinds.js";
import { type Fa3Node, type Nodes, node } from "./nodes.js";
import { number, quantityType } from "./texts.js";

/** Where FA(3) sums up the sales of a rate: P_13_x, P_14_x and P_14_xW by the number, and P_12 of the lines. */
export interface Rate {
  readonly sum: string;
  readonly word?: string;
  readonly hasTax: boolean;
}

const standardRates: Readonly<Record<string, string>> = {
  "23": "1",
  "22": "1",
  "8": "2",
  "7": "2",
  "5": "3",
  "4": "4",
  "3": "4",
};

/** Margin schemes of art. 119 and 120 of the act, by VATEX code. */
const margins: Readonly<Record<string, string>> = {
  "VATEX-EU-D": "P_PMarzy_2",
  "VATEX-EU-F": "P_PMarzy_3_1",
  "VATEX-EU-I": "P_PMarzy_3_2",
  "VATEX-EU-J": "P_PMarzy_3_3",
};

export const findMargin = ({ vatBreakdown }: Invoice): string | undefined =>
  vatBreakdown.map(({ exemptionReasonCode = "" }) => margins[exemptionReasonCode]).find((found) => found !== undefined);

/** Undefined for a rate that Poland does not have. */
export function findRate({ category, rate = "0" }: VatCategory, invoice: Invoice): Rate | undefined {
  const { countryCode } = invoice.buyer.address;
  const isPolish = countryCode === "PL";
  const isEuropean = euPrefixes.has(countryCode === "GR" ? "EL" : countryCode);
  switch (category) {
    case "S": {
      const known = Object.keys(standardRates).find((standard) => isEqual(standard, rate));
      return known === undefined ? undefined : { sum: standardRates[known] ?? "", word: known, hasTax: true };
    }
    case "Z":
      return { sum: "6_1", word: "0 KR", hasTax: false };
    case "K":
      return { sum: "6_2", word: "0 WDT", hasTax: false };
    case "G":
      return { sum: "6_3", word: "0 EX", hasTax: false };
    case "E":
      return findMargin(invoice) ? { sum: "11", hasTax: false } : { sum: "7", word: "zw", hasTax: false };
    case "AE":
      if (isPolish) return { sum: "10", word: "oo", hasTax: false };
      // Services of art. 100(1)(4) go to taxable persons in the Union; further away the buyer's country has no say.
      return isEuropean ? { sum: "9", word: "np II", hasTax: false } : { sum: "8", word: "np I", hasTax: false };
    case "O":
      return { sum: "8", word: "np I", hasTax: false };
    default:
      return undefined;
  }
}

interface Total {
  readonly rate: Rate;
  readonly net: Decimal;
  readonly tax: Decimal;
}

/** What the document says in all: of a correction by states, the difference between after and before. */
export interface Totals {
  readonly sums: Nodes;
  /** P_15 */
  readonly gross: Decimal;
}

/** The order in which FA(3) has its sums. */
const order = ["1", "2", "3", "4", "6_1", "6_2", "6_3", "7", "8", "9", "10", "11"];

export function toTotals(invoice: Invoice, isNegated: boolean, findings: Findings): Totals {
  const signed = (value: Decimal): Decimal => (isNegated ? negate(value) : value);
  const totals = new Map<string, Total>();
  const count = (vat: VatCategory, net: Decimal, tax: Decimal, path: Path): void => {
    const rate = findRate(vat, invoice);
    if (!rate) {
      const words = vat.rate === undefined ? vat.category : `${vat.category} at ${vat.rate} percent`;
      findings.add(vat.category === "S" ? "BT-119" : "BT-118", path, `${words} is no Polish VAT rate`);
      return;
    }
    const soFar = totals.get(rate.sum) ?? { rate, net: "0", tax: "0" };
    totals.set(rate.sum, { rate, net: add(soFar.net, net), tax: add(soFar.tax, tax) });
  };
  invoice.vatBreakdown.forEach((entry, index) =>
    count(entry, signed(entry.taxableAmount), signed(entry.taxAmount), ["vatBreakdown", String(index), "category"]),
  );
  let gross = signed(invoice.totals.taxInclusive);
  for (const { vat, net, tax, path } of taxesOf(invoice.correction?.linesBefore ?? [])) {
    count(vat, negate(net), negate(tax), path);
    gross = subtract(gross, add(net, tax));
  }
  if (findKind(invoice) === "ROZ") gross = subtract(gross, deductAdvances(invoice, totals, findings));
  const inZloty = toZloty(invoice, [...totals.values()], isNegated, findings);
  const sums = order.flatMap((sum) => {
    const total = totals.get(sum);
    if (!total) return [];
    const origin = (term: string) => ({ term, path: ["vatBreakdown"] });
    return [
      number(`P_13_${sum}`, total.net, origin("BT-116"), findings),
      ...(total.rate.hasTax
        ? [
            number(`P_14_${sum}`, total.tax, origin("BT-117"), findings),
            number(`P_14_${sum}W`, inZloty(total), origin("BT-111"), findings),
          ]
        : []),
    ];
  });
  return { sums, gross };
}

/** The VAT of lines that have no breakdown of their own: by rate, to the cent. */
const taxesOf = (lines: readonly InvoiceLine[]) =>
  [...sumByVat({ lines, allowances: [], charges: [] }).values()].map(({ vat, taxableAmount }) => ({
    vat,
    net: taxableAmount,
    tax: divide(multiply(taxableAmount, vat.rate ?? "0"), "100", 2),
    path: ["correction", "linesBefore"],
  }));

/** The rate to zloty that the invoice states. */
const findZlotyRate = ({ currencyCode, exchangeRates }: Invoice): Decimal | undefined =>
  currencyCode === "PLN"
    ? undefined
    : exchangeRates.find(({ from, to }) => from === currencyCode && to === "PLN")?.rate;

/** KursWaluty, of a row or of the document. */
export const zlotyRateOf = (name: string, invoice: Invoice, findings: Findings): Fa3Node | undefined =>
  number(name, findZlotyRate(invoice), { term: "exchangeRates", path: ["exchangeRates"] }, findings, quantityType);

/** VAT is stated in zloty beside the invoice's currency (art. 106e(11)): as BT-111 has it, else by the rate. */
function toZloty(
  invoice: Invoice,
  totals: readonly Total[],
  isNegated: boolean,
  findings: Findings,
): (total: Total) => Decimal | undefined {
  const { currencyCode, vatAccountingCurrencyCode = "PLN", totals: stated } = invoice;
  const { vatAmountInAccountingCurrency: inAll } = stated;
  if (vatAccountingCurrencyCode !== "PLN")
    findings.add(
      "BT-6",
      ["vatAccountingCurrencyCode"],
      `VAT is accounted for in PLN, not in ${vatAccountingCurrencyCode}`,
    );
  if (currencyCode === "PLN") return () => undefined;
  const taxed = totals.filter(({ rate, tax }) => rate.hasTax && !isZero(tax));
  const rate = findZlotyRate(invoice);
  // BT-111 is of the whole invoice: not of the difference of two states, nor of what advances leave.
  const isPart = (invoice.correction?.linesBefore.length ?? 0) > 0 || findKind(invoice) === "ROZ";
  if (taxed.length === 1 && inAll !== undefined && !isPart) return () => (isNegated ? negate(inAll) : inAll);
  if (taxed.length > 0 && rate === undefined)
    findings.add("BT-111", ["exchangeRates"], `VAT in ${currencyCode} needs the exchange rate to PLN`);
  return ({ tax }) => (rate === undefined ? undefined : round(multiply(tax, rate), 2));
}

/** Zwolnienie: by which law sales are exempt. */
export function toExemption(invoice: Invoice, findings: Findings): Nodes {
  const index = findMargin(invoice) ? -1 : invoice.vatBreakdown.findIndex(({ category }) => category === "E");
  const entry = invoice.vatBreakdown[index];
  if (!entry) return [node("P_19N", "1")];
  const path = ["vatBreakdown", String(index), "exemptionReason"];
  const reason = entry.exemptionReason ?? entry.exemptionReasonCode;
  findings.need(reason, "BT-120", path, "FA(3) needs the law that an exemption rests on");
  if (reason && reason.length > 256)
    findings.add("BT-120", path, `it has ${reason.length} characters; FA(3) takes 256`);
  return [node("P_19", "1"), node(basisOf(entry), reason)];
}

/** The Polish act, the VAT directive, or another law. */
function basisOf({ exemptionReason, exemptionReasonCode = "" }: VatBreakdown): string {
  if (exemptionReason && /ustaw|\bart\.|rozporz/i.test(exemptionReason) && !/dyrektyw|directive/i.test(exemptionReason))
    return "P_19A";
  return exemptionReasonCode.startsWith("VATEX-EU-") || /dyrektyw|directive/i.test(exemptionReason ?? "")
    ? "P_19B"
    : "P_19C";
}
