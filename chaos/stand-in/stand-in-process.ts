import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Documents, openDocuments } from "./documents.js";
import { chooseFault, type Fault, seededRandom, type Weather } from "./faults.js";
import { openJournal } from "./journal.js";
import { landsLateMs, type StandInKind } from "./wire.js";

/** What the parent hands over in the environment. */
export interface StandInOrder {
  readonly kind: StandInKind;
  readonly journalFile: string;
  readonly seed: number;
}

/** What the process says to its parent: where it listens, then each weather it was given. */
export type StandInWord = { readonly port: number } | { readonly weather: Weather };

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const order = JSON.parse(process.env["STAND_IN"] ?? "") as StandInOrder;
const write = openJournal(order.journalFile);
const documents = openDocuments(order.kind, write);
const random = seededRandom(order.seed);
let weather: Weather = { kind: "fair" };

const say = (word: StandInWord) => process.send?.(word);
process.on("message", (next: Weather) => {
  weather = next;
  say({ weather });
});
// Nothing outlives the driver, however it ends.
process.once("disconnect", () => process.exit(1));

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, "127.0.0.1", () => say({ port: (server.address() as AddressInfo).port }));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const creates = request.method === "POST";
  const handle = await readRequest(request, documents);
  const fault = chooseFault(weather, creates, random);
  write({ what: "called", creates, ...(fault && { fault }), atMs: Date.now() });
  misbehave[fault ?? "none"](handle, response);
}

/** What the request asks for, done as often as this is called. */
async function readRequest(request: IncomingMessage, { create, find }: Documents): Promise<() => Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  if (request.method !== "POST") {
    const number = new URL(request.url ?? "/", "http://stand-in").searchParams.get("number") ?? "";
    return () => ({ status: 200, body: { references: find(number) } });
  }
  const { number } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { number: string };
  const key = request.headers["idempotency-key"];
  return () => ({ status: 201, body: create(number, typeof key === "string" ? key : undefined) });
}

type Handling = (handle: () => Answer, response: ServerResponse) => void;

const misbehave: Readonly<Record<Fault | "none", Handling>> = {
  none: (handle, response) => answer(response, handle()),
  "500 before": (_handle, response) => answer(response, failure(500)),
  "500 after"(handle, response) {
    handle();
    answer(response, failure(500));
  },
  "reset before": (_handle, response) => reset(response),
  "reset after"(handle, response) {
    handle();
    reset(response);
  },
  "hang before": () => undefined,
  "hang after": (handle) => void handle(),
  truncated(handle, response) {
    const { status, body } = handle();
    const text = JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json" }).end(text.slice(0, text.length / 2));
  },
  "429": (_handle, response) => answer(response, { ...failure(429), headers: { "retry-after": "1" } }),
  "503": (_handle, response) => answer(response, failure(503)),
  late(handle, response) {
    reset(response);
    setTimeout(handle, landsLateMs);
  },
};

const failure = (status: number): Answer => ({ status, body: { message: `The stand-in answers ${status}` } });

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

const reset = (response: ServerResponse) => response.socket?.resetAndDestroy();
