import { z } from "zod";
import { hmacSha256Hex, isSameDigest, type SignatureScheme } from "../../src/provider-kit/signature.js";

/** What the provider of this bench says about a document; `at` is the moment at which it was due to be said. */
export const Notice = z.object({ id: z.string(), reference: z.string(), status: z.string(), at: z.string() });

export const secret = "the secret of the steady provider";

/** An invoice goes to and fro between these, so that every notice is an event. */
export const words = ["READ", "ASKED"] as const;

const header = "steady-signature";

export const signature: SignatureScheme = {
  verify({ headers, body }, secrets) {
    const given = headers[header];
    if (given === undefined) return "missing signature";
    return secrets.some((known) => isSameDigest(hmacSha256Hex(known, body), given)) ? "valid" : "wrong signature";
  },
  sign: (body, key) => ({ [header]: hmacSha256Hex(key, body) }),
};

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The notice of this number, about one of the invoices in turn. */
export function writeNotice(number: number, references: readonly string[], dueAtMs: number): Message {
  const turn = Math.floor(number / references.length);
  const notice: z.infer<typeof Notice> = {
    id: `notice-${number}`,
    reference: references[number % references.length] ?? "",
    status: words[turn % words.length] ?? words[0],
    at: new Date(dueAtMs).toISOString(),
  };
  const body = Buffer.from(JSON.stringify(notice));
  return { headers: { "content-type": "application/json", ...signature.sign(body, secret, dueAtMs) }, body };
}
