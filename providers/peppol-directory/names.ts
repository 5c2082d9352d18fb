import { createHash } from "node:crypto";
import type { NaptrRecord } from "../../src/provider-kit/call.js";

/** Peppol's only scheme of participant identifiers. */
export const participantScheme = "iso6523-actorid-upis";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 §6, in lower case and without padding. */
function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/** Where DNS knows the publisher of a participant: its hash below its scheme below the zone of the network. */
export function nameOf(participant: string, zone: string): string {
  const hash = toBase32(createHash("sha256").update(participant.toLowerCase()).digest());
  return `${hash}.${participantScheme}.${zone}`;
}

/**
 * The address of the publisher; undefined where the records name none. A record has the terminal form of RFC 4848 §2.2:
 * the whole of whatever was asked is replaced by an address.
 * @throws with a sentence when a record for publishers cannot be read: that is not the same as none
 */
export function publisherIn(records: readonly NaptrRecord[]): string | undefined {
  const [record] = records
    .filter(({ flags, service }) => flags.toUpperCase() === "U" && service.toLowerCase() === "meta:smp")
    .sort((left, right) => left.order - right.order || left.preference - right.preference);
  if (!record) return undefined;
  const [pattern, address = "", ...rest] = record.regexp.slice(1).split(record.regexp.charAt(0));
  const isWhole = pattern === ".*" || pattern === "^.*$";
  if (!isWhole || rest.length !== 1 || !URL.canParse(address)) {
    throw new Error(`The NAPTR record ${record.regexp} names no address of a publisher`);
  }
  return address.replace(/\/+$/, "");
}
