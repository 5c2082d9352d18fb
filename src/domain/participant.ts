import { findParticipantScheme } from "./participant-schemes.js";

/** A network address: who numbers, and the number. */
export interface ParticipantId {
  /** EAS or ICD code ("0208") or a country's own scheme ("MY:TIN"). */
  readonly scheme: string;
  readonly value: string;
}

/** Says what is wrong with an address, or nothing. A deprecated scheme is still good. */
export const checkParticipantId = ({ scheme: code, value }: ParticipantId): string | undefined => {
  const scheme = findParticipantScheme(code);
  if (scheme === undefined) return `${code} is no known participant scheme (value ${value})`;
  if (scheme.state === "removed")
    return `Scheme ${code} (${scheme.name}) was removed from the Peppol list; ${value} needs another scheme`;
  if (!scheme.pattern.test(value))
    return `${value || "An empty text"} does not have the form of scheme ${code} (${scheme.name})`;
  if (scheme.checksum !== undefined && !scheme.checksum(value))
    return `The check digits of ${value} are wrong for scheme ${code} (${scheme.name})`;
  return undefined;
};

/**
 * One text per address, for comparing and caching: "iso6523-actorid-upis::0208:0887290276", "my:tin::c123".
 * Peppol compares values without case.
 */
export const participantKey = ({ scheme, value }: ParticipantId): string => {
  const prefix = /^\d{4}$/.test(scheme) ? `iso6523-actorid-upis::${scheme}:` : `${scheme}::`;
  return (prefix + value).toLowerCase();
};
