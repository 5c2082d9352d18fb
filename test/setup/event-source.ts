import { request } from "node:http";
import type { IncomingMessage } from "node:http";

export interface SseMessage {
  readonly event: string;
  readonly data: any;
  readonly id?: string;
}

/** One stream of server-sent events, as it comes over the wire. */
export interface EventSource {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly messages: SseMessage[];
  /** Lines that are no messages: heartbeats and the time to wait before coming back. */
  readonly others: string[];
  readonly text: () => string;
  readonly lastId: () => string | undefined;
  until(enough: (messages: readonly SseMessage[]) => boolean, timeoutMs?: number): Promise<SseMessage[]>;
  /** Takes nothing from the network any more. */
  pause(): void;
  resume(): void;
  cut(): void;
  readonly closed: Promise<void>;
}

export function openEventSource(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<EventSource> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/graphql`,
      { method: "POST", headers: { "content-type": "application/json", accept: "text/event-stream", ...headers } },
      (response) => resolve(read(response)),
    );
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify(body));
  });
}

function read(response: IncomingMessage): EventSource {
  const messages: SseMessage[] = [];
  const others: string[] = [];
  let rest = "";
  let all = "";
  let id: string | undefined;
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    if (all.length < 100_000) all += text;
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(block.split("\n").map((line) => [line.split(":", 1)[0], line.replace(/^\w*: ?/, "")]));
      const event = fields.get("event");
      if (event === undefined) {
        others.push(block);
        continue;
      }
      id = fields.get("id") ?? id;
      const data = fields.get("data");
      const ownId = fields.get("id");
      messages.push({ event, data: data ? JSON.parse(data) : undefined, ...(ownId !== undefined && { id: ownId }) });
    }
  });
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  response.on("error", () => undefined);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    messages,
    others,
    text: () => all,
    lastId: () => id,
    closed,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    cut: () => void response.destroy(),
    async until(enough, timeoutMs = 20_000) {
      for (const deadline = Date.now() + timeoutMs; !enough(messages);) {
        if (Date.now() > deadline) {
          throw new Error(`Not enough after ${timeoutMs} ms: ${JSON.stringify(messages).slice(-2_000)} ${rest}`);
        }
        await new Promise((wait) => setTimeout(wait, 10));
      }
      return messages;
    },
  };
}
