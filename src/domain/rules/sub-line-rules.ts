import { isDecimal, isEqual, sum } from "../decimal.js";
import type { Invoice, InvoiceLine } from "../invoice.js";
import type { Breach } from "./addition-rules.js";

/**
 * How many levels of sub-lines a line may have: an operation of 15 levels still reads the names of the deepest, also in
 * the results of a batch.
 */
export const deepestSubLines = 8;

/** Lines that consist of others are their sum, and not too deep for a reader. */
export const checkSubLines = ({ lines, correction }: Invoice): Breach[] => [
  ...checkLevel(lines, ["lines"], 0),
  ...checkLevel(correction?.linesBefore ?? [], ["correction", "linesBefore"], 0),
];

function checkLevel(lines: readonly InvoiceLine[], path: readonly string[], depth: number): Breach[] {
  return lines.flatMap((line, index) => {
    if (line.subLines.length === 0) return [];
    const at = [...path, String(index), "subLines"];
    if (depth === deepestSubLines) {
      const message = `Line ${line.id} has sub-lines on level ${depth + 1}; at most ${deepestSubLines} are taken`;
      return [{ rule: "GW-SUB-01", message, path: at }];
    }
    return [...checkSum(line, at), ...checkLevel(line.subLines, at, depth + 1)];
  });
}

/** Malformed numbers are reported by `checkInvoice`. */
function checkSum({ id, netAmount, subLines }: InvoiceLine, path: readonly string[]): Breach[] {
  const amounts = subLines.map((line) => line.netAmount);
  if (![netAmount, ...amounts].every((amount) => isDecimal(amount))) return [];
  const total = sum(amounts);
  if (isEqual(total, netAmount)) return [];
  const message = `The sub-lines of line ${id} sum up to ${total}, but its net amount (BT-131) is ${netAmount}`;
  return [{ rule: "GW-SUB-02", message, path }];
}
