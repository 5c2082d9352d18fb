import { createHash } from "node:crypto";

/** SHA-256 of what was asked, independent of the order of its fields: tells a repetition from another request. */
export function requestHash(request: unknown): string {
  const hash = createHash("sha256");
  // A call for every field would take most of the time.
  let waiting = "";
  feed(request, (text) => {
    waiting += text;
    if (waiting.length < longestWaiting) return;
    hash.update(waiting);
    waiting = "";
  });
  return hash.update(waiting).digest("hex");
}

const longestWaiting = 16_384;

function feed(value: unknown, write: (text: string) => void): void {
  if (value instanceof Uint8Array) {
    write(`bytes ${createHash("sha256").update(value).digest("hex")};`);
  } else if (Array.isArray(value)) {
    write("[");
    for (const item of value) feed(item, write);
    write("]");
  } else if (typeof value === "object" && value !== null) {
    const members = value as Readonly<Record<string, unknown>>;
    write("{");
    for (const name of Object.keys(members).sort()) {
      if (members[name] === undefined) continue;
      write(JSON.stringify(name));
      feed(members[name], write);
    }
    write("}");
  } else {
    write(`${JSON.stringify(value)};`);
  }
}
