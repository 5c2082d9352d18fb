import { type Decimal, absolute, isNegative, isZero, scaleOf } from "../../../src/domain/decimal.js";
import { type Fa3Node, node } from "./nodes.js";
import type { Findings, Path } from "./findings.js";

/** Where a value comes from: its term in EN 16931 and its path in the invoice. */
export interface Origin {
  readonly term: string;
  readonly path: Path;
}

/** TZnakowy of FA(3) unless another limit is given: one line, white space collapsed. */
export function text(
  name: string,
  value: string | undefined,
  { term, path }: Origin,
  findings: Findings,
  longest = 256,
): Fa3Node | undefined {
  const written = value?.replace(/[ \t\r\n]+/g, " ").trim();
  if (written === undefined || written === "") return undefined;
  if (written.length > longest)
    findings.add(term, path, `it has ${written.length} characters; FA(3) takes ${longest} in ${name}`);
  return node(name, written);
}

interface NumberType {
  readonly decimals: number;
  readonly digits: number;
}

/** TKwotowy, TKwotowy2 and TIlosci of FA(3). */
export const amountType: NumberType = { decimals: 2, digits: 16 };
export const priceType: NumberType = { decimals: 8, digits: 14 };
export const quantityType: NumberType = { decimals: 6, digits: 16 };

/** A number without superfluous zeros; decimals that FA(3) has no place for are a violation, not rounded away. */
export function number(
  name: string,
  value: Decimal | undefined,
  { term, path }: Origin,
  findings: Findings,
  { decimals, digits }: NumberType = amountType,
): Fa3Node | undefined {
  if (value === undefined) return undefined;
  const [whole = "0", fraction = ""] = absolute(value).split(".");
  const significant = fraction.replace(/0+$/, "");
  const integer = whole.replace(/^0+(?=\d)/, "");
  if (significant.length > decimals)
    findings.add(term, path, `${value} has ${scaleOf(value)} decimals; FA(3) takes ${decimals} in ${name}`);
  if (integer.length > digits)
    findings.add(term, path, `${value} has ${integer.length} digits; FA(3) takes ${digits} in ${name}`);
  const shown = decimals === amountType.decimals ? fraction.slice(0, 2).padEnd(2, "0") : significant;
  const sign = isNegative(value) && !isZero(value) ? "-" : "";
  return node(name, `${sign}${integer}${shown === "" ? "" : `.${shown}`}`);
}
