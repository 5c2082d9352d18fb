import { createHmac, timingSafeEqual } from "node:crypto";

/** An incoming delivery exactly as it came. */
export interface SignedMessage {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Our clock when it came, in milliseconds; for schemes that carry a time. */
  readonly receivedAtMs: number;
}

export type Verdict =
  "valid" | "missing signature" | "malformed signature" | "stale timestamp" | "wrong signature" | "unreadable body";

/** Verifies what comes in and signs what a simulator sends: the same code for both. */
export interface SignatureScheme {
  /** Any one of the live secrets may have signed, so that a secret can be rotated. */
  verify(message: SignedMessage, secrets: readonly string[]): Verdict;
  /** The headers that make the body genuine. */
  sign(body: Uint8Array, secret: string, sentAtMs: number): Readonly<Record<string, string>>;
}

export const hmacSha256Hex = (secret: string, message: string | Uint8Array): string =>
  createHmac("sha256", secret).update(message).digest("hex");

/** Whether two hexadecimal digests are equal, in a time that tells nothing about where they differ. */
export function isSameDigest(left: string, right: string): boolean {
  const a = Buffer.from(left, "utf8");
  const b = Buffer.from(right, "utf8");
  return a.length === b.length && timingSafeEqual(a, b);
}
