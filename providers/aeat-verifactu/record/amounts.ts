import { type Decimal, isEqual, round } from "../../../src/domain/decimal.js";
import type { Findings } from "./findings.js";

/** ImporteSgn12.2Type: twelve digits and two decimals. */
export function toAmount(value: Decimal, term: string, path: readonly string[], findings: Findings): string {
  const amount = round(value, 2);
  if (!isEqual(amount, value)) findings.add(term, path, `${value} has more than two decimals`);
  if (!/^-?\d{1,12}\./.test(amount)) findings.add(term, path, `${value} has more than twelve digits`);
  return amount;
}

/** Tipo2.2Type: a rate is not negative. */
export function toRate(value: Decimal, term: string, path: readonly string[], findings: Findings): string {
  const rate = round(value, 2);
  if (!isEqual(rate, value)) findings.add(term, path, `${value} has more than two decimals`);
  if (!/^\d{1,3}\./.test(rate)) findings.add(term, path, `${value} is no rate in percent`);
  return rate;
}

/** "2026-03-02" → "02-03-2026" */
export const toSpanishDate = (date: string): string => date.split("-").reverse().join("-");
