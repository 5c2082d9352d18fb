import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../../setup/connect-to.js";
import conformance from "../../../providers/anaf/conformance.js";
import provider from "../../../providers/anaf/index.js";
import { buyerClient, supplierClient } from "../../../providers/anaf/simulator/taxpayers.js";
import { anOrder } from "./a-romanian-invoice.js";
import { accepted, countRequests, failureOf, type OpenAnaf, openAnaf, pollToEnd } from "./open-anaf.js";

const token = /^\/anaf-oauth2\/v1\/token$/;
const dayMs = 86_400_000;

let anaf: OpenAnaf;
afterEach(() => anaf.close());

function aClock() {
  let offsetMs = 0;
  return { now: () => new Date(Date.now() + offsetMs), advanceDays: (days: number) => void (offsetMs += days * dayMs) };
}

describe("signing in to RO e-Factura", () => {
  it("happens once for all calls", async () => {
    anaf = await openAnaf();

    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(reference, anaf);

    expect(countRequests(anaf, "POST", token)).toBe(1);
  });

  it("goes on with the refresh token that the last renewal brought", async () => {
    const clock = aClock();
    anaf = await openAnaf({}, { now: clock.now });
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    for (const renewals of [1, 2, 3]) {
      clock.advanceDays(91);
      expect(await provider.polling.fetch([reference], anaf.call)).toHaveLength(1);
      expect(countRequests(anaf, "POST", token)).toBe(1 + renewals);
    }
  });

  it("ends for everybody when a refresh token is used twice, and no invoice is blamed for it", async () => {
    anaf = await openAnaf();
    const { url: baseUrl, credentials } = anaf.simulator;
    const thief = connectTo(provider, { baseUrl, credentials: provider.credentials.parse(credentials) });
    const reference = accepted(await provider.submit(anOrder(), anaf.call));

    const theft = await failureOf(provider.polling.fetch([reference], thief.call));
    const failure = await failureOf(provider.submit(anOrder(), anaf.call));
    await thief.close();

    for (const each of [theft, failure]) {
      expect(each).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION" } });
    }
  });

  it("is refused with another application's secret", async () => {
    anaf = await openAnaf();
    const credentials = provider.credentials.parse(conformance.wrongCredentials);
    const stranger = connectTo(provider, { baseUrl: anaf.simulator.url, credentials });

    const failure = await failureOf(provider.submit(anOrder(), stranger.call));
    await stranger.close();

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION" } });
    expect(failure.problem.message).toContain("do not match");
  });

  it("does not say what a company may do: another's invoices stay closed", async () => {
    anaf = await openAnaf();
    const { url: baseUrl, credentials } = anaf.simulator;
    const other = provider.credentials.parse({ ...(credentials as object), cif: buyerClient.rights[0] });
    const connection = connectTo(provider, { baseUrl, credentials: other });

    const failure = await failureOf(provider.listReceived(undefined, connection.call));
    await connection.close();

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "AUTHORIZATION" } });
  });

  it("asks for tokens at the authority itself unless the account says otherwise", () => {
    anaf ??= { close: () => Promise.resolve() } as OpenAnaf;
    const { clientId, clientSecret } = supplierClient;
    const account = provider.credentials.parse({ clientId, clientSecret, refreshToken: "r", cif: "8000000000" });

    expect(provider.auth.tokenPath(account)).toBe("https://logincert.anaf.ro/anaf-oauth2/v1/token");
    expect(provider.credentials.safeParse({ ...account, tokenUrl: "http://elsewhere.example" }).success).toBe(false);
    expect(provider.credentials.safeParse({ ...account, cif: "RO8000000000" }).success).toBe(false);
  });
});
