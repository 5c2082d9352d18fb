import { isCodeOf } from "../code-lists/code-lists.js";
import type { Decimal } from "../decimal.js";
import { absolute, compare, isZero, multiply, subtract } from "../decimal.js";
import type { VatBreakdown } from "../invoice.js";
import { toCents, toWhole } from "./facts.js";
import type { Rule } from "./rule.js";
import { coded, isBlank, required, twoDecimals } from "./rule.js";

/** The standard lets amounts that were rounded line by line differ by less than one unit of currency. */
export const differsByOneOrMore = (left: Decimal, right: Decimal): boolean =>
  compare(absolute(subtract(left, right)), "1") >= 0;

/** The tax that taxable amount and rate make, without sign. */
export const expectedTax = ({ taxableAmount }: VatBreakdown, rate: Decimal): Decimal =>
  toCents(multiply(multiply(absolute(taxableAmount), rate), "0.01"));

/** BG-23, whatever the category. */
export const vatBreakdownRules: readonly Rule<VatBreakdown>[] = [
  required({
    id: "BR-45",
    at: ["taxableAmount"],
    name: "The taxable amount (BT-116)",
    of: ({ taxableAmount }) => taxableAmount,
  }),
  required({ id: "BR-46", at: ["taxAmount"], name: "The tax amount (BT-117)", of: ({ taxAmount }) => taxAmount }),
  required({ id: "BR-47", at: ["category"], name: "The VAT category (BT-118)", of: ({ category }) => category }),
  {
    id: "BR-48",
    at: ["rate"],
    breaks: ({ category, rate }) => category !== "O" && isBlank(rate),
    message: ({ category }) => `The VAT rate (BT-119) of category ${category} is missing`,
  },
  {
    id: "BR-CO-17",
    at: ["taxAmount"],
    breaks: (entry) => {
      const { rate, taxAmount } = entry;
      // Rates below one half count as zero in the official rule.
      if (rate === undefined || isZero(toWhole(rate))) return !isZero(toWhole(taxAmount));
      return differsByOneOrMore(absolute(taxAmount), expectedTax(entry, rate));
    },
    message: (entry) =>
      `The tax amount (BT-117) is ${entry.taxAmount}, but ${entry.taxableAmount} at ${entry.rate ?? "no rate"} make ${expectedTax(entry, entry.rate ?? "0")}`,
  },
  twoDecimals({
    id: "BR-DEC-19",
    at: ["taxableAmount"],
    name: "The taxable amount (BT-116)",
    of: ({ taxableAmount }) => taxableAmount,
  }),
  twoDecimals({
    id: "BR-DEC-20",
    at: ["taxAmount"],
    name: "The tax amount (BT-117)",
    of: ({ taxAmount }) => taxAmount,
  }),
  coded({
    id: "BR-CL-17",
    at: ["category"],
    name: "The VAT category (BT-118)",
    of: ({ category }) => category,
    list: "vatCategories",
  }),
  {
    id: "BR-CL-22",
    at: ["exemptionReasonCode"],
    breaks: ({ exemptionReasonCode }) =>
      !isBlank(exemptionReasonCode) && !isCodeOf("exemptionReasons", exemptionReasonCode.toUpperCase()),
    message: ({ exemptionReasonCode }) =>
      `The exemption reason code (BT-121) is ${exemptionReasonCode}, which is not in the VATEX list`,
  },
];
