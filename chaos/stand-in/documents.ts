import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { JournalEntry } from "./journal.js";
import type { StandInKind, Taken } from "./wire.js";

/** The memory of a stand-in, with the one rule of its kind against doubles. */
export interface Documents {
  create(number: string, key: string | undefined): z.infer<typeof Taken>;
  find(number: string): string[];
}

export function openDocuments(kind: StandInKind, write: (entry: JournalEntry) => void): Documents {
  const byKey = new Map<string, string>();
  const byNumber = new Map<string, string[]>();
  return {
    create(number, key) {
      const known = recognise(kind, number, key);
      if (known !== undefined) return { reference: known, status: kind === "numbered" ? "DUPLICATE" : "TAKEN" };
      const reference = randomUUID();
      write({ what: "created", number, reference, atMs: Date.now() });
      if (key !== undefined) byKey.set(key, reference);
      byNumber.set(number, [...(byNumber.get(number) ?? []), reference]);
      return { reference, status: "TAKEN" };
    },
    find: (number) => byNumber.get(number) ?? [],
  };

  function recognise(kind: StandInKind, number: string, key: string | undefined): string | undefined {
    if (kind === "keyed") return key === undefined ? undefined : byKey.get(key);
    return kind === "numbered" ? byNumber.get(number)?.[0] : undefined;
  }
}
