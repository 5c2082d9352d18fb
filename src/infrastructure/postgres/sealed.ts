import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Turns secrets into what may lie in a table, and back. */
export interface Seal {
  /** `place` (tenant, row, field) is bound in: a sealed value moved elsewhere does not open. */
  close(plain: string, place: string): Buffer;
  /** @throws when the value was altered, moved or sealed with another key */
  open(sealed: Uint8Array, place: string): string;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key of 32 bytes: version · nonce · tag · ciphertext. */
export function createSeal(key: Uint8Array): Seal {
  if (key.byteLength !== 32) throw new Error(`The master key has ${key.byteLength} bytes; it needs 32`);
  return {
    close(plain, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(place, "utf8"));
      const encrypted = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), encrypted]);
    },
    open(sealed, place) {
      if (sealed[0] !== version)
        throw new Error(`A sealed value has version ${sealed[0]}; this gateway knows ${version}`);
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const tag = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(place, "utf8"));
      decipher.setAuthTag(tag);
      const encrypted = sealed.subarray(1 + nonceBytes + tagBytes);
      return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString("utf8");
    },
  };
}
