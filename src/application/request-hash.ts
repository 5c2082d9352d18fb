import { createHash } from "node:crypto";

/** SHA-256 of what was asked, independent of the order of its fields: tells a repetition from another request. */
export function requestHash(request: unknown): string {
  const hash = createHash("sha256");
  feed(request, (text) => void hash.update(text));
  return hash.digest("hex");
}

function feed(value: unknown, write: (text: string | Uint8Array) => void): void {
  if (value instanceof Uint8Array) {
    write(`bytes ${createHash("sha256").update(value).digest("hex")};`);
  } else if (Array.isArray(value)) {
    write("[");
    for (const item of value) feed(item, write);
    write("]");
  } else if (typeof value === "object" && value !== null) {
    write("{");
    for (const [name, member] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (member === undefined) continue;
      write(JSON.stringify(name));
      feed(member, write);
    }
    write("}");
  } else {
    write(`${JSON.stringify(value)};`);
  }
}
