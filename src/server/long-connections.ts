import type { Authenticate, Identity } from "./authenticate.js";
import type { Credentials } from "./credentials.js";
import type { ServerLimits } from "./limits.js";

/** A socket or an event stream, as far as who opened it is concerned. */
export interface LongConnection {
  isOpen(): boolean;
  /** The credential has ended. */
  end(reason: string): void;
  onceClosed(listener: () => void): void;
}

/** Everything that stays open: so many per credential, and no longer than the credential. */
export interface LongConnections {
  /** False when the credential has as many as it may. What is held open is ended when its credential ends. */
  hold(connection: LongConnection, credentials: Credentials, identity: Identity): boolean;
}

export interface LongConnectionOptions {
  readonly authenticate: Authenticate;
  readonly limits: ServerLimits;
}

interface Held {
  readonly connection: LongConnection;
  readonly credentials: Credentials;
  timer?: NodeJS.Timeout;
}

export function createLongConnections({ authenticate, limits }: LongConnectionOptions): LongConnections {
  const openByCredential = new Map<string, number>();

  function leave(credentialId: string): void {
    const left = (openByCredential.get(credentialId) ?? 1) - 1;
    if (left > 0) openByCredential.set(credentialId, left);
    else openByCredential.delete(credentialId);
  }

  /**
   * Those that were opened together need not all be looked up together. Of a few lengths only: Node keeps a list of
   * timers for each.
   */
  const pauseMs = () => limits.credentialCheckMs * (0.75 + Math.floor(Math.random() * 16) / 64);

  /** Looks the credential up again at its end and now and then before: a key can be revoked. */
  function watch(held: Held, until: Date | undefined): void {
    const leftMs = until === undefined ? Infinity : until.getTime() - Date.now();
    if (leftMs <= 0) held.connection.end("The credential has expired.");
    else held.timer = setTimeout(() => void checkAgain(held, until), Math.min(leftMs, pauseMs()));
  }

  async function checkAgain(held: Held, until: Date | undefined): Promise<void> {
    const authentication = await authenticate(held.credentials);
    if (!held.connection.isOpen()) return;
    if ("refused" in authentication) held.connection.end(authentication.refused);
    else if ("granted" in authentication) watch(held, authentication.granted.expiresAt);
    // Nobody can tell at the moment: what was granted holds until it expires.
    else watch(held, until);
  }

  return {
    hold(connection, credentials, { credentialId, expiresAt }) {
      const open = openByCredential.get(credentialId) ?? 0;
      if (open >= limits.socketsPerCredential) return false;
      openByCredential.set(credentialId, open + 1);

      const held: Held = { connection, credentials };
      connection.onceClosed(() => {
        clearTimeout(held.timer);
        leave(credentialId);
      });
      watch(held, expiresAt);
      return true;
    },
  };
}
