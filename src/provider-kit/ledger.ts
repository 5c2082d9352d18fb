import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A simulator's memory: named collections of JSON records, kept in a file that only ever grows, so that a killed
 * simulator knows what it had accepted. Without a file it lives as long as the process.
 */
export interface Ledger {
  put(collection: string, id: string, record: unknown): void;
  get<Item>(collection: string, id: string): Item | undefined;
  /** In the order in which they were first put. */
  list<Item>(collection: string): Item[];
}

interface Entry {
  readonly collection: string;
  readonly id: string;
  readonly record: unknown;
}

export function openLedger(file?: string): Ledger {
  const collections = new Map<string, Map<string, unknown>>();
  const remember = ({ collection, id, record }: Entry) => {
    const items = collections.get(collection) ?? new Map<string, unknown>();
    collections.set(collection, items);
    if (record === null) items.delete(id);
    else items.set(id, record);
  };
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    for (const entry of readEntries(file)) remember(entry);
    endHalfLine(file);
  }
  return {
    put(collection, id, record) {
      if (file) appendFileSync(file, `${JSON.stringify({ collection, id, record } satisfies Entry)}\n`);
      remember({ collection, id, record });
    },
    get: <Item>(collection: string, id: string) => collections.get(collection)?.get(id) as Item | undefined,
    list: <Item>(collection: string) => [...(collections.get(collection)?.values() ?? [])] as Item[],
  };
}

/** A kill in the middle of a write leaves half a line: the next record must not be glued to it. */
function endHalfLine(file: string): void {
  if (existsSync(file) && !readFileSync(file, "utf8").endsWith("\n")) appendFileSync(file, "\n");
}

function* readEntries(file: string): Generator<Entry> {
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (!line) continue;
    try {
      yield JSON.parse(line) as Entry;
    } catch {
      // Half a line was never answered for.
    }
  }
}
