import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { lookUp } from "./support/operations.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const ask = async (identifiers: object[], freshness?: string): Promise<any[]> =>
  (await gateway.client.ask(lookUp, { identifiers, ...(freshness && { freshness }) })).participants;
const lookUps = () =>
  (gateway.simulators.get("e-invoice-be")?.requests ?? []).filter(({ path }) => path === "/api/lookup").length;
const stateOf = (lookup: any, provider = "e-invoice-be") =>
  lookup.sources.find((source: any) => source.provider.key === provider).state;

const printer = { scheme: "0208", value: "0417497106" };
const unknown = { scheme: "0208", value: "0999999922" };

describe("A participant", () => {
  it("is found with what it is called, where it is and what it receives", async () => {
    const [lookup] = await ask([{ scheme: "0208", value: "0887290276" }]);

    expect(lookup).toMatchObject({
      requested: { scheme: "0208", value: "0887290276" },
      participant: {
        name: "Company 0887290276",
        country: "BE",
        identifiers: [{ scheme: "0208", value: "0887290276" }],
        reachability: expect.arrayContaining([
          expect.objectContaining({ network: "peppol", reachable: true, via: { key: "e-invoice-be" } }),
        ]) as unknown,
        capabilities: [
          { documentType: expect.stringContaining("Invoice-2::Invoice") as string },
          { documentType: expect.stringContaining("CreditNote-2::CreditNote") as string },
        ],
      },
    });
  });

  it("that is not registered is none, and every source says that it was asked", async () => {
    const [lookup] = await ask([unknown]);

    expect(lookup).toMatchObject({ requested: unknown, participant: null });
    expect(stateOf(lookup)).toBe("LIVE");
  });

  it("is asked for once: the second answer comes from memory and says so", async () => {
    const before = lookUps();

    const [first] = await ask([printer]);
    const [second] = await ask([printer]);

    expect([stateOf(first), stateOf(second)]).toEqual(["LIVE", "CACHED"]);
    expect(lookUps()).toBe(before + 1);
    expect(second.participant).toEqual(first.participant);
    expect(second.sources[0]).toMatchObject({ asOf: expect.stringMatching(/Z$/) as string, latencyMs: null });
  });

  it("is asked for again when the answer has to be live", async () => {
    await ask([printer]);
    const before = lookUps();

    const [again] = await ask([printer], "LIVE");

    expect(stateOf(again)).toBe("LIVE");
    expect(lookUps()).toBe(before + 1);
  });

  it("is not asked for when only memory may answer", async () => {
    const before = lookUps();

    const [known, never] = await ask([printer, { scheme: "0192", value: "987654325" }], "CACHED");

    expect([stateOf(known), stateOf(never)]).toEqual(["CACHED", "SKIPPED"]);
    expect(never.participant).toBeNull();
    expect(lookUps()).toBe(before);
  });

  it("is answered in its place among many", async () => {
    const others = ["0888888895", "0777777771"].map((value) => ({ scheme: "0208", value }));

    const answers = await ask([unknown, ...others, printer, unknown]);

    expect(answers.map(({ requested }) => requested)).toEqual([unknown, ...others, printer, unknown]);
    expect(answers.map(({ participant }) => participant !== null)).toEqual([false, true, true, true, false]);
  });

  it("that nobody can have issued is not asked for", async () => {
    const before = lookUps();

    const answers = await ask([
      { scheme: "0208", value: "0417497107" },
      { scheme: "9999", value: "1" },
    ]);

    for (const { participant, sources } of answers) {
      expect(participant).toBeNull();
      expect(sources[0]).toMatchObject({ state: "SKIPPED", problem: { kind: "INVALID_REQUEST" } });
    }
    expect(lookUps()).toBe(before);
  });

  it("of Malaysia is found by its tax number and registration", async () => {
    const [found, other] = await ask([
      { scheme: "MY:TIN", value: "C11361879050:BRN:201901234567" },
      { scheme: "MY:TIN", value: "C99999999999:BRN:209901234567" },
    ]);

    expect(found.participant).toMatchObject({ country: "MY" });
    expect(other.participant).toBeNull();
    expect([stateOf(found, "myinvois"), stateOf(other, "myinvois")]).toEqual(["LIVE", "LIVE"]);
  });

  it("is still answered from memory when its source is down, which is told", async () => {
    await ask([printer]);
    const simulator = gateway.simulators.get("e-invoice-be");
    simulator?.fail({ path: /lookup/, times: 2, how: { answer: { status: 500, body: { detail: "Out of order" } } } });

    const [known, never] = await ask([printer, { scheme: "0208", value: "0403019261" }], "LIVE");

    expect([stateOf(known), stateOf(never)]).toEqual(["ERROR", "ERROR"]);
    expect(known.participant).toMatchObject({ name: "Company 0417497106" });
    expect(known.sources[0].asOf).not.toBeNull();
    expect(never.participant).toBeNull();
    expect(never.sources[0]).toMatchObject({ problem: { kind: expect.any(String) as string }, asOf: null });
  });
});

