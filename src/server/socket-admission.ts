import type { WebSocket } from "ws";
import type { Viewer } from "../graphql/context.js";
import type { Authenticate } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import type { ServerLimits } from "./limits.js";
import type { LongConnection, LongConnections } from "./long-connections.js";

/**
 * How sockets end. Clients of graphql-ws give up after `unauthorized`: trying the same again is pointless. After
 * `forbidden` and `tryAgainLater` they connect again, with a fresh credential where they have a way to get one.
 */
export const closeCodes = {
  goingAway: 1001,
  tryAgainLater: 1013,
  unauthorized: 4401,
  forbidden: 4403,
  internalError: 4500,
} as const;

export interface SocketAdmission {
  /** Absent when the socket was closed instead. An admitted one is closed when its credential ends. */
  admit(socket: WebSocket, credentials: Credentials): Promise<Viewer | undefined>;
}

export interface SocketAdmissionOptions {
  readonly authenticate: Authenticate;
  readonly connections: LongConnections;
  readonly limits: ServerLimits;
}

export function createSocketAdmission({ authenticate, connections, limits }: SocketAdmissionOptions): SocketAdmission {
  return {
    async admit(socket, credentials) {
      const authentication = await authenticate(credentials);
      if (socket.readyState !== socket.OPEN) return undefined;
      if ("refused" in authentication) {
        socket.close(closeCodes.unauthorized, toCloseReason(authentication.refused));
        return undefined;
      }
      if ("unavailable" in authentication) {
        socket.close(closeCodes.tryAgainLater, toCloseReason(authentication.unavailable));
        return undefined;
      }
      const { granted } = authentication;
      if (!connections.hold(new SocketConnection(socket), credentials, granted)) {
        const reason = `This credential has ${limits.socketsPerCredential} sockets or streams open already.`;
        socket.close(closeCodes.tryAgainLater, reason);
        return undefined;
      }
      return granted.viewer;
    },
  };
}

class SocketConnection implements LongConnection {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  end(reason: string): void {
    this.#socket.close(closeCodes.forbidden, toCloseReason(reason));
  }

  onceClosed(listener: () => void): void {
    this.#socket.on("close", listener);
  }
}

/** The protocol allows 123 bytes. */
export const toCloseReason = (text: string): string => {
  const bytes = Buffer.from(text, "utf8");
  return bytes.length <= 123
    ? text
    : `${bytes
        .subarray(0, 119)
        .toString("utf8")
        .replace(/\uFFFD$/, "")}…`;
};
