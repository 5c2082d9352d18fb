import { type ChildProcess, fork } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { endProcess } from "../setting/end-process.js";
import { readLines } from "../stand-in/pushing/line-file.js";
import { type LedgerLine, startSenders } from "../stand-in/pushing/senders.js";
import { tellReceipt } from "../stand-in/pushing/stories.js";
import type { WebhooksSetting } from "./open-webhooks.js";

export interface Careless {
  readonly acknowledged: number;
  readonly lost: number;
}

const kills = 4;
const uptimeMs = { least: 300, most: 700 };

/**
 * The control: the same senders and kills, with a receiver that acknowledges before it commits. When it loses nothing,
 * the kills are too mild, and the gateway's own figures prove nothing.
 */
export async function runCareless({ directory, program, database }: WebhooksSetting): Promise<Careless> {
  await database.createDatabase("careless");
  const client = new pg.Client({ connectionString: database.urlOf("careless") });
  await client.connect();
  await client.query("create table careless (id text primary key)");
  const folder = join(directory, "careless");
  await mkdir(folder);
  const ledgerFile = join(folder, "ledger.jsonl");
  let url = "";
  let isOver = false;
  const senders = await startSenders({
    sentFile: join(folder, "sent.jsonl"),
    ledgerFile,
    next: () => (isOver ? undefined : { accountId: "careless", story: tellReceipt() }),
    post: (_accountId, body) =>
      fetch(url, { method: "POST", body: new Uint8Array(body) }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.ok;
        },
        () => false,
      ),
  });
  senders.allow(Infinity);
  let child: ChildProcess | undefined;
  for (let start = 0; start <= kills; start += 1) {
    child = fork(program.carelessReceiver, {
      execArgv: [],
      env: { ...process.env, CARELESS: database.urlOf("careless") },
    });
    url = await listensAt(child);
    await pause(uptimeMs.least + Math.random() * (uptimeMs.most - uptimeMs.least));
    if (start < kills) await endProcess(child, "SIGKILL");
  }
  isOver = true;
  await senders.finish();
  await pause(1_000);
  if (child) await endProcess(child, "SIGKILL");
  const { rows } = await client.query<{ id: string }>("select id from careless");
  await client.end();
  const stored = new Set(rows.map(({ id }) => id));
  const ledger = readLines<LedgerLine>(ledgerFile);
  return { acknowledged: ledger.length, lost: ledger.filter(({ id }) => !stored.has(id)).length };
}

const listensAt = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once("message", (word) => resolve(`http://127.0.0.1:${(word as { readonly port: number }).port}/`));
    child.once("exit", (code) => reject(new Error(`The careless receiver ended with ${code}`)));
  });
