import type { ServerResponse } from "node:http";
import type { ServerLimits } from "./limits.js";

/** One answer of `text/event-stream`, written at the pace of its reader. */
export interface EventStream {
  isOpen(): boolean;
  /** Resolves when the network has taken it, or the reader is gone. */
  send(message: StreamMessage): Promise<void>;
  end(): void;
  cut(): void;
  onceClosed(listener: () => void): void;
}

export interface StreamMessage {
  readonly event: "next" | "complete";
  readonly data?: unknown;
  /** What the reader hands in as `Last-Event-ID` when it comes back. */
  readonly id?: string;
}

/** A thousand readers that are cut at once should not come back at once. */
const retryMs = () => Math.round(1_000 + Math.random() * 4_000);

export function openEventStream(response: ServerResponse, { socketKeepAliveMs }: ServerLimits): EventStream {
  let isClosed = false;
  let unread = 0;
  let silences = 0;

  const write = (text: string): Promise<void> =>
    new Promise((resolve) => {
      // A source that always has more would otherwise keep the event loop from hearing that the reader is gone.
      const done = () => setImmediate(resolve);
      if (isClosed || response.writableEnded) {
        done();
        return;
      }
      unread += 1;
      response.once("close", done);
      response.write(text, () => {
        unread -= 1;
        silences = 0;
        response.off("close", done);
        done();
      });
    });

  // Keeps proxies from taking silence for the end, and ends a stream whose reader has long taken nothing.
  const heartbeat = setInterval(() => {
    if (unread === 0) {
      void write(":\n\n");
      return;
    }
    silences += 1;
    if (silences > 2) response.destroy();
  }, socketKeepAliveMs);
  response.once("close", () => {
    isClosed = true;
    clearInterval(heartbeat);
  });
  // A reader that resets the connection; the close that follows ends what runs.
  response.on("error", () => response.destroy());
  void write(`retry: ${retryMs()}\n\n`);

  return {
    isOpen: () => !isClosed && !response.writableEnded,
    send: (message) => write(toText(message)),
    end: () => void response.end(),
    cut: () => void response.destroy(),
    onceClosed: (listener) => void (isClosed ? listener() : response.once("close", listener)),
  };
}

/** JSON has no line breaks: one line of data is enough. */
const toText = ({ event, id, data }: StreamMessage): string =>
  `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data === undefined ? "" : JSON.stringify(data)}\n\n`;
