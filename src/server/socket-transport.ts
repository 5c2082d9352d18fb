import { randomUUID } from "node:crypto";
import type { Server as Protocol } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Log } from "../application/gateway.js";
import type { ServerLimits } from "./limits.js";
import { closeCodes } from "./socket-admission.js";

export interface SocketOptions<Extra> {
  readonly protocol: Protocol<Extra>;
  readonly extra: Extra;
  readonly limits: ServerLimits;
  readonly log: Log;
}

/**
 * Carries the protocol over one socket at the pace of its reader: a message counts as sent when the network has taken
 * it, so that a subscription's next event is not even asked for before. Nothing is skipped and nothing piles up.
 */
export function openSocket<Extra>(socket: WebSocket, { protocol, extra, limits, log }: SocketOptions<Extra>): void {
  const signs = keepAlive(socket, limits.socketKeepAliveMs);

  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          // A source that always has more would otherwise keep the event loop from hearing that the socket is gone.
          const done = () => setImmediate(resolve);
          if (socket.readyState !== socket.OPEN) {
            done();
            return;
          }
          // An error means that the socket is gone; its close event ends what runs on it.
          socket.send(text, () => {
            signs.seen();
            if (socket.isPaused && socket.bufferedAmount <= limits.socketBufferedBytes) socket.resume();
            done();
          });
          // Who asks and does not read the answers is not heard until it has.
          if (socket.bufferedAmount > limits.socketBufferedBytes) socket.pause();
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage(receive) {
        socket.on("message", (data) => {
          signs.seen();
          // By default every message, text or binary, comes as one Buffer.
          receive((data as Buffer).toString("utf8")).catch(fail);
        });
      },
    },
    extra,
  );

  function fail(error: unknown): void {
    const incidentId = randomUUID();
    log.error({ incidentId, err: error }, "A socket failed for a reason of ours.");
    socket.close(closeCodes.internalError, `Internal server error ${incidentId}`);
  }

  // The peer's faults: a message too long, a broken frame, a reset. The library closes the socket.
  socket.on("error", (error) => log.info({ reason: error.message }, "A socket broke."));
  socket.once("close", (code, reason) => {
    signs.stop();
    closed(code, String(reason)).catch((error: unknown) => {
      log.error({ err: error }, "What ran on a closed socket could not be ended.");
    });
  });
}

/** Ends a socket that shows no sign of life twice in a row. Taking in what we send is one: a slow reader is alive. */
function keepAlive(socket: WebSocket, everyMs: number): { seen(): void; stop(): void } {
  let silences = 0;
  const timer = setInterval(() => {
    silences += 1;
    if (silences > 2) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs);
  const seen = () => {
    silences = 0;
  };
  socket.on("pong", seen);
  return { seen, stop: () => clearInterval(timer) };
}
