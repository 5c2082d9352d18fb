import { absolute, isEqual, isNegative, isZero } from "../decimal.js";
import type { Invoice, VatBreakdown, VatCategory } from "../invoice.js";
import { vatKey } from "../totals.js";
import type { Facts } from "./facts.js";
import type { Rule } from "./rule.js";
import { isBlank } from "./rule.js";
import { differsByOneOrMore, expectedTax } from "./vat-breakdown-rules.js";
import type { VatCategoryTraits } from "./vat-category-traits.js";
import { vatCategoryTraits } from "./vat-category-traits.js";

type RulesByCategory<Subject> = ReadonlyMap<string, readonly Rule<Subject>[]>;

const rulesByCategory = <Subject>(
  rulesOf: (traits: VatCategoryTraits) => readonly Rule<Subject>[],
): RulesByCategory<Subject> => new Map(vatCategoryTraits.map((traits) => [traits.category, rulesOf(traits)]));

/** BR-x-05: the rate of a line. */
export const lineRateRules: RulesByCategory<VatCategory> = rulesByCategory((traits) => [rateRule(traits, "05")]);
/** BR-x-06: the rate of a document allowance. */
export const allowanceRateRules: RulesByCategory<VatCategory> = rulesByCategory((traits) => [rateRule(traits, "06")]);
/** BR-x-07: the rate of a document charge. */
export const chargeRateRules: RulesByCategory<VatCategory> = rulesByCategory((traits) => [rateRule(traits, "07")]);

/** BR-x-08 to BR-x-10: amounts and exemption reason of a breakdown entry. */
export const breakdownCategoryRules: RulesByCategory<VatBreakdown> = rulesByCategory((traits) => [
  traits.breakdown === "BY_RATE" ? taxableByRateRule(traits) : taxableOnceRule(traits),
  traits.breakdown === "BY_RATE" ? taxRule(traits) : noTaxRule(traits),
  exemptionReasonRule(traits),
]);

/** BR-x-01 to BR-x-04, and what single categories want of the whole document. */
export const categoryRules: readonly Rule<Invoice>[] = [
  ...vatCategoryTraits.flatMap((traits) => [presenceRule(traits), ...identifierRules(traits)]),
  {
    id: "BR-IC-11",
    at: ["delivery", "date"],
    breaks: ({ delivery, invoicingPeriod }, { breakdownEntries }) =>
      breakdownEntries.has("K") &&
      isBlank(delivery?.date) &&
      isBlank(invoicingPeriod?.startDate) &&
      isBlank(invoicingPeriod?.endDate),
    message: () =>
      "An intra-community supply (VAT category K) needs a delivery date (BT-72) or an invoicing period (BG-14)",
  },
  {
    id: "BR-IC-12",
    at: ["delivery", "address", "countryCode"],
    breaks: ({ delivery }, { breakdownEntries }) =>
      breakdownEntries.has("K") && isBlank(delivery?.address?.countryCode),
    message: () => "An intra-community supply (VAT category K) needs the deliver-to country (BT-80)",
  },
  notBesideO("11", ["vatBreakdown"], ({ breakdownEntries }) => breakdownEntries.keys()),
  notBesideO("12", ["lines"], ({ lineCategories }) => lineCategories),
  notBesideO("13", ["allowances"], ({ allowanceCategories }) => allowanceCategories),
  notBesideO("14", ["charges"], ({ chargeCategories }) => chargeCategories),
  {
    id: "BR-B-01",
    at: ["seller", "address", "countryCode"],
    breaks: (invoice, facts) => isUsed(facts, "B") && countriesOf(invoice).some((country) => country !== "IT"),
    message: (invoice) =>
      `Split payment (VAT category B) is for Italy only, but the document names ${countriesOf(invoice).join(", ")}`,
  },
  {
    id: "BR-B-02",
    at: ["vatBreakdown"],
    breaks: (_, facts) => isUsed(facts, "B") && isUsed(facts, "S"),
    message: () => "Split payment (VAT category B) and standard rate (S) cannot be in one document",
  },
];

