import { hmacSha256Hex, isSameDigest, type SignatureScheme } from "../../src/provider-kit/signature.js";

const header = "x-template-signature";
const toleranceMs = 5 * 60_000;

/** `t=<unix seconds>,v1=<HMAC-SHA256 over "t.body">`. The simulator signs with the same code. */
export const signature: SignatureScheme = {
  verify({ headers, body, receivedAtMs }, secrets) {
    const given = headers[header];
    if (given === undefined) return "missing signature";
    const [, time = "", digest = ""] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(given) ?? [];
    if (digest === "") return "malformed signature";
    if (Math.abs(receivedAtMs - Number(time) * 1_000) > toleranceMs) return "stale timestamp";
    // Every secret is tried: how long it takes tells nothing about which one fits.
    const fitting = secrets.filter((secret) => isSameDigest(digestOf(secret, time, body), digest));
    return fitting.length > 0 ? "valid" : "wrong signature";
  },
  sign(body, secret, sentAtMs) {
    const time = String(Math.floor(sentAtMs / 1_000));
    return { [header]: `t=${time},v1=${digestOf(secret, time, body)}` };
  },
};

const digestOf = (secret: string, time: string, body: Uint8Array): string =>
  hmacSha256Hex(secret, Buffer.concat([Buffer.from(`${time}.`), body]));
