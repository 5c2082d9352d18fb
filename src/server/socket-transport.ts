import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import type { Server as Protocol, WebSocket as ProtocolSocket } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Log } from "../application/gateway.js";
import type { ServerLimits } from "./limits.js";
import type { Beating, Pulse } from "./pulse.js";
import { closeCodes } from "./socket-admission.js";

export interface SocketOptions<Extra> {
  /** What the socket speaks over. */
  readonly connection: Duplex;
  readonly protocol: Protocol<Extra>;
  readonly extra: Extra;
  readonly limits: ServerLimits;
  readonly pulse: Pulse;
  readonly log: Log;
}

/** What is said in one turn of the event loop goes out as one: to hand over each message takes longer than to make it. */
const bytesTogether = 16 * 1024;

/**
 * Carries the protocol over one socket at the pace of its reader: beyond a few that go out together, a message counts as
 * sent when the network has taken it, so that a subscription's next event is not even asked for before. Nothing is
 * skipped and nothing piles up.
 */
export function openSocket<Extra>(socket: WebSocket, { protocol, extra, ...options }: SocketOptions<Extra>): void {
  const line = new Line(socket, options);
  line.onceClosed(protocol.opened(line, extra));
}

type LineOptions = Pick<SocketOptions<unknown>, "connection" | "limits" | "pulse" | "log">;

/** One object for each of thousands: a function of its own for everything it can do would cost more than what it holds. */
class Line implements ProtocolSocket, Beating {
  readonly #socket: WebSocket;
  readonly #connection: Duplex;
  readonly #limits: ServerLimits;
  readonly #log: Log;
  readonly #pulse: Pulse;
  #silences = 0;
  #isGathering = false;

  constructor(socket: WebSocket, { connection, limits, pulse, log }: LineOptions) {
    this.#socket = socket;
    this.#connection = connection;
    this.#limits = limits;
    this.#log = log;
    this.#pulse = pulse;
    pulse.join(this);
    socket.on("pong", () => this.#seen());
    // The peer's faults: a message too long, a broken frame, a reset. The library closes the socket.
    socket.on("error", (error) => log.info({ reason: error.message }, "A socket broke."));
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = this.#socket;
      const { socketBufferedBytes } = this.#limits;
      // A source that always has more would otherwise keep the event loop from hearing that the socket is gone.
      const done = () => setImmediate(resolve);
      if (socket.readyState !== socket.OPEN) {
        done();
        return;
      }
      this.#gather();
      const isOneOfMany = socket.bufferedAmount + text.length <= bytesTogether;
      // An error means that the socket is gone; its close event ends what runs on it.
      socket.send(text, () => {
        this.#seen();
        if (socket.isPaused && socket.bufferedAmount <= socketBufferedBytes) socket.resume();
        if (!isOneOfMany) done();
      });
      if (isOneOfMany) resolve();
      // Who asks and does not read the answers is not heard until it has.
      if (socket.bufferedAmount > socketBufferedBytes) socket.pause();
    });
  }

  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#connection.cork();
    setImmediate(() => {
      this.#isGathering = false;
      this.#connection.uncork();
    });
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  onMessage(receive: (text: string) => Promise<void>): void {
    this.#socket.on("message", (data) => {
      this.#seen();
      // By default every message, text or binary, comes as one Buffer.
      receive((data as Buffer).toString("utf8")).catch((error: unknown) => this.#fail(error));
    });
  }

  onceClosed(closed: (code: number, reason: string) => Promise<void>): void {
    this.#socket.on("close", (code, reason) => {
      this.#pulse.leave(this);
      closed(code, String(reason)).catch((error: unknown) => {
        this.#log.error({ err: error }, "What ran on a closed socket could not be ended.");
      });
    });
  }

  #fail(error: unknown): void {
    const incidentId = randomUUID();
    this.#log.error({ incidentId, err: error }, "A socket failed for a reason of ours.");
    this.#socket.close(closeCodes.internalError, `Internal server error ${incidentId}`);
  }

  /** Ends a socket that shows no sign of life twice in a row. Taking in what we send is one: a slow reader is alive. */
  beat(): void {
    this.#silences += 1;
    if (this.#silences > 2) this.#socket.terminate();
    else if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  #seen(): void {
    this.#silences = 0;
  }
}