function presenceRule({ category, prefix, name, breakdown }: VatCategoryTraits): Rule<Invoice> {
  return {
    id: `BR-${prefix}-01`,
    at: ["vatBreakdown"],
    breaks: (_, facts) => {
      const entries = facts.breakdownEntries.get(category) ?? 0;
      return breakdown === "BY_RATE"
        ? hasAmounts(facts, category) !== entries > 0
        : isUsed(facts, category) && entries !== 1;
    },
    message: (_, { breakdownEntries }) =>
      `VAT category ${category} (${name}) has ${breakdownEntries.get(category) ?? 0} breakdown entries; ` +
      (breakdown === "BY_RATE"
        ? "it needs one per rate exactly when a line, allowance or charge uses it"
        : "it needs one"),
  };
}

function identifierRules({ category, prefix, name, seller, buyer }: VatCategoryTraits): readonly Rule<Invoice>[] {
  const places = [
    { number: "02", thing: "line", categories: (facts: Facts) => facts.lineCategories },
    { number: "03", thing: "document allowance", categories: (facts: Facts) => facts.allowanceCategories },
    { number: "04", thing: "document charge", categories: (facts: Facts) => facts.chargeCategories },
  ];
  return places.map(({ number, thing, categories }) => ({
    id: `BR-${prefix}-${number}`,
    at: buyer === undefined ? ["seller", "vatIdentifier"] : ["buyer", "vatIdentifier"],
    breaks: (invoice, facts) =>
      categories(facts).has(category) && !(isSellerIdentified(invoice, seller) && isBuyerIdentified(invoice, buyer)),
    message: () => `A ${thing} has VAT category ${category} (${name}); ${demandOf(seller, buyer)}`,
  }));
}

function isSellerIdentified(
  { seller, buyer, taxRepresentative }: Invoice,
  demand: VatCategoryTraits["seller"],
): boolean {
  const hasVatNumber = !isBlank(seller.vatIdentifier) || !isBlank(taxRepresentative?.vatIdentifier);
  if (demand === "NOTHING") return !hasVatNumber && isBlank(buyer.vatIdentifier);
  return hasVatNumber || (demand === "VAT_OR_TAX_NUMBER" && !isBlank(seller.taxRegistration));
}

function isBuyerIdentified({ buyer }: Invoice, demand: VatCategoryTraits["buyer"]): boolean {
  if (demand === undefined) return true;
  return (
    !isBlank(buyer.vatIdentifier) || (demand === "VAT_OR_LEGAL_NUMBER" && !isBlank(buyer.legalRegistration?.value))
  );
}

function demandOf(seller: VatCategoryTraits["seller"], buyer: VatCategoryTraits["buyer"]): string {
  if (seller === "NOTHING") return "no VAT identifier of seller, tax representative or buyer may be given";
  const ofSeller =
    seller === "VAT_NUMBER"
      ? "a VAT identifier of seller (BT-31) or tax representative (BT-63)"
      : "a VAT identifier (BT-31, BT-63) or tax registration (BT-32) of the seller";
  if (buyer === undefined) return `it needs ${ofSeller}`;
  const ofBuyer =
    buyer === "VAT_NUMBER"
      ? "the buyer's VAT identifier (BT-48)"
      : "the buyer's VAT identifier or registration (BT-47)";
  return `it needs ${ofSeller} and ${ofBuyer}`;
}

function rateRule({ category, prefix, name, rate: demand }: VatCategoryTraits, number: string): Rule<VatCategory> {
  const words = {
    POSITIVE: "must be above zero",
    NOT_NEGATIVE: "must be zero or more",
    ZERO: "must be zero",
    NONE: "must be left out",
  };
  return {
    id: `BR-${prefix}-${number}`,
    at: ["rate"],
    breaks: ({ rate }) => {
      if (demand === "NONE") return !isBlank(rate);
      if (isBlank(rate)) return true;
      if (demand === "ZERO") return !isZero(rate);
      return isNegative(rate) || (demand === "POSITIVE" && isZero(rate));
    },
    message: ({ rate }) =>
      `The VAT rate is ${rate ?? "missing"}, but in category ${category} (${name}) it ${words[demand]}`,
  };
}

