import { z } from "zod";
import { hmacSha256Hex, isSameDigest, type SignatureScheme } from "../../../src/provider-kit/signature.js";

/** What becomes of a document, in the provider's words. */
export const words = ["CHECKED", "ARRIVED", "READING", "ASKED", "AGREED", "PAID"] as const;

export type Word = (typeof words)[number];

/** One thing that the provider says, once: however often it is sent, its id and its bytes stay the same. */
export const Notice = z.discriminatedUnion("what", [
  z.object({
    id: z.string().min(1),
    what: z.literal("status"),
    reference: z.string().min(1),
    word: z.enum(words),
    at: z.iso.datetime(),
  }),
  z.object({ id: z.string().min(1), what: z.literal("received"), reference: z.string().min(1) }),
]);

export type Notice = z.infer<typeof Notice>;

export const Hook = z.object({ id: z.string().min(1), secret: z.string().min(1) });

const header = "pushing-signature";
const toleranceSeconds = 300;

/** HMAC-SHA256 over the moment of sending and the raw bytes. */
export const signature: SignatureScheme = {
  verify({ headers, body, receivedAtMs }, secrets) {
    const given = headers[header];
    if (given === undefined) return "missing signature";
    const [, seconds, claimed] = /^t=(\d{1,12}),v=([0-9a-f]{64})$/.exec(given) ?? [];
    if (seconds === undefined || claimed === undefined) return "malformed signature";
    if (!secrets.some((secret) => isSameDigest(sign(body, secret, seconds), claimed))) return "wrong signature";
    const isFresh = Math.abs(receivedAtMs / 1000 - Number(seconds)) <= toleranceSeconds;
    return isFresh ? "valid" : "stale timestamp";
  },
  sign(body, secret, sentAtMs) {
    const seconds = String(Math.floor(sentAtMs / 1000));
    return { [header]: `t=${seconds},v=${sign(body, secret, seconds)}` };
  },
};

const sign = (body: Uint8Array, secret: string, seconds: string): string =>
  hmacSha256Hex(secret, Buffer.concat([Buffer.from(`${seconds}.`), body]));
