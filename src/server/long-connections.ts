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

/** Those that came with the same credential. */
interface Bearers {
  readonly credentials: Credentials;
  readonly credentialId: string;
  readonly connections: Set<LongConnection>;
  until: Date | undefined;
  timer?: NodeJS.Timeout;
}

export function createLongConnections({ authenticate, limits }: LongConnectionOptions): LongConnections {
  const openByCredential = new Map<string, number>();
  /** By what was presented: they are looked up together, however many they are. */
  const bearersOf = new Map<string, Bearers>();

  function join(connection: LongConnection, credentials: Credentials, { credentialId, expiresAt }: Identity): void {
    const presented = textOf(credentials);
    const known = bearersOf.get(presented);
    const bearers = known ?? { credentials, credentialId, connections: new Set(), until: expiresAt };
    bearersOf.set(presented, bearers);
    bearers.connections.add(connection);
    connection.onceClosed(() => leave(connection, bearers));
    if (known === undefined || known.until?.getTime() !== expiresAt?.getTime()) watch(bearers, expiresAt);
  }

  function leave(connection: LongConnection, bearers: Bearers): void {
    bearers.connections.delete(connection);
    if (bearers.connections.size === 0) forget(bearers);
    const left = (openByCredential.get(bearers.credentialId) ?? 1) - 1;
    if (left > 0) openByCredential.set(bearers.credentialId, left);
    else openByCredential.delete(bearers.credentialId);
  }

  function forget(bearers: Bearers): void {
    clearTimeout(bearers.timer);
    const presented = textOf(bearers.credentials);
    if (bearersOf.get(presented) === bearers) bearersOf.delete(presented);
  }

  /** Who comes with it all the same, since it was just remembered as good, is watched anew. */
  function end(bearers: Bearers, reason: string): void {
    forget(bearers);
    for (const connection of bearers.connections) if (connection.isOpen()) connection.end(reason);
  }

  /** What was presented first need not be looked up again at the same time as all the others. */
  const pauseMs = () => limits.credentialCheckMs * (0.75 + Math.random() / 4);

  /** Looks the credential up again at its end and now and then before: a key can be revoked. */
  function watch(bearers: Bearers, until: Date | undefined): void {
    clearTimeout(bearers.timer);
    bearers.until = until;
    const leftMs = until === undefined ? Infinity : until.getTime() - Date.now();
    if (leftMs <= 0) end(bearers, "The credential has expired.");
    else bearers.timer = setTimeout(() => void checkAgain(bearers), Math.min(leftMs, pauseMs()));
  }

  async function checkAgain(bearers: Bearers): Promise<void> {
    const { timer } = bearers;
    const authentication = await authenticate(bearers.credentials);
    // Nobody is left, or somebody who came meanwhile has had the watch begin anew.
    if (bearers.connections.size === 0 || bearers.timer !== timer) return;
    if ("refused" in authentication) end(bearers, authentication.refused);
    else if ("granted" in authentication) watch(bearers, authentication.granted.expiresAt);
    // Nobody can tell at the moment: what was granted holds until it expires.
    else watch(bearers, bearers.until);
  }

  return {
    hold(connection, credentials, identity) {
      const open = openByCredential.get(identity.credentialId) ?? 0;
      if (open >= limits.socketsPerCredential) return false;
      openByCredential.set(identity.credentialId, open + 1);
      join(connection, credentials, identity);
      return true;
    },
  };
}

const textOf = ({ apiKey, bearer }: Credentials): string => apiKey ?? bearer ?? "";