describe("A caller with little time", () => {
  it("hears in that time what memory knows of a source that hangs, and that it did not answer", async () => {
    await ask([printer]);
    const simulator = gateway.simulators.get("e-invoice-be");
    simulator?.fail({ path: /lookup/, times: 2, how: "hang" });
    const askedMs = Date.now();

    const variables = { identifiers: [printer, { scheme: "0208", value: "0403019261" }], freshness: "LIVE" };
    const { data } = await gateway.client.send(lookUp, variables, { "x-request-timeout-ms": "800" });

    // Without a deadline it would be the 30 seconds that a provider is waited for.
    expect(Date.now() - askedMs).toBeLessThan(10_000);
    const [known, never] = data.participants;
    expect([stateOf(known), stateOf(never)]).toEqual(["TIMED_OUT", "TIMED_OUT"]);
    expect(known.participant).toMatchObject({ name: "Company 0417497106" });
  });
});

describe("The providers of a tenant", () => {
  it("are told with what they can do, the preferred one first", async () => {
    const query = `query ($filter: ProviderFilter) { providers(filter: $filter) {
      key name kind countries networks environment capabilities } }`;
    const keys = async (filter: object) =>
      (await gateway.client.ask(query, { filter })).providers.map(({ key }: { key: string }) => key);

    const { providers } = await gateway.client.ask(query);

    expect(providers).toMatchObject([
      { key: "e-invoice-be", kind: "ACCESS_POINT", countries: ["BE"], networks: ["peppol"], environment: "SIMULATED" },
      { key: "myinvois", kind: "CLEARANCE", countries: ["MY"], networks: ["myinvois"], environment: "SIMULATED" },
    ]);
    expect(providers[0].capabilities.toSorted()).toEqual([
      "LOOKUP_BY_CLIENT_REFERENCE",
      "PARTICIPANT_LOOKUP",
      "RECEIVE",
      "STATUS",
      "SUBMIT",
      "WEBHOOK",
      "WEBHOOK_SIGNED",
    ]);
    expect(providers[1].capabilities.toSorted()).toEqual([
      "CANCEL",
      "LOOKUP_BY_CLIENT_REFERENCE",
      "PARTICIPANT_LOOKUP",
      "RECEIVE",
      "RESPOND",
      "STATUS",
      "SUBMIT",
      "SUBMIT_BATCH",
    ]);
    expect(await keys({ capability: ["CANCEL"] })).toEqual(["myinvois"]);
    expect(await keys({ capability: ["CANCEL", "WEBHOOK"] })).toEqual([]);
    expect(await keys({ kind: ["ACCESS_POINT"] })).toEqual(["e-invoice-be"]);
    expect(await keys({ country: "MY" })).toEqual(["myinvois"]);
  });
});

describe("The viewer", () => {
  it("is the holder of the key, in the name of the tenant", async () => {
    const query = "{ viewer { subject scopes tenant { id name } } }";

    const { viewer } = await gateway.client.ask(query);
    const { viewer: other } = await gateway.stranger.ask(query);

    expect(viewer).toMatchObject({ scopes: ["*"], tenant: { name: "Company mine" } });
    expect(other).toMatchObject({ scopes: ["*"], tenant: { name: "Company theirs" } });
    expect(viewer.subject).not.toBe(other.subject);
    expect(viewer.tenant.id).not.toBe(other.tenant.id);
  });
});
