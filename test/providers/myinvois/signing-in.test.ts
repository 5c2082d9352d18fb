import { afterEach, describe, expect, it } from "vitest";
import { connectTo } from "../../setup/connect-to.js";
import provider from "../../../providers/myinvois/index.js";
import { intermediaryClient, supplier } from "../../../providers/myinvois/simulator/taxpayers.js";
import { aMalaysianInvoice, anOrder } from "./a-malaysian-invoice.js";
import { aClock, countRequests, type OpenMyInvois, openMyInvois } from "./open-myinvois.js";

const token = /^\/connect\/token$/;
let myInvois: OpenMyInvois;
afterEach(() => myInvois.close());

const known = { scheme: "MY:TIN", value: "C11361879050:BRN:201901234567" };

describe("signing in to MyInvois", () => {
  it("fetches one token for twenty calls that wait for it, also when the token has expired", async () => {
    const clock = aClock();
    myInvois = await openMyInvois({ requestsPerMinute: { validateTin: 1000 } }, { now: clock.now });
    const twenty = () =>
      Promise.all(Array.from({ length: 20 }, () => provider.lookUp(known, myInvois.call).then((it) => it?.reachable)));

    const first = await twenty();
    const afterFirst = countRequests(myInvois, "POST", token);
    clock.advanceHours(1.1);
    const second = await twenty();

    expect(second).toEqual(first);
    expect(first).toEqual(Array.from({ length: 20 }, () => true));
    expect(afterFirst).toBe(1);
    expect(countRequests(myInvois, "POST", token)).toBe(2);
  });

  it("renews a token that MyInvois does not accept any more, without sending twice", async () => {
    const clock = aClock();
    myInvois = await openMyInvois({}, { now: clock.now });
    await provider.lookUp(known, myInvois.call);
    clock.advanceHours(2);

    const receipt = await provider.submit(anOrder(aMalaysianInvoice()), myInvois.call);

    expect(receipt.outcome).toBe("accepted");
    const answers = myInvois.simulator.requests.filter(({ path }) => path.startsWith("/api/v1.0/documentsubmissions"));
    expect(answers.map(({ status }) => status)).toEqual([401, 202]);
  });

  it("does not blame the invoice for a broken account", async () => {
    myInvois = await openMyInvois();
    const credentials = { ...myInvois.call.credentials, clientSecret: "wrong" };
    const broken = connectTo(provider, { baseUrl: myInvois.simulator.url, credentials });

    const sending = provider.submit(anOrder(aMalaysianInvoice()), broken.call);

    await expect(sending).rejects.toMatchObject({
      consequence: "retry",
      problem: { kind: "AUTHENTICATION", nativeCode: "invalid_client" },
    });
    await broken.close();
  });

  it("lets an intermediary send for the taxpayer it represents", async () => {
    myInvois = await openMyInvois();
    const { clientId, clientSecret, tin } = intermediaryClient;
    const credentials = { clientId, clientSecret, tin, onBehalfOf: `${supplier.tin}:202001234567` };
    const intermediary = connectTo(provider, { baseUrl: myInvois.simulator.url, credentials });

    const receipt = await provider.submit(anOrder(aMalaysianInvoice()), intermediary.call);

    expect(receipt.outcome).toBe("accepted");
    await intermediary.close();
  });
});

describe("looking up a taxpayer at MyInvois", () => {
  it("finds one whose TIN and registration belong together", async () => {
    myInvois = await openMyInvois();

    const finding = await provider.lookUp(known, myInvois.call);

    expect(finding).toMatchObject({ reachable: true, network: "myinvois", country: "MY" });
  });

  it.each([
    ["an unknown TIN", { scheme: "MY:TIN", value: "C99999999999:BRN:209901234567" }],
    ["a registration of somebody else", { scheme: "MY:TIN", value: "C11361879050:BRN:202001234567" }],
  ])("does not find %s", async (_case, participant) => {
    myInvois = await openMyInvois();

    expect(await provider.lookUp(participant, myInvois.call)).toMatchObject({ reachable: false });
  });

  it("has nothing to say about an address on another network", async () => {
    myInvois = await openMyInvois();

    expect(await provider.lookUp({ scheme: "0208", value: "0887290276" }, myInvois.call)).toBeUndefined();
  });

  it("passes on that a TIN alone cannot be checked", async () => {
    myInvois = await openMyInvois();

    const asking = provider.lookUp({ scheme: "MY:TIN", value: "C11361879050" }, myInvois.call);

    await expect(asking).rejects.toMatchObject({ problem: { kind: "INVALID_REQUEST", nativeCode: "BadArgument" } });
  });
});
