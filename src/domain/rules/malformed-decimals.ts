import { isDecimal } from "../decimal.js";
import type { Invoice } from "../invoice.js";
import type { RuleViolation } from "../validation.js";

/** Every property of the model that holds a Decimal; none of these names holds anything else. */
const decimalFields: ReadonlySet<string> = new Set(
  (
    "amount baseAmount percentage rate quantity netAmount net discount gross baseQuantity taxableAmount taxAmount " +
    "lineNetTotal allowanceTotal chargeTotal taxExclusive vatAmount vatAmountInAccountingCurrency taxInclusive " +
    "paidAmount roundingAmount payable sharePercentage"
  ).split(" "),
);

/** Numbers that are none, or too long to calculate with. An empty text is a missing number, not a malformed one. */
export const findMalformedDecimals = (invoice: Invoice): RuleViolation[] => {
  const violations: RuleViolation[] = [];
  const visit = (node: object, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(node)) {
      // Extensions belong to the system that describes and checks them.
      if (key === "extensions") continue;
      if (typeof value === "object" && value !== null) visit(value, [...path, key]);
      else if (typeof value === "string" && value !== "" && decimalFields.has(key) && !isDecimal(value))
        violations.push({
          rule: "GW-DEC-01",
          ruleset: "GATEWAY",
          severity: "FATAL",
          message: `${String(value)} is not a decimal number of at most 18 digits before and 10 behind the point`,
          path: [...path, key],
        });
    }
  };
  visit(invoice, []);
  return violations;
};
