import { WebSocket } from "ws";
import { orderOf, say } from "./channel.js";

export interface SubscriberOrder {
  readonly url: string;
  /** Each is subscribed with once. */
  readonly keys: readonly string[];
}

export interface HeardEvents {
  readonly count: number;
  /** When the last one came. */
  readonly lastAtMs: number;
  /** From when the webhook of each was due, in milliseconds. */
  readonly waitsMs: readonly number[];
}

const query = `subscription { invoiceEvents {
  ... on InvoiceEventEdge { node { occurredAt origin } } ... on StreamCaughtUp { cursor } } }`;

interface Next {
  readonly type: string;
  readonly payload?: {
    readonly data?: { readonly invoiceEvents?: { readonly node?: { occurredAt: string; origin: string } } };
  };
}

const { url, keys } = orderOf<SubscriberOrder>();
let waitsMs: number[] = [];
let lastAtMs = 0;

/** Resolves when the stream has caught up. */
const subscribe = (key: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
      perMessageDeflate: false,
    });
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${key}` } }));
    });
    socket.on("message", (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString("utf8")) as Next;
      if (type === "connection_ack") socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
      if (type === "ping") socket.send('{"type":"pong"}');
      if (type === "error") reject(new Error(data.toString("utf8")));
      if (type !== "next") return;
      const node = payload?.data?.invoiceEvents?.node;
      if (!node) return resolve();
      if (node.origin !== "PROVIDER_WEBHOOK") return;
      lastAtMs = performance.timeOrigin + performance.now();
      waitsMs.push(lastAtMs - Date.parse(node.occurredAt));
    });
    socket.on("error", reject);
    socket.on("close", (code, reason) => {
      const text = `A subscriber was closed with ${code} ${String(reason)}`;
      process.stderr.write(`${text}\n`);
      reject(new Error(text));
    });
  });

for (let first = 0; first < keys.length; first += 50) {
  await Promise.all(keys.slice(first, first + 50).map(subscribe));
}
/** Asked how much was heard; `forget` begins anew. */
process.on("message", ({ forget }: { readonly forget: boolean }) => {
  const heard: HeardEvents = { count: waitsMs.length, lastAtMs, waitsMs: forget ? waitsMs : [] };
  if (forget) waitsMs = [];
  say(heard);
});
process.once("disconnect", () => process.exit(0));
say({ ready: true });
