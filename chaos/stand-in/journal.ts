import { appendFileSync, fsyncSync, openSync, readFileSync } from "node:fs";
import type { Fault } from "./faults.js";

/** What a stand-in did, in its own file that only grows: the truth about what was created and who called when. */
export type JournalEntry = CreatedEntry | CalledEntry;

export interface CreatedEntry {
  readonly what: "created";
  readonly number: string;
  readonly reference: string;
  readonly atMs: number;
}

export interface CalledEntry {
  readonly what: "called";
  readonly creates: boolean;
  readonly fault?: Fault;
  readonly atMs: number;
}

/** A creation is on the disk before anybody hears of it. */
export function openJournal(file: string): (entry: JournalEntry) => void {
  const descriptor = openSync(file, "a");
  return (entry) => {
    appendFileSync(descriptor, `${JSON.stringify(entry)}\n`);
    if (entry.what === "created") fsyncSync(descriptor);
  };
}

export function readJournal(file: string): JournalEntry[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as JournalEntry);
}

export const isCreated = (entry: JournalEntry): entry is CreatedEntry => entry.what === "created";
export const isCalled = (entry: JournalEntry): entry is CalledEntry => entry.what === "called";
