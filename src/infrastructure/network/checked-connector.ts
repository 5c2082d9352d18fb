import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { buildConnector } from "undici";
import { type AddressKind, addressKind } from "./address-filter.js";

/** All addresses of a name. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>;

/** A name that has an address we do not call. */
export class ForbiddenAddress extends Error {}

export interface CheckedConnectorOptions {
  readonly connectMs: number;
  readonly allows: (kind: AddressKind, protocol: string) => boolean;
  readonly resolve?: ResolveHost;
}

/**
 * Connects to hosts that others have named. Every address is checked at the moment of connecting: what a name meant when
 * it was given says nothing about what it means now.
 */
export function createCheckedConnector({
  connectMs,
  allows,
  resolve = (host) => lookup(host, { all: true }),
}: CheckedConnectorOptions): buildConnector.connector {
  const check = (host: string, address: string, protocol: string): void => {
    if (!allows(addressKind(address), protocol)) {
      throw new ForbiddenAddress(`${host} leads to an address that is not called`);
    }
  };

  const findAddresses = callbackify(async (host: string, protocol: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(host);
    for (const { address } of addresses) check(host, address, protocol);
    if (addresses.length === 0) throw new Error(`${host} has no address`);
    return [...addresses];
  });

  const checkedLookup =
    (protocol: string): LookupFunction =>
    (host, { all }, callback) =>
      findAddresses(host, protocol, (error, addresses) => {
        const [first] = addresses ?? [];
        if (error || !first) return callback(error, []);
        return all ? callback(null, addresses) : callback(null, first.address, first.family);
      });

  const options = { timeout: connectMs, allowH2: false, minVersion: "TLSv1.2" } as const;
  const connectors = {
    "http:": buildConnector({ ...options, lookup: checkedLookup("http:") }),
    "https:": buildConnector({ ...options, lookup: checkedLookup("https:") }),
  };
  return (target, callback) => {
    const { hostname, protocol } = target;
    try {
      // An address is connected to without being looked up.
      const literal = literalAddress(hostname);
      if (literal !== undefined) check(hostname, literal, protocol);
      connectors[protocol === "https:" ? "https:" : "http:"](target, callback);
    } catch (error) {
      callback(error as Error, null);
    }
  };
}

/** What a host is where it is written as an address or as this machine; undefined for a name. */
export function writtenKind(hostname: string): AddressKind | undefined {
  if (hostname === "localhost") return "loopback";
  const literal = literalAddress(hostname);
  return literal === undefined ? undefined : addressKind(literal);
}

/** Without the brackets of IPv6; undefined for a name. */
function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) === 0 ? undefined : bare;
}
