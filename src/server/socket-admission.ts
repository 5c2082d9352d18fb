import type { WebSocket } from "ws";
import type { Viewer } from "../graphql/context.js";
import type { Authenticate } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import type { ServerLimits } from "./limits.js";

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
  readonly limits: ServerLimits;
}

export function createSocketAdmission({ authenticate, limits }: SocketAdmissionOptions): SocketAdmission {
  const openByCredential = new Map<string, number>();

  /** False when the credential has as many sockets as it may. */
  function count(socket: WebSocket, credentialId: string): boolean {
    const open = openByCredential.get(credentialId) ?? 0;
    if (open >= limits.socketsPerCredential) return false;
    openByCredential.set(credentialId, open + 1);
    socket.once("close", () => {
      const left = (openByCredential.get(credentialId) ?? 1) - 1;
      if (left > 0) openByCredential.set(credentialId, left);
      else openByCredential.delete(credentialId);
    });
    return true;
  }

  /** Looks the credential up again at its end and now and then before: a key can be revoked. */
  function watch(socket: WebSocket, credentials: Credentials, expiresAt: Date | undefined): void {
    const leftMs = expiresAt === undefined ? Infinity : expiresAt.getTime() - Date.now();
    if (leftMs <= 0) {
      socket.close(closeCodes.forbidden, "The credential has expired.");
      return;
    }
    const timer = setTimeout(() => void checkAgain(), Math.min(leftMs, limits.credentialCheckMs));
    const stop = () => clearTimeout(timer);
    socket.once("close", stop);

    async function checkAgain(): Promise<void> {
      socket.off("close", stop);
      const authentication = await authenticate(credentials);
      if (socket.readyState !== socket.OPEN) return;
      if ("refused" in authentication) socket.close(closeCodes.forbidden, toCloseReason(authentication.refused));
      else if ("granted" in authentication) watch(socket, credentials, authentication.granted.expiresAt);
      // Nobody can tell at the moment: what was granted holds until it expires.
      else watch(socket, credentials, expiresAt);
    }
  }

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
      if (!count(socket, granted.credentialId)) {
        const reason = `This credential has ${limits.socketsPerCredential} sockets open already.`;
        socket.close(closeCodes.tryAgainLater, reason);
        return undefined;
      }
      watch(socket, credentials, granted.expiresAt);
      return granted.viewer;
    },
  };
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
