import { fork } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { endProcess } from "../setting/end-process.js";
import { isCreated, readJournal } from "../stand-in/journal.js";
import type { Tally } from "../stand-in/pushing/balancer.js";
import { readLines } from "../stand-in/pushing/line-file.js";
import type { PushingCommand, PushingOrder, PushingWord } from "../stand-in/pushing/pushing-process.js";
import type { LedgerLine, SentLine } from "../stand-in/pushing/senders.js";

/** The provider that pushes, in a process of its own. */
export interface Pushing {
  readonly url: string;
  readonly acknowledged: number;
  /** Accounts whose webhooks are registered. */
  readonly hooks: number;
  readonly tally: Tally;
  allow(count: number): void;
  /** Until everything there is to tell is acknowledged. @throws when that takes too long */
  finish(withinMs: number): Promise<void>;
  /** The numbers of the documents it has created, one for each creation. */
  readCreated(): string[];
  readSent(): SentLine[];
  readLedger(): LedgerLine[];
  stop(): Promise<void>;
}

export async function startPushing(program: string, order: PushingOrder): Promise<Pushing> {
  await mkdir(order.directory, { recursive: true });
  const child = fork(program, { execArgv: [], env: { ...process.env, PUSHING: JSON.stringify(order) } });
  let state = { acknowledged: 0, hooks: 0, tally: { requests: 0, errors: 0 } as Tally, isFinished: false };
  const port = await new Promise<number>((resolve, reject) => {
    child.on("message", (message) => {
      const word = message as PushingWord;
      if ("port" in word) resolve(word.port);
      else state = word;
    });
    child.once("exit", (code) => reject(new Error(`The provider that pushes ended with ${code}`)));
  });
  const command = (words: PushingCommand) => void child.send(words);
  return {
    url: `http://127.0.0.1:${port}`,
    get acknowledged() {
      return state.acknowledged;
    },
    get hooks() {
      return state.hooks;
    },
    get tally() {
      return state.tally;
    },
    allow: (count) => command({ allow: count }),
    async finish(withinMs) {
      command({ finish: true });
      for (const deadline = Date.now() + withinMs; !state.isFinished; await pause(50)) {
        if (child.exitCode !== null) throw new Error(`The provider that pushes ended with ${child.exitCode}`);
        if (Date.now() > deadline) throw new Error(`Not everything was acknowledged within ${withinMs} ms`);
      }
    },
    readCreated: () =>
      readJournal(join(order.directory, "created.jsonl"))
        .filter(isCreated)
        .map(({ number }) => number),
    readSent: () => readLines(join(order.directory, "sent.jsonl")),
    readLedger: () => readLines(join(order.directory, "ledger.jsonl")),
    stop: () => endProcess(child, "SIGKILL"),
  };
}
