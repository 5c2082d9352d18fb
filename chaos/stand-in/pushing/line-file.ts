import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";

/** A file of lines that only grows. */
export interface LineFile<Entry> {
  /** Resolves when the line is on the disk. Lines that wait for one another go there together. */
  append(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

export async function openLineFile<Entry>(file: string): Promise<LineFile<Entry>> {
  const handle = await open(file, "a");
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  const write = async () => {
    const lines = waiting;
    waiting = [];
    next = undefined;
    await handle.appendFile(lines.join(""));
    await handle.sync();
  };
  return {
    append(entry) {
      waiting.push(`${JSON.stringify(entry)}\n`);
      if (!next) {
        next = last.then(write);
        last = next;
      }
      return next;
    },
    async close() {
      await last;
      await handle.close();
    },
  };
}

export const readLines = <Entry>(file: string): Entry[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry);
