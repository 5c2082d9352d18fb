import { setImmediate as turn } from "node:timers/promises";

/** A value that JSON can say, as texts of which none takes long to read. */
export type Pieces = readonly string[];

/** A part of a list that is empty in the first piece. */
interface ListPart {
  readonly path: readonly string[];
  readonly items: readonly unknown[];
}

/** Enough lines of an invoice to be worth a turn, and few enough to be read within a few milliseconds. */
const itemsOfPiece = 100;

/** Takes the long lists out of the value; lists within lists stay whole. */
export function toPieces(value: object): Pieces {
  const parts: ListPart[] = [];
  const head = withoutLongLists(value, [], parts);
  return [head, ...parts].map((piece) => JSON.stringify(piece));
}

function withoutLongLists(value: unknown, path: readonly string[], parts: ListPart[]): unknown {
  if (Array.isArray(value)) {
    if (value.length <= itemsOfPiece) return value;
    for (let start = 0; start < value.length; start += itemsOfPiece)
      parts.push({ path, items: value.slice(start, start + itemsOfPiece) });
    return [];
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutLongLists(member, [...path, name], parts)]),
  );
}

/** Puts the value together again; between the pieces everybody else gets a turn. */
export async function fromPieces<Value>([head = "null", ...parts]: Pieces): Promise<Value> {
  const value = JSON.parse(head) as Value;
  for (const part of parts) {
    await turn();
    const { path, items } = JSON.parse(part) as ListPart;
    const list = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], value) as unknown[];
    list.push(...items);
  }
  return value;
}
