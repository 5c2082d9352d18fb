import { createHash, X509Certificate } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { writeAuthTokenRequest } from "../../../providers/ksef/auth-token-request.js";
import provider from "../../../providers/ksef/index.js";
import type { CertificateFacts } from "../../../providers/ksef/simulator/certificate.js";
import { buyer, seller } from "../../../providers/ksef/simulator/taxpayers.js";
import { type SigningForm, signXml, type XmlSigner } from "../../../src/xml/sign-xml.js";
import { aSigner } from "../../builders/a-signer.js";
import { connectTo } from "../../setup/connect-to.js";
import { faultsOf, isThere, skipped } from "./official-schemas.js";
import { aClock, countRequests, failureOf, type OpenKsef, openKsef } from "./open-ksef.js";

let ksef: OpenKsef;
afterEach(() => ksef.close());

const aSeal = (kind: "rsa" | "ec" = "ec", facts: Partial<CertificateFacts> = {}): XmlSigner =>
  aSigner(kind, { name: seller.name, organizationIdentifier: `VATPL-${seller.nip}`, ...facts });

async function listWith({ key: privateKey, certificate }: XmlSigner, more: object = {}) {
  const credentials = provider.credentials.parse({ contextValue: seller.nip, certificate, privateKey, ...more });
  const connection = connectTo(provider, { baseUrl: ksef.simulator.url, credentials });
  try {
    return await provider.listReceived(undefined, connection.call);
  } finally {
    await connection.close();
  }
}

describe("signing in to KSeF by a certificate", () => {
  it.each(["rsa", "ec"] as const)("answers the challenge with a signature of a key of the kind %s", async (kind) => {
    ksef = await openKsef();

    expect(await listWith(aSeal(kind))).toMatchObject({ items: [] });

    const signatures = countRequests(ksef, "POST", /^\/auth\/xades-signature$/);
    expect([signatures, countRequests(ksef, "POST", /^\/auth\/ksef-token$/)]).toEqual([1, 0]);
  });

  it("of a person is by the tax number of that person", async () => {
    ksef = await openKsef();

    expect(await listWith(aSigner("ec", { serialNumber: `TINPL-${seller.nip}` }))).toMatchObject({ items: [] });
  });

  it("without a tax number is by the hash that rights were given to", async () => {
    ksef = await openKsef();
    const signer = aSigner("ec");
    const more = { subjectIdentifierType: "certificateFingerprint" };
    const before = await failureOf(listWith(signer, more));
    const der = new X509Certificate(signer.certificate).raw;

    ksef.others.deeds?.["grant"]?.(createHash("sha256").update(der).digest("hex").toUpperCase());

    expect(before).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION", nativeCode: "415" } });
    expect(await listWith(signer, more)).toMatchObject({ items: [] });
    expect((await failureOf(listWith(signer))).problem.nativeCode).toBe("21406");
  });

  it.each<[string, Partial<CertificateFacts>, string]>([
    ["a certificate that has expired", { to: new Date("2026-01-01T00:00:00Z") }, "460"],
    ["a certificate that is not valid yet", { from: new Date("2098-01-01T00:00:00Z") }, "460"],
    ["the seal of somebody else", { organizationIdentifier: `VATPL-${buyer.nip}` }, "415"],
  ])("does not blame the invoice for %s", async (_case, facts, nativeCode) => {
    ksef = await openKsef();

    const failure = await failureOf(listWith(aSeal("ec", facts)));

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION", nativeCode } });
  });
});

describe("the credentials of an account at KSeF", () => {
  it("are a token, or a certificate with its own key", async () => {
    ksef = await openKsef();
    const [{ certificate }, { key: other }] = [aSeal(), aSeal()];
    const check = (credentials: object) => {
      const { error } = provider.credentials.safeParse({ contextValue: seller.nip, ...credentials });
      return error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`.trim());
    };

    expect(check({ token: seller.token })).toBeUndefined();
    expect(check({ certificate, privateKey: other })).toEqual([
      "privateKey is not the RSA or EC key of the certificate",
    ]);
    expect(check({})).toEqual(["need contextValue and a token, or a certificate with its privateKey"]);
  });
});

const context = {
  contextType: "Nip",
  contextValue: seller.nip,
  subjectIdentifierType: "certificateSubject",
} as const;

async function fetchChallenge(): Promise<string> {
  const answer = await fetch(`${ksef.simulator.url}/auth/challenge`, { method: "POST" });
  return ((await answer.json()) as { challenge: string }).challenge;
}

async function post(body: Uint8Array | string, contentType = "application/xml"): Promise<number | undefined> {
  const answer = await fetch(`${ksef.simulator.url}/auth/xades-signature`, {
    method: "POST",
    headers: { "content-type": contentType, "x-error-format": "problem-details" },
    body: typeof body === "string" ? body : Buffer.from(body),
  });
  const { errors } = (await answer.json()) as { errors?: readonly { code: number }[] };
  return errors?.[0]?.code;
}

const sign = (challenge: string, form: SigningForm = { exclusive: true, signedAt: new Date() }) =>
  Buffer.from(signXml(writeAuthTokenRequest(challenge, context), aSeal(), form)).toString("utf8");

describe("the stand-in for KSeF", () => {
  it.each<[string, (text: string) => string, number]>([
    ["is in somebody else's name", (text) => text.replace(seller.nip, buyer.nip), 9105],
    ["was signed at another time", (text) => text.replace(/<xades:SigningTime>20/, "<xades:SigningTime>19"), 9105],
    ["is not signed", (text) => text.replace(/<Signature .*<\/Signature>/s, ""), 9102],
    ["is signed twice", (text) => text.replace(/(<Signature .*<\/Signature>)/s, "$1$1"), 9103],
    ["is not of the schema", (text) => text.replaceAll("ContextIdentifier", "Context"), 21401],
    ["cannot be read", (text) => text.slice(0, -20), 21001],
  ])("refuses an answer to its challenge that %s", async (_case, change, code) => {
    ksef = await openKsef();
    const signed = sign(await fetchChallenge());

    expect(await post(change(signed))).toBe(code);
    expect(await post(signed)).toBeUndefined();
  });

  it("refuses a signature without signed properties, and what is not sent as XML", async () => {
    ksef = await openKsef();
    const challenge = await fetchChallenge();

    expect(await post(sign(challenge, { exclusive: true }))).toBe(9105);
    expect(await post(sign(challenge), "text/plain")).toBe(21405);
  });

  it("takes each challenge once, for ten minutes, and none but its own", async () => {
    const clock = aClock();
    ksef = await openKsef({}, { now: clock.now });
    const [used, old] = [await fetchChallenge(), await fetchChallenge()];

    expect(await post(sign(used))).toBeUndefined();
    expect(await post(sign(used))).toBe(21111);
    expect(await post(sign("20261123-CR-461EA5B000-537A6BA15D-D7"))).toBe(21111);
    clock.advanceMinutes(11);
    expect(await post(sign(old))).toBe(21111);
  });
});

describe.skipIf(!isThere)(`the official schema of AuthTokenRequest${skipped}`, () => {
  // Of NipVatUe no value is valid: its pattern ends in a "$", which schemas take as the character.
  it.each([
    ["Nip", seller.nip],
    ["InternalId", `${seller.nip}-12345`],
  ] as const)("has the request of an account in the context %s", async (contextType, contextValue) => {
    ksef = await openKsef();
    const challenge = await fetchChallenge();

    const request = writeAuthTokenRequest(challenge, { ...context, contextType, contextValue });

    expect(faultsOf(request, "AuthTokenRequest")).toEqual([]);
  });
});
