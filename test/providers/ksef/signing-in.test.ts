import { createHash, X509Certificate } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../../setup/connect-to.js";
import provider from "../../../providers/ksef/index.js";
import { buyer } from "../../../providers/ksef/simulator/taxpayers.js";
import { anOrder } from "./a-polish-invoice.js";
import { aClock, countRequests, failureOf, type OpenKsef, openKsef, submitAccepted } from "./open-ksef.js";

const challenges = /^\/auth\/challenge$/;
const redemptions = /^\/auth\/token\/redeem$/;
const renewals = /^\/auth\/token\/refresh$/;

let ksef: OpenKsef;
afterEach(() => ksef.close());

const signIns = () => [challenges, redemptions, renewals].map((path) => countRequests(ksef, "POST", path));
const list = () => provider.listReceived(undefined, ksef.call);

describe("signing in to KSeF", () => {
  it("answers one challenge for all calls that wait for it", async () => {
    ksef = await openKsef();

    await Promise.all([list(), list(), list()]);

    expect(signIns()).toEqual([1, 1, 0]);
  });

  it("waits until the answer was checked", async () => {
    ksef = await openKsef({}, { stepMs: 350 });

    await list();

    expect(countRequests(ksef, "GET", /^\/auth\/\d{8}-AU-/)).toBeGreaterThan(1);
    expect(signIns()).toEqual([1, 1, 0]);
  });

  it("renews an access token that has expired, without sending twice", async () => {
    const clock = aClock();
    ksef = await openKsef({}, { now: clock.now, stepMs: 0 });
    await submitAccepted(anOrder(), ksef);
    clock.advanceMinutes(16);

    await list();

    expect(signIns()).toEqual([1, 1, 1]);
    expect(countRequests(ksef, "POST", /\/invoices$/)).toBe(1);
  });

  it("begins anew when the refresh token has expired as well", async () => {
    const clock = aClock();
    ksef = await openKsef({}, { now: clock.now, stepMs: 0 });
    await list();
    clock.advanceMinutes(8 * 24 * 60);

    await list();

    expect(signIns()).toEqual([2, 2, 1]);
  });

  it.each([
    ["a token nobody has issued", { token: "20260201-EC-NOBODY|nip-1|0" }, "450"],
    ["a context that the token is not for", { contextValue: buyer.nip }, "415"],
  ])("does not blame the invoice for %s", async (_case, changes, nativeCode) => {
    ksef = await openKsef();
    const credentials = { ...ksef.call.credentials, ...changes };
    const broken = connectTo(provider, { baseUrl: ksef.simulator.url, credentials });

    const failure = await failureOf(provider.submit(anOrder(), broken.call));

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION", nativeCode } });
    await broken.close();
  });

  it("encrypts the token under a key that is named by its own hash", async () => {
    ksef = await openKsef();

    const answer = await fetch(`${ksef.simulator.url}/security/public-key-certificates`);
    const keys = (await answer.json()) as { certificate: string; publicKeyId: string; usage: string[] }[];

    for (const { certificate, publicKeyId } of keys) {
      const { publicKey } = new X509Certificate(Buffer.from(certificate, "base64"));
      const spki = publicKey.export({ type: "spki", format: "der" });
      expect(createHash("sha256").update(spki).digest("base64")).toBe(publicKeyId);
    }
    expect(keys.flatMap(({ usage }) => usage)).toEqual(["KsefTokenEncryption", "SymmetricKeyEncryption"]);
  });
});
