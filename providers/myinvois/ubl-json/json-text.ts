import type { Decimal } from "../../../src/domain/decimal.js";

/** A number whose digits are written as they are: a float would turn 0.1 + 0.2 into something else. */
export class ExactNumber {
  readonly digits: string;

  constructor(value: Decimal) {
    // JSON forbids the leading zeros that a Decimal may have.
    this.digits = value.replace(/^(-?)0+(?=\d)/, "$1");
  }
}

export type JsonValue = string | boolean | ExactNumber | readonly JsonValue[] | JsonObject;

/** Members that are undefined are left out. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** Compact JSON text; the order of members is kept. */
export function toJsonText(value: JsonValue): string {
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (value instanceof ExactNumber) return value.digits;
  if (isList(value)) return `[${value.map(toJsonText).join(",")}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [`${JSON.stringify(name)}:${toJsonText(member)}`],
  );
  return `{${members.join(",")}}`;
}

/** `Array.isArray` does not narrow readonly lists. */
const isList = (value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] => Array.isArray(value);
