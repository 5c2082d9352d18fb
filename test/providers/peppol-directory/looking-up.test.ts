import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/peppol-directory/index.js";
import simulator from "../../../providers/peppol-directory/simulator.js";
import { registrations, unknown } from "../../../providers/peppol-directory/simulator/participants.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

type Credentials = ReturnType<typeof provider.credentials.parse>;
let open: OpenProvider<Credentials>;

beforeEach(async () => {
  open = await openProvider(provider, simulator);
});
afterEach(() => open.close());

function lookUp(id: string, call = open.call) {
  const [scheme = "", value = ""] = id.split(":");
  return provider.lookUp({ scheme, value }, call);
}

describe("looking up a participant in Peppol's registers", () => {
  it("tells who it is, where it is reached and with what", async () => {
    const found = await lookUp(registrations.known.id);

    expect(found).toMatchObject({
      reachable: true,
      network: "peppol",
      name: "Atelier Lumière SRL",
      country: "BE",
      accessPoint: "Simulated access point BV (POP000001)",
    });
    expect(found?.documents.map(({ label, supportsResponses }) => [label, supportsResponses])).toEqual([
      ["Invoice (Peppol BIS Billing 3.0)", true],
      ["Credit Note (Peppol BIS Billing 3.0)", true],
      ["Invoice Response", true],
    ]);
    expect(found?.documents[0]).toMatchObject({
      documentType:
        "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1",
      process: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
    });
  });

  it("needs no business card, and takes exclusive signatures", async () => {
    const found = await lookUp(registrations.withoutCard.id);

    expect(found).toMatchObject({ reachable: true, documents: [{}, {}] });
    expect(found).not.toHaveProperty("name");
  });

  it("follows a publisher that points to another one", async () => {
    expect(await lookUp(registrations.redirected.id)).toMatchObject({ reachable: true, documents: [{}, {}] });
  });

  it("does without the directory when it is down", async () => {
    open.simulator.fail({ path: /^\/search/, times: 9, how: { answer: { status: 503, body: "down" } } });

    expect(await lookUp(registrations.known.id)).toMatchObject({ reachable: true });
  });

  it("asks nobody but DNS about a participant without a name", async () => {
    expect(await lookUp(unknown)).toEqual({ reachable: false, network: "peppol", documents: [] });
    expect(open.simulator.requests).toEqual([]);
  });

  for (const name of [
    "withoutDocuments",
    "notPublished",
    "expired",
    "notYet",
    "otherTransport",
    "formerAccessPoint",
  ] as const) {
    it(`cannot reach one that is registered and ${name}`, async () => {
      expect(await lookUp(registrations[name].id)).toMatchObject({ reachable: false, documents: [] });
    });
  }

  for (const [name, message] of [
    ["altered", "not what was signed"],
    ["impostor", "Nobody trusted"],
    ["formerPublisher", "Nobody trusted"],
    ["ofSomebodyElse", "not of 0208:0100001137"],
  ] as const) {
    it(`believes nothing that is ${name}, and can be tried again`, async () => {
      const looking = lookUp(registrations[name].id);

      await expect(looking).rejects.toMatchObject({ consequence: "retry", problem: { kind: "INVALID_RESPONSE" } });
      await expect(looking).rejects.toThrow(message);
    });
  }

  it("takes trouble in DNS for no answer, not for no", async () => {
    await expect(lookUp(registrations.nameless.id)).rejects.toMatchObject({
      consequence: "retry",
      problem: { kind: "NETWORK" },
    });
  });

  it("takes a publisher that is down for no answer, not for no", async () => {
    open.simulator.fail({ path: /services/, times: 1, how: { answer: { status: 500, body: "broken" } } });

    await expect(lookUp(registrations.known.id)).rejects.toMatchObject({ consequence: "retry" });
  });
});

describe("the account", () => {
  it("names authorities, and nothing unknown", () => {
    expect(provider.credentials.safeParse({}).success).toBe(false);
    expect(provider.credentials.safeParse({ authorities: "none" }).success).toBe(false);
    expect(
      provider.credentials.safeParse({ ...(simulator.credentials as object), nameserver: "127.0.0.1" }).success,
    ).toBe(false);
  });
});
