import {
  constants,
  createHash,
  generateKeyPair,
  generateKeyPairSync,
  type KeyPairKeyObjectResult,
  privateDecrypt,
} from "node:crypto";
import { promisify } from "node:util";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { Refusal } from "./answers.js";
import { selfSign } from "./certificate.js";

export type Usage = "KsefTokenEncryption" | "SymmetricKeyEncryption";

interface StoredKey {
  readonly id: string;
  readonly usage: Usage;
  readonly privateKey: string;
  readonly certificate: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly isWithdrawn: boolean;
}

const usages: readonly Usage[] = ["KsefTokenEncryption", "SymmetricKeyEncryption"];
const modulusLength = 2048;
const yearMs = 365 * 86_400_000;

/** The ministry's key pairs: made on first start, and kept, so that it still reads what was encrypted before a kill. */
export async function openKeys({ ledger, now }: Pick<SimulatorContext, "ledger" | "now">) {
  const list = () => ledger.list<StoredKey>("keys");
  const toStored = (usage: Usage, keys: KeyPairKeyObjectResult): StoredKey => {
    const from = now();
    const to = new Date(from.getTime() + 2 * yearMs);
    return {
      id: sha256(keys.publicKey.export({ type: "spki", format: "der" })),
      usage,
      privateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      certificate: selfSign(keys, { name: "Ministerstwo Finansów (simulator)", from, to }).toString("base64"),
      validFrom: from.toISOString(),
      validTo: to.toISOString(),
      isWithdrawn: false,
    };
  };
  const put = (key: StoredKey) => ledger.put("keys", key.id, key);
  const missing = usages.filter((usage) => !list().some((key) => key.usage === usage && !key.isWithdrawn));
  const pairs = await Promise.all(missing.map(() => promisify(generateKeyPair)("rsa", { modulusLength })));
  pairs.forEach((pair, index) => put(toStored(missing[index]!, pair)));

  return {
    published: () =>
      list()
        .filter(({ isWithdrawn }) => !isWithdrawn)
        .map(({ id, usage, certificate, validFrom, validTo }) => ({
          certificate,
          certificateId: sha256(Buffer.from(certificate, "base64")),
          publicKeyId: id,
          validFrom,
          validTo,
          usage: [usage],
        })),
    /** The plain bytes; undefined when they cannot be decrypted. Without an id all valid keys of the usage are tried. */
    decrypt(usage: Usage, base64: string, id: string | null | undefined): Buffer | undefined {
      const valid = list().filter((key) => key.usage === usage && !key.isWithdrawn);
      const chosen = id ? valid.filter((key) => key.id === id) : valid;
      if (id && chosen.length === 0)
        throw new Refusal(21470, "Przesłany identyfikator klucza jest nieznany lub wskazuje na wycofany klucz.", [
          `Klucz o identyfikatorze ${id} nie jest wspierany.`,
        ]);
      for (const { privateKey } of chosen) {
        try {
          const padding = constants.RSA_PKCS1_OAEP_PADDING;
          return privateDecrypt({ key: privateKey, padding, oaepHash: "sha256" }, Buffer.from(base64, "base64"));
        } catch {
          // Encrypted with another key, or with another padding.
        }
      }
      return undefined;
    },
    /** Withdraws the key of the documents at once and publishes another one. */
    rotate(): void {
      const usage = "SymmetricKeyEncryption";
      for (const key of list()) if (key.usage === usage) put({ ...key, isWithdrawn: true });
      put(toStored(usage, generateKeyPairSync("rsa", { modulusLength })));
    },
  };
}

export type Keys = Awaited<ReturnType<typeof openKeys>>;

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");
