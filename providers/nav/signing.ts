import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/** What one indexed operation adds to the signature. */
export interface SignedOperation {
  /** CREATE, MODIFY, STORNO or ANNUL. */
  readonly operation: string;
  /** As it stands in the request. */
  readonly base64: string;
}

export interface SignatureParts {
  readonly requestId: string;
  /** As it stands in the header: UTC, `2026-01-31T08:15:00.000Z`. */
  readonly timestamp: string;
  readonly signingKey: string;
  /** Of manageInvoice and manageAnnulment, in the order of their indices. */
  readonly operations?: readonly SignedOperation[];
}

const upperHex = (algorithm: "sha512" | "sha3-512", text: string): string =>
  createHash(algorithm).update(text, "utf8").digest("hex").toUpperCase();

export const hashPassword = (password: string): string => upperHex("sha512", password);

/** Interface specification 1.5: the hashes of the operations are appended to id, moment to the second, and key. */
export function signRequest({ requestId, timestamp, signingKey, operations = [] }: SignatureParts): string {
  const moment = timestamp.replace(/\D/g, "").slice(0, 14);
  const hashes = operations.map(({ operation, base64 }) => upperHex("sha3-512", operation + base64));
  return upperHex("sha3-512", requestId + moment + signingKey + hashes.join(""));
}

const cipher = "aes-128-ecb";

/** The token of `tokenExchange`; undefined when this is not the key it was encrypted with. */
export function decryptToken(base64: string, exchangeKey: string): string | undefined {
  try {
    const decipher = createDecipheriv(cipher, Buffer.from(exchangeKey, "utf8"), null);
    const bytes = Buffer.concat([decipher.update(Buffer.from(base64, "base64")), decipher.final()]);
    const token = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^[!-~]{1,50}$/.test(token) ? token : undefined;
  } catch {
    // The padding tells a wrong key, mostly; the shape of the token tells the rest.
    return undefined;
  }
}

export function encryptToken(token: string, exchangeKey: string): string {
  const encipher = createCipheriv(cipher, Buffer.from(exchangeKey, "utf8"), null);
  return Buffer.concat([encipher.update(token, "utf8"), encipher.final()]).toString("base64");
}
