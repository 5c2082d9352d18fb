import { constants, createCipheriv, createHash, publicEncrypt, randomBytes, X509Certificate } from "node:crypto";
import type { Http } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import { keyIsWithdrawn } from "./errors.js";
import { PublicKeys } from "./wire.js";

/** One of KSeF's public keys. */
export interface PublicKey {
  readonly id: string;
  encrypt(data: Uint8Array): string;
}

type Usage = "KsefTokenEncryption" | "SymmetricKeyEncryption";

/** KSeF withdraws keys without notice (21470): then the work is done once more with the key that follows. */
export async function withPublicKey<Result>(
  usage: Usage,
  http: Http,
  work: (key: PublicKey) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(await fetchPublicKey(usage, http));
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.problem.nativeCode !== keyIsWithdrawn) throw error;
    return work(await fetchPublicKey(usage, http));
  }
}

/** The newest key for the usage; KSeF lists no others than valid ones. */
async function fetchPublicKey(usage: Usage, http: Http): Promise<PublicKey> {
  const keys = await http.send({
    operation: "publicKeys",
    method: "GET",
    path: "/security/public-key-certificates",
    headers: problemDetails,
    expect: { json: PublicKeys.refine((all) => findNewest(all, usage) !== undefined, `has no key for ${usage}`) },
    effect: "read",
  });
  const { certificate, publicKeyId } = findNewest(keys, usage)!;
  const { publicKey } = new X509Certificate(Buffer.from(certificate, "base64"));
  return {
    id: publicKeyId,
    encrypt: (data) =>
      publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, data).toString(
        "base64",
      ),
  };
}

const findNewest = (keys: PublicKeys, usage: Usage): PublicKeys[number] | undefined =>
  keys
    .filter((key) => key.usage.includes(usage))
    .sort((left, right) => Date.parse(right.validFrom) - Date.parse(left.validFrom))[0];

/** Asks for errors as problem details (RFC 9457), on every call of a session; the other form is being given up. */
export const problemDetails = { "x-error-format": "problem-details" } as const;

/** What a session's documents are encrypted with: AES-256-CBC; the vector goes with the session, not with the data. */
export interface SessionKey {
  encrypt(data: Uint8Array): Buffer;
  /** As KSeF is told when a session is opened. */
  toWire(publicKey: PublicKey): {
    readonly encryptedSymmetricKey: string;
    readonly initializationVector: string;
    readonly publicKeyId: string;
  };
}

export function createSessionKey(): SessionKey {
  const key = randomBytes(32);
  const vector = randomBytes(16);
  return {
    encrypt(data) {
      const cipher = createCipheriv("aes-256-cbc", key, vector);
      return Buffer.concat([cipher.update(data), cipher.final()]);
    },
    toWire: (publicKey) => ({
      encryptedSymmetricKey: publicKey.encrypt(key),
      initializationVector: vector.toString("base64"),
      publicKeyId: publicKey.id,
    }),
  };
}

/** SHA-256 in base64, by which KSeF names documents. */
export const hashOf = (data: Uint8Array): string => createHash("sha256").update(data).digest("base64");
