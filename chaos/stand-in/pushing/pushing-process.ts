import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { openDocuments } from "../documents.js";
import { openJournal } from "../journal.js";
import { openBalancer, type Tally } from "./balancer.js";
import { writeReceivedDocument } from "./received-document.js";
import { startSenders, type Task } from "./senders.js";
import { lifesPerReceipt, tellLife, tellReceipt } from "./stories.js";
import { signature } from "./wire.js";

/** What the parent hands over in the environment. */
export interface PushingOrder {
  /** Where `created.jsonl`, `sent.jsonl` and `ledger.jsonl` are written. */
  readonly directory: string;
  /** Where the gateway's instances are; the address that it registers is only a name. */
  readonly instances: readonly string[];
}

/** What the parent says. */
export type PushingCommand = { readonly allow: number } | { readonly finish: true };

/** What the process says: where it listens, how far it is, and that everything is acknowledged. */
export type PushingWord =
  | { readonly port: number }
  | { readonly acknowledged: number; readonly hooks: number; readonly tally: Tally; readonly isFinished: boolean };

interface RegisteredHook {
  readonly id: string;
  readonly secret: string;
  readonly accountId: string;
}

const order = JSON.parse(process.env["PUSHING"] ?? "") as PushingOrder;
const balancer = openBalancer(
  order.instances,
  // One that is killed over and over makes thousands of them.
  order.instances.length > 1 ? join(order.directory, "webhook-errors.jsonl") : undefined,
);
const hooks = new Map<string, RegisteredHook>();
const tasks: Task[] = [];
let lifes = 0;

const write = openJournal(join(order.directory, "created.jsonl"));
/** One memory per account, whose credentials name it: numbers of several tenants are the same. */
const documentsOf = new Map<string, ReturnType<typeof openDocuments>>();
const openFor = (accountId: string) =>
  openDocuments("keyed", (entry) => {
    write(entry);
    if (entry.what !== "created") return;
    tasks.push({ accountId, story: tellLife(entry.reference, entry.atMs) });
    lifes += 1;
    if (lifes % lifesPerReceipt === 0) tasks.push({ accountId, story: tellReceipt() });
  });

const senders = await startSenders({
  sentFile: join(order.directory, "sent.jsonl"),
  ledgerFile: join(order.directory, "ledger.jsonl"),
  next: () => tasks.shift(),
  async post(accountId, body) {
    const hook = hooks.get(accountId);
    if (!hook) return false;
    try {
      const answer = await balancer.send(`/webhooks/${accountId}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...signature.sign(body, hook.secret, Date.now()) },
        body: new Uint8Array(body),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      // Dead, starting, or killed over this very request: whether it was stored is not known.
      return false;
    }
  },
});

let isFinished = false;
const say = (word: PushingWord) => process.send?.(word);
setInterval(
  () => say({ acknowledged: senders.acknowledged, hooks: hooks.size, tally: balancer.tally, isFinished }),
  50,
);
process.on("message", (command: PushingCommand) => {
  if ("allow" in command) return senders.allow(command.allow);
  senders.finish().then(
    () => (isFinished = true),
    (error: unknown) => {
      process.stderr.write(`The senders failed: ${String(error)}\n`);
      process.exit(1);
    },
  );
});
// Nothing outlives the driver, however it ends.
process.once("disconnect", () => process.exit(1));

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, "127.0.0.1", () => say({ port: (server.address() as AddressInfo).port }));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  const accountId = request.headers.authorization?.replace("Bearer ", "") ?? "";
  const path = request.url ?? "/";
  const json = (status: number, value: unknown) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

  if (path.startsWith("/received/")) {
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(writeReceivedDocument(decodeURIComponent(path.slice("/received/".length))));
  } else if (path === "/hooks") {
    const known = hooks.get(accountId) ?? { id: randomUUID(), secret: randomBytes(32).toString("hex"), accountId };
    hooks.set(accountId, known);
    json(201, { id: known.id, secret: known.secret });
  } else {
    const documents = documentsOf.get(accountId) ?? openFor(accountId);
    documentsOf.set(accountId, documents);
    const { number } = JSON.parse(body) as { number: string };
    const key = request.headers["idempotency-key"];
    json(201, documents.create(number, typeof key === "string" ? key : undefined));
  }
}
