/** A number as it was written: "1.50" and "1e+22" must not become 1.5 and 1e22. */
class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON as Python's `json.dumps(value, sort_keys=True)` writes it: keys by code point, ", " and ": " between parts,
 * everything beyond printable ASCII escaped. Numbers stay as written, since they come from the same writer.
 * @throws {SyntaxError} when the text is no JSON
 * @throws {RangeError} when it is nested too deep
 */
export function toCanonicalJson(text: string): string {
  const keepNumbers = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? new WrittenNumber(context?.source ?? String(value)) : value;
  return write(JSON.parse(text, keepNumbers));
}

function write(value: unknown): string {
  if (value instanceof WrittenNumber) return value.text;
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value)
    .map(([key, member]) => ({ key, order: Buffer.from(key, "utf8"), member: member as unknown }))
    // UTF-8 sorts by code point; UTF-16, the order of JavaScript's strings, does not.
    .sort((left, right) => Buffer.compare(left.order, right.order));
  return `{${members.map(({ key, member }) => `${quote(key)}: ${write(member)}`).join(", ")}}`;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
