import { afterAll, beforeAll, describe, expect, it } from "vitest";
import material from "../../providers/anaf/conformance.js";
import { declareSimulator } from "../../providers/anaf/simulator.js";
import { buyer, unknownCif } from "../../providers/anaf/simulator/taxpayers.js";
import type { Invoice } from "../../src/domain/invoice.js";
import type { Simulator } from "../../src/provider-kit/simulator.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { toInvoiceInput } from "./support/an-invoice-input.js";
import { askingEverySecond } from "./support/asking-every-second.js";
import { lookUp, respondToInvoice, submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

const accessSeconds = 2;
const tokenPath = "/anaf-oauth2/v1/token";

let gateway: TestGateway;
/** The refresh tokens that were shown, oldest first, and how each of them was answered. */
const shown: { token: string; status: number }[] = [];

beforeAll(async () => {
  gateway = await openGateway({
    stepMs: 40,
    providerIds: ["anaf"],
    changeAccounts: askingEverySecond,
    changeSimulator: () => {
      const declaration = declareSimulator({ accessSeconds });
      return { ...declaration, create: async (context) => watched(await declaration.create(context)) };
    },
  });
}, 60_000);
afterAll(() => gateway.stop());

const watched = (simulator: Simulator): Simulator => ({
  ...simulator,
  async handle(request) {
    const response = await simulator.handle(request);
    if (request.path === tokenPath) {
      const form = new URLSearchParams(Buffer.from(request.body).toString());
      shown.push({ token: form.get("refresh_token") ?? "", status: response.status });
    }
    return response;
  },
});

const authority = () => {
  const running = gateway.simulators.get("anaf");
  if (!running) throw new Error("there is no authority");
  return running.simulator;
};

const lists = () =>
  gateway.simulators.get("anaf")?.requests.filter(({ path }) => path.startsWith("/listaMesaje")) ?? [];

const { sending, inbound } = material;
if (!sending?.refused || !inbound) throw new Error("there are no samples");
const { invoice: anInvoice, refused } = sending;

async function submit(invoice: Invoice): Promise<string> {
  const input = { idempotencyKey: invoice.number, content: { invoice: toInvoiceInput(invoice) } };
  const { submitInvoice: submitted } = await gateway.client.ask(submitInvoice, { input });
  expect(submitted.errors).toEqual([]);
  return submitted.invoice.id;
}

const read = async (id: string): Promise<any> => {
  const query = `query ($id: ID!) { invoice(by: { id: $id }) {
    number direction seller { name } totals { payable }
    status { value transport clearance business reason { code message } native { code } }
    providerReferences { reference }
    documents { kind format fileName sha256 base64 }
    events { nodes { type native } }
  } }`;
  return (await gateway.client.ask(query, { id })).invoice;
};

const untilStatus = (id: string, wanted: string) =>
  until(
    () => read(id),
    ({ status }) => status.value === wanted,
  );

describe("An invoice in Romania", () => {
  it("is cleared, and the original with the ministry's signature over it is kept as evidence", async () => {
    const id = await submit(anInvoice("RO-1"));

    const { status } = await untilStatus(id, "DELIVERED");
    const { documents } = await until(
      () => read(id),
      (invoice) => invoice.documents.filter(({ kind }: any) => kind === "EVIDENCE").length === 2,
    );

    expect(status).toMatchObject({ clearance: "CLEARED", transport: "DELIVERED", native: { code: "ok" } });
    const evidence = documents.filter(({ kind }: any) => kind === "EVIDENCE");
    const sent = documents.find(({ kind }: any) => kind === "SENT");
    const [original] = evidence.filter(({ format }: any) => format === "UBL");
    const [signature] = evidence.filter(({ fileName }: any) => fileName.startsWith("semnatura_"));
    expect(original.sha256).toBe(sent.sha256);
    expect(Buffer.from(signature.base64, "base64").toString()).toContain("http://www.w3.org/2000/09/xmldsig#");
  });

  it("that is refused says by which rule", async () => {
    const id = await submit(refused("RO-2").invoice);

    const { status } = await untilStatus(id, "REJECTED");

    expect(status).toMatchObject({ clearance: "REJECTED", reason: { code: "R_BT_48_cui" } });
  });

  it("is put under query by its buyer, whose words are kept", async () => {
    const id = await submit(anInvoice("RO-3"));
    const { providerReferences } = await untilStatus(id, "DELIVERED");

    authority().deeds?.["query"]?.(providerReferences[0].reference);

    const { status, events } = await untilStatus(id, "UNDER_QUERY");
    expect(status.business).toBe("UNDER_QUERY");
    expect(events.nodes.at(-1).native.message).toContain("comanda la care se refera factura");
  });

  it("that somebody sends us is received once, can be queried, and can be answered", async () => {
    authority().arrive?.(inbound("IN-7"));
    const find = `query { invoices(first: 10, filter: { direction: [INBOUND], number: { eq: "IN-7" } }) { nodes { id } } }`;
    const { invoices } = await until(
      () => gateway.client.ask(find),
      (answer) => answer.invoices.nodes.length > 0,
    );
    const [{ id }] = invoices.nodes;

    expect(await read(id)).toMatchObject({
      number: "IN-7",
      direction: "INBOUND",
      seller: { name: "Papetaria Centrala SRL" },
      status: { value: "RECEIVED" },
    });
    const input = { idempotencyKey: "answer", invoiceId: id, response: "DISPUTE", reasons: [{ code: "PRI" }] };
    const { respondToInvoice: answered } = await gateway.client.ask(respondToInvoice, { input });
    expect(answered).toMatchObject({ errors: [], invoice: { status: { value: "DISPUTED" } } });
    // Lists are read again and again, and the time before with them.
    const listed = () => lists().length;
    const before = listed();
    await until(
      () => Promise.resolve(listed()),
      (count) => count > before + 1,
    );
    expect((await gateway.client.ask(find)).invoices.nodes).toHaveLength(1);
  });

  it("can be sent to whom the register of taxpayers knows", async () => {
    const identifiers = [buyer.cif, unknownCif].map((value) => ({ scheme: "RO:CIF", value }));

    const { participants } = await gateway.client.ask(lookUp, { identifiers });

    expect(participants).toMatchObject([
      {
        participant: {
          name: buyer.name,
          country: "RO",
          reachability: [{ network: "ro-efactura", reachable: true, via: { key: "anaf" } }],
        },
        sources: [{ state: "LIVE" }],
      },
      { participant: null, sources: [{ state: "LIVE" }] },
    ]);
  });
});

describe("Refresh tokens that work once", () => {
  it("are renewed with every access token, and by the next gateway with the one that was kept", async () => {
    const before = shown.length;
    expect(before).toBeGreaterThan(2);
    await gateway.restart();

    const id = await submit(anInvoice("RO-4"));
    await untilStatus(id, "DELIVERED");

    expect(shown.length).toBeGreaterThan(before);
    expect(new Set(shown.map(({ token }) => token)).size).toBe(shown.length);
    expect(new Set(shown.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
