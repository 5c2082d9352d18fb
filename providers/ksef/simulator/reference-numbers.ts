import { createHash } from "node:crypto";
import { ksefChecksum } from "../ksef-number.js";

const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll("-", "");

const hexOf = (id: string): string => createHash("sha256").update(id).digest("hex").toUpperCase();

/** 36 characters: the day, what it is a reference to, twenty hexadecimal digits and their checksum. */
export function toReferenceNumber(kind: "AU" | "CR" | "SO" | "SB" | "EE" | "EU", id: string, at: Date): string {
  const hex = hexOf(id);
  const body = `${dayOf(at)}-${kind}-${hex.slice(0, 10)}-${hex.slice(10, 20)}`;
  return `${body}-${ksefChecksum(body)}`;
}

/** https://github.com/CIRFMF/ksef-docs/blob/main/faktury/numer-ksef.md */
export function toKsefNumber(nip: string, id: string, at: Date): string {
  const body = `${nip}-${dayOf(at)}-${hexOf(id).slice(0, 12)}`;
  return `${body}-${ksefChecksum(body)}`;
}
