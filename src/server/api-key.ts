import { createHash, randomBytes } from "node:crypto";

const form = /^eig_(?:live|test)_[A-Za-z0-9_-]{43}_[0-9a-f]{6}$/;
const checksumLength = 6;

export interface NewApiKey {
  /** Shown once, stored nowhere. */
  readonly secret: string;
  /** Enough to recognise a key in a list, far too little to use it. */
  readonly prefix: string;
  /** What is stored. A fast hash is right for a secret of 256 random bits. */
  readonly hash: Uint8Array;
}

export function createApiKey(kind: "live" | "test" = "live"): NewApiKey {
  const body = `eig_${kind}_${randomBytes(32).toString("base64url")}`;
  const secret = `${body}_${checksumOf(body)}`;
  return { secret, prefix: secret.slice(0, 15), hash: hashOf(secret) };
}

/** The hash to look a key up by; absent when the text cannot be a key. The checksum saves the look-up of typing errors. */
export function toApiKeyHash(text: string): Uint8Array | undefined {
  if (!form.test(text)) return undefined;
  const checksumAt = text.length - checksumLength;
  return checksumOf(text.slice(0, checksumAt - 1)) === text.slice(checksumAt) ? hashOf(text) : undefined;
}

export const looksLikeApiKey = (text: string): boolean => text.startsWith("eig_");

const hashOf = (secret: string): Uint8Array => createHash("sha256").update(secret).digest();

const checksumOf = (body: string): string => createHash("sha256").update(body).digest("hex").slice(0, checksumLength);
