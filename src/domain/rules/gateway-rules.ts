import { absolute, compare, isDecimal, isNegative, isZero, subtract } from "../decimal.js";
import type { ElectronicAddress, Invoice, InvoiceLine } from "../invoice.js";
import { checkParticipantId } from "../participant.js";
import { deriveLineNetAmount } from "../totals.js";
import type { RuleViolation, Severity } from "../validation.js";
import { checkAdditionAmounts, checkAdditionCodes } from "./addition-code-rules.js";
import { checkAdditions } from "./addition-rules.js";
import { checkSubLines } from "./sub-line-rules.js";

const ruleset = "GATEWAY";

/** UNTDID 1001: corrected invoice. */
const correctedInvoice = "384";

/** Peppol's R120 lets a line net amount differ by so much from quantity times price. */
const netTolerance = "0.02";

/** What the gateway asks beyond the standard of content it turns into a document itself. */
export const checkStructuredInput = (invoice: Invoice): RuleViolation[] => [
  ...checkNumber(invoice),
  ...checkLines(invoice, "FATAL"),
  ...checkAllAdditions(invoice, "FATAL"),
];

/** The same for a document that came ready made: whoever made it answers for it, so it is only warned about. */
export const checkReadyDocument = (invoice: Invoice): RuleViolation[] => [
  ...checkNumber(invoice),
  ...checkLines(invoice, "WARNING"),
  ...checkAllAdditions(invoice, "WARNING"),
];

const longestNumber = 255;

function checkNumber({ number }: Invoice): RuleViolation[] {
  if (number.length <= longestNumber) return [];
  const message = `The invoice number ${number.slice(0, 40)}… (BT-1) has ${number.length} characters; it may have ${longestNumber}`;
  return [{ rule: "GW-NUM-01", ruleset, severity: "FATAL", message, path: ["number"] }];
}

/** An address in a known scheme whose value cannot be right. Unknown schemes are BR-CL-25's business. */
export const checkElectronicAddress = (address: ElectronicAddress, path: readonly string[]): RuleViolation[] => {
  const wrong = checkParticipantId(address);
  return wrong === undefined
    ? []
    : [{ rule: "GW-ADDR-01", ruleset, severity: "WARNING", message: wrong, path: [...path, "value"] }];
};

function checkAllAdditions(invoice: Invoice, severity: Severity): RuleViolation[] {
  const breaches = [
    ...checkAdditions(invoice),
    ...checkSubLines(invoice),
    ...checkAdditionCodes(invoice),
    ...checkAdditionAmounts(invoice),
  ];
  return breaches.map((breach) => ({ ...breach, ruleset, severity }));
}

function checkLines(invoice: Invoice, severity: Severity): RuleViolation[] {
  return [
    ...invoice.lines.flatMap((line, index) => {
      const path = ["lines", String(index)];
      if (!isCalculable(line) || !isNegative(line.quantity) || isCorrection(invoice)) return [];
      return [negativeQuantity(line, severity, path)];
    }),
    ...checkPrices(invoice.lines, ["lines"], severity),
    ...checkPrices(invoice.correction?.linesBefore ?? [], ["correction", "linesBefore"], severity),
  ];
}

/** The same for the parts of a line. */
function checkPrices(lines: readonly InvoiceLine[], path: readonly string[], severity: Severity): RuleViolation[] {
  return lines.flatMap((line, index) => {
    const at = [...path, String(index)];
    return [
      ...(isCalculable(line) ? checkPrice(line, at, severity) : []),
      ...checkPrices(line.subLines, [...at, "subLines"], severity),
    ];
  });
}

function checkPrice(line: InvoiceLine, path: readonly string[], severity: Severity): RuleViolation[] {
  return isUnusableBase(line) ? [unusableBase(line, severity, path)] : checkNetAmount(line, path);
}

/** Malformed numbers are reported by `checkInvoice`. */
function isCalculable({ quantity, netAmount, price, allowances, charges }: InvoiceLine): boolean {
  return [quantity, netAmount, price.net, price.baseQuantity ?? "1"]
    .concat([...allowances, ...charges].map(({ amount }) => amount))
    .every((number) => isDecimal(number));
}

function isCorrection({ kind, typeCode, precedingInvoices }: Invoice): boolean {
  return kind === "CREDIT_NOTE" || typeCode === correctedInvoice || precedingInvoices.length > 0;
}

function negativeQuantity({ id, quantity }: InvoiceLine, severity: Severity, path: readonly string[]): RuleViolation {
  return {
    rule: "GW-QTY-01",
    ruleset,
    severity,
    message: `Line ${id} has the quantity ${quantity}; only a credit note, a corrected invoice or an invoice that names a preceding one may take something back`,
    path: [...path, "quantity"],
  };
}

function isUnusableBase({ price: { baseQuantity } }: InvoiceLine): boolean {
  return baseQuantity !== undefined && (isZero(baseQuantity) || isNegative(baseQuantity));
}

function unusableBase({ id, price }: InvoiceLine, severity: Severity, path: readonly string[]): RuleViolation {
  return {
    rule: "GW-QTY-02",
    ruleset,
    severity,
    message: `Line ${id} prices per ${price.baseQuantity}; the base quantity (BT-149) must be above zero`,
    path: [...path, "price", "baseQuantity"],
  };
}

function checkNetAmount(line: InvoiceLine, path: readonly string[]): RuleViolation[] {
  const expected = deriveLineNetAmount(line);
  if (compare(absolute(subtract(line.netAmount, expected)), netTolerance) <= 0) return [];
  return [
    {
      rule: "GW-NET-01",
      ruleset,
      severity: "WARNING",
      message: `Line ${line.id} has the net amount ${line.netAmount}, but quantity, price, charges and allowances make ${expected}`,
      path: [...path, "netAmount"],
    },
  ];
}