function taxableByRateRule({ category, prefix }: VatCategoryTraits): Rule<VatBreakdown> {
  return {
    id: `BR-${prefix}-08`,
    at: ["taxableAmount"],
    breaks: (entry, { baseByVat }) => {
      if (isBlank(entry.rate)) return false;
      const base = baseByVat.get(vatKey(entry));
      // Only for S the official rule insists that something has the rate at all.
      if (base === undefined && category === "S") return true;
      return differsByOneOrMore(entry.taxableAmount, base?.taxableAmount ?? "0");
    },
    message: (entry, { baseByVat }) =>
      `The taxable amount of category ${category} at ${entry.rate} (BT-116) is ${entry.taxableAmount}, but lines, charges and allowances make ${baseByVat.get(vatKey(entry))?.taxableAmount ?? "0"}`,
  };
}

function taxableOnceRule({ category, prefix }: VatCategoryTraits): Rule<VatBreakdown> {
  return {
    id: `BR-${prefix}-08`,
    at: ["taxableAmount"],
    breaks: ({ taxableAmount }, { baseByCategory }) => !isEqual(taxableAmount, baseByCategory.get(category) ?? "0"),
    message: ({ taxableAmount }, { baseByCategory }) =>
      `The taxable amount of category ${category} (BT-116) is ${taxableAmount}, but lines, charges and allowances make ${baseByCategory.get(category) ?? "0"}`,
  };
}

function taxRule({ category, prefix }: VatCategoryTraits): Rule<VatBreakdown> {
  return {
    id: `BR-${prefix}-09`,
    at: ["taxAmount"],
    breaks: (entry) =>
      isBlank(entry.rate) || differsByOneOrMore(absolute(entry.taxAmount), expectedTax(entry, entry.rate)),
    message: ({ taxAmount, taxableAmount, rate }) =>
      `The tax amount of category ${category} (BT-117) is ${taxAmount}, which is not ${rate ?? "an unknown rate"} percent of ${taxableAmount}`,
  };
}

function noTaxRule({ category, prefix, name }: VatCategoryTraits): Rule<VatBreakdown> {
  return {
    id: `BR-${prefix}-09`,
    at: ["taxAmount"],
    breaks: ({ taxAmount }) => !isZero(taxAmount),
    message: ({ taxAmount }) =>
      `The tax amount of category ${category} (BT-117) is ${taxAmount}, but ${name} bears no VAT`,
  };
}

function exemptionReasonRule({
  category,
  prefix,
  name,
  exemptionReason: demand,
}: VatCategoryTraits): Rule<VatBreakdown> {
  return {
    id: `BR-${prefix}-10`,
    at: ["exemptionReason"],
    breaks: ({ exemptionReason, exemptionReasonCode }) =>
      (isBlank(exemptionReason) && isBlank(exemptionReasonCode)) === (demand === "REQUIRED"),
    message: ({ exemptionReason, exemptionReasonCode }) =>
      demand === "REQUIRED"
        ? `VAT category ${category} (${name}) needs an exemption reason (BT-120) or its code (BT-121)`
        : `VAT category ${category} (${name}) has the exemption reason ${exemptionReason ?? exemptionReasonCode}; it must have none`,
  };
}

function notBesideO(
  number: string,
  at: readonly string[],
  categoriesOf: (facts: Facts) => Iterable<string>,
): Rule<Invoice> {
  const others = (facts: Facts): string[] => Array.from(categoriesOf(facts)).filter((category) => category !== "O");
  return {
    id: `BR-O-${number}`,
    at,
    breaks: (_, facts) => facts.breakdownEntries.has("O") && others(facts).length > 0,
    message: (_, facts) =>
      `VAT category O stands alone in a document, but ${at[0]} also has ${others(facts).join(", ")}`,
  };
}

function hasAmounts({ lineCategories, allowanceCategories, chargeCategories }: Facts, category: string): boolean {
  return lineCategories.has(category) || allowanceCategories.has(category) || chargeCategories.has(category);
}

function isUsed(facts: Facts, category: string): boolean {
  return hasAmounts(facts, category) || facts.breakdownEntries.has(category);
}

function countriesOf({ seller, buyer, taxRepresentative, delivery, lines }: Invoice): readonly string[] {
  const countries = [
    seller.address.countryCode,
    buyer.address.countryCode,
    taxRepresentative?.address.countryCode,
    delivery?.address?.countryCode,
    ...lines.map(({ item }) => item.originCountryCode),
  ];
  return [...new Set(countries.filter((country) => !isBlank(country)))] as string[];
}
