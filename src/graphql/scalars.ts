import { GraphQLError, GraphQLScalarType, Kind, print } from "graphql";
import { isDecimal } from "../domain/decimal.js";

/** The model is in wire form already: writing a value out is a check of its type, nothing more. */
const serializeText =
  (name: string) =>
  (value: unknown): string => {
    if (typeof value === "string") return value;
    throw new GraphQLError(`${name} must be text, not ${typeof value}`);
  };

/** A scalar that is text on the wire; `read` answers the text in its canonical form, or throws a sentence. */
function textScalar(name: string, description: string, read: (text: string) => string): GraphQLScalarType {
  const parseValue = (value: unknown): string => {
    if (typeof value === "string") return read(value);
    throw new GraphQLError(`${name} must be text; ${JSON.stringify(value)} is not`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: serializeText(name),
    parseValue,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return read(node.value);
      throw new GraphQLError(`${name} must be text; ${print(node)} is not`, { nodes: node });
    },
  });
}

const moment = /^((?!0000)\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;
const day = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** `Date` would turn 30 February into 2 March. */
function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export const DateTimeScalar = textScalar(
  "DateTime",
  "A moment as ISO 8601 text. Answers are always in UTC; inputs may have another offset.",
  (text) => {
    const [, date] = moment.exec(text) ?? [];
    const time = Date.parse(text);
    if (date === undefined || !isCalendarDay(date) || Number.isNaN(time) || !moment.test(new Date(time).toISOString()))
      throw new GraphQLError(`${JSON.stringify(text)} is no DateTime; write it like "2026-03-31T12:00:00Z"`);
    return new Date(time).toISOString();
  },
);

export const DateScalar = textScalar("Date", "A calendar day without time zone, `YYYY-MM-DD`.", (text) => {
  if (day.test(text) && isCalendarDay(text)) return text;
  throw new GraphQLError(`${JSON.stringify(text)} is no calendar day; write it like "2026-03-31"`);
});

export const CursorScalar = textScalar(
  "Cursor",
  "An opaque place in an ordered list or in the event log. Keep it and hand it back unchanged.",
  (text) => text,
);

export const Base64Scalar = textScalar("Base64", "Bytes as base64 text (RFC 4648 §4, with padding).", (text) => {
  if (isBase64(text)) return text;
  throw new GraphQLError(`The text of ${text.length} characters is no base64 (RFC 4648 §4, with padding)`);
});

/** A decoder leaves out what is no base64, and knows the URL alphabet too: megabytes are judged by what it leaves. */
function isBase64(text: string): boolean {
  if (text.length % 4 !== 0 || text.includes("-") || text.includes("_")) return false;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return Buffer.from(text, "base64").byteLength === (text.length / 4) * 3 - padding;
}

function readDecimal(text: string): string {
  if (isDecimal(text)) return text;
  throw new GraphQLError(
    `${JSON.stringify(text)} is no Decimal: at most 18 digits, then at most 10 decimals, e.g. "12.50"`,
  );
}

function refuseFloat(value: string): never {
  throw new GraphQLError(`${value} is a floating-point number and may have lost digits; send it as text: "${value}"`);
}

export const DecimalScalar = new GraphQLScalarType({
  name: "Decimal",
  description:
    'An exact decimal number as text, e.g. `"12.50"`: up to 18 digits and 10 decimals, the scale is kept. ' +
    "Inputs may also be integers, never floating-point numbers.",
  serialize: serializeText("Decimal"),
  parseValue: (value) => {
    if (typeof value === "string") return readDecimal(value);
    if (typeof value !== "number") throw new GraphQLError(`${JSON.stringify(value)} is no Decimal; send it as text`);
    return Number.isSafeInteger(value) ? String(value) : refuseFloat(String(value));
  },
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING || node.kind === Kind.INT) return readDecimal(node.value);
    if (node.kind === Kind.FLOAT) return refuseFloat(node.value);
    throw new GraphQLError(`${print(node)} is no Decimal; send it as text`, { nodes: node });
  },
});

export const JsonScalar = new GraphQLScalarType({
  name: "JSON",
  description: "What a provider sent, verbatim.",
  serialize: (value) => value,
});
