import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Credentials } from "../../../providers/anaf/credentials.js";
import provider from "../../../providers/anaf/index.js";
import { registerPath } from "../../../providers/anaf/simulator/register.js";
import { buyer, otherSeller, struckOff, unknownCif } from "../../../providers/anaf/simulator/taxpayers.js";
import { connectTo } from "../../setup/connect-to.js";
import { countRequests, failureOf, type OpenAnaf, openAnaf } from "./open-anaf.js";

const register = /^\/api\/PlatitorTvaRest\/v9\/tva$/;
const token = /^\/anaf-oauth2\/v1\/token$/;

let anaf: OpenAnaf;
let account: ReturnType<typeof connectTo<Credentials>>;
beforeEach(async () => {
  anaf = await openAnaf();
  const { url: baseUrl, credentials } = anaf.simulator;
  // As in production, where the register is another host's.
  const registerUrl = `${baseUrl}${registerPath}`;
  account = connectTo(provider, {
    baseUrl,
    credentials: { ...provider.credentials.parse(credentials), registerUrl },
  });
});
afterEach(async () => {
  await account.close();
  await anaf.close();
});

const find = (value: string, scheme = "RO:CIF") => provider.lookUp({ scheme, value }, account.call);
const labelOf = async (cif: string) => (await find(cif))?.documents[0]?.label;

describe("a Romanian company", () => {
  it("is found under its fiscal code, as of today in Romania, without signing in", async () => {
    const found = await find(buyer.cif);

    expect(found).toMatchObject({
      reachable: true,
      network: "ro-efactura",
      name: buyer.name,
      country: "RO",
      documents: [
        { documentType: expect.stringContaining(":Invoice-2"), supportsResponses: true },
        { documentType: expect.stringContaining(":CreditNote-2"), supportsResponses: true },
      ],
    });
    const [exchange] = anaf.exchanges;
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Bucharest" }).format(new Date());
    expect(JSON.parse(Buffer.from(exchange?.request.body ?? []).toString())).toEqual([
      { cui: Number(buyer.cif), data: day },
    ]);
    expect(exchange?.request.headers).not.toHaveProperty("authorization");
    expect(countRequests(anaf, "POST", token)).toBe(0);
  });

  it("is the same one under its VAT number", async () => {
    expect(await find(`RO${buyer.cif}`, "9947")).toMatchObject({ reachable: true, name: buyer.name });
  });

  it("is handed invoices whether it is in the register of RO e-Factura or not, which the label tells", async () => {
    expect(await labelOf(buyer.cif)).toContain("in the register of RO e-Factura");
    expect(await labelOf(otherSeller.cif)).toBe("CIUS-RO document");
  });

  it("cannot be reached when it was struck off, and not when nobody has its code", async () => {
    expect(await find(struckOff.cif)).toMatchObject({ reachable: false, name: struckOff.name, documents: [] });
    expect(await find(unknownCif)).toEqual({
      reachable: false,
      network: "ro-efactura",
      country: "RO",
      documents: [],
    });
  });

  it("is not taken for missing when the address is wrong, or another's answer comes", async () => {
    anaf.simulator.fail({ path: register, times: 1, how: { answer: { status: 404, body: "<html>Not Found</html>" } } });
    expect(await failureOf(find(buyer.cif))).toMatchObject({ consequence: "retry" });

    const blocked = "<html><body>Your support ID is: 155498</body></html>";
    anaf.simulator.fail({ path: register, times: 1, how: { answer: { status: 200, body: blocked } } });
    expect(await failureOf(find(buyer.cif))).toMatchObject({ problem: { nativeCode: "BLOCKED" } });
  });
});

describe("the register", () => {
  it("is not asked for what is no Romanian code", async () => {
    expect(await find("0887290276", "0208")).toBeUndefined();
    expect(await find("12 34")).toBeUndefined();
    expect(countRequests(anaf, "POST", register)).toBe(0);
  });

  it("is asked once a second, however many want to know", async () => {
    const found = await Promise.all([find(buyer.cif), find(otherSeller.cif), find(buyer.cif)]);

    expect(found.map((each) => each?.reachable)).toEqual([true, true, true]);
    expect(anaf.simulator.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
