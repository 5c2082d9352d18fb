import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type LineFile, openLineFile } from "./line-file.js";
import type { Story } from "./stories.js";

/** What was told to whom, on the disk before it was sent for the first time. */
export interface SentLine {
  readonly id: string;
  readonly accountId: string;
  readonly sha256: string;
  /** Present when it says how a document stands. */
  readonly word?: string;
  readonly reference: string;
}

/** What was acknowledged, on the disk right after the answer. */
export interface LedgerLine {
  readonly id: string;
}

export interface Task {
  readonly accountId: string;
  readonly story: Story;
}

export interface SendersOrder {
  readonly sentFile: string;
  readonly ledgerFile: string;
  /** Another task to begin with, if there is one. */
  next(): Task | undefined;
  /** True for an acknowledgement; whatever else it is, it is sent again. */
  post(accountId: string, body: Buffer): Promise<boolean>;
}

export interface Senders {
  readonly acknowledged: number;
  /** How many notices may be acknowledged for now. */
  allow(count: number): void;
  /** Ends when everything there is to tell is acknowledged. */
  finish(): Promise<void>;
}

const senderCount = 16;
/** Of what was acknowledged, sent once more. */
const repeatedShare = 0.1;
const pauseMs = { least: 30, most: 120 };

/** Each repeats itself until it is acknowledged, and tells the next thing of a story only after that. */
export async function startSenders(order: SendersOrder): Promise<Senders> {
  const sent: LineFile<SentLine> = await openLineFile(order.sentFile);
  const ledger: LineFile<LedgerLine> = await openLineFile(order.ledgerFile);
  let acknowledged = 0;
  let underWay = 0;
  let allowed = 0;
  let finishing = false;

  const insist = async (accountId: string, body: Buffer): Promise<void> => {
    while (!(await order.post(accountId, body))) {
      await pause(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
    }
  };
  const tell = async ({ accountId, story }: Task): Promise<void> => {
    for (const notice of story) {
      while (!finishing && acknowledged + underWay >= allowed) await pause(10);
      underWay += 1;
      const body = Buffer.from(JSON.stringify(notice));
      const sha256 = createHash("sha256").update(body).digest("hex");
      const { id, reference } = notice;
      await sent.append({ id, accountId, sha256, reference, ...(notice.what === "status" && { word: notice.word }) });
      await insist(accountId, body);
      await ledger.append({ id });
      underWay -= 1;
      acknowledged += 1;
      if (Math.random() < repeatedShare) await insist(accountId, body);
    }
  };
  const work = async (): Promise<void> => {
    for (;;) {
      const task = acknowledged + underWay < allowed || finishing ? order.next() : undefined;
      if (task) await tell(task);
      else if (finishing) return;
      else await pause(10);
    }
  };
  const working = Promise.all(Array.from({ length: senderCount }, work));
  working.catch(() => undefined);
  return {
    get acknowledged() {
      return acknowledged;
    },
    allow: (count) => void (allowed = count),
    async finish() {
      finishing = true;
      await working;
      await sent.close();
      await ledger.close();
    },
  };
}
