import type { ServerResponse } from "node:http";
import type { Beating, Pulse } from "./pulse.js";

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

export const openEventStream = (response: ServerResponse, pulse: Pulse): EventStream => new OpenStream(response, pulse);

/** One object for each of thousands: a function of its own for everything it can do would cost more than what it holds. */
class OpenStream implements EventStream, Beating {
  readonly #response: ServerResponse;
  readonly #pulse: Pulse;
  readonly #closers = new Set<() => void>();
  #isClosed = false;
  #unread = 0;
  #silences = 0;

  constructor(response: ServerResponse, pulse: Pulse) {
    this.#response = response;
    this.#pulse = pulse;
    pulse.join(this);
    response.on("close", () => this.#close());
    response.on("error", destroy);
    void this.#write(`retry: ${retryMs()}\n\n`);
  }

  isOpen(): boolean {
    return !this.#isClosed && !this.#response.writableEnded;
  }

  send(message: StreamMessage): Promise<void> {
    return this.#write(toText(message));
  }

  end(): void {
    this.#response.end();
  }

  cut(): void {
    this.#response.destroy();
  }

  onceClosed(listener: () => void): void {
    if (this.#isClosed) listener();
    else this.#closers.add(listener);
  }

  #write(text: string): Promise<void> {
    return new Promise((resolve) => {
      // A source that always has more would otherwise keep the event loop from hearing that the reader is gone.
      const done = () => setImmediate(resolve);
      if (!this.isOpen()) {
        done();
        return;
      }
      this.#unread += 1;
      this.#closers.add(done);
      this.#response.write(text, () => {
        this.#unread -= 1;
        this.#silences = 0;
        this.#closers.delete(done);
        done();
      });
    });
  }

  /** Keeps proxies from taking silence for the end, and ends a stream whose reader has long taken nothing. */
  beat(): void {
    if (this.#unread === 0) {
      void this.#write(":\n\n");
      return;
    }
    this.#silences += 1;
    if (this.#silences > 2) this.#response.destroy();
  }

  #close(): void {
    this.#isClosed = true;
    this.#pulse.leave(this);
    for (const closer of this.#closers) closer();
    this.#closers.clear();
  }
}

/** A reader that resets the connection; the close that follows ends what runs. */
function destroy(this: ServerResponse): void {
  this.destroy();
}

/** JSON has no line breaks: one line of data is enough. */
const toText = ({ event, id, data }: StreamMessage): string =>
  `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data === undefined ? "" : JSON.stringify(data)}\n\n`;
