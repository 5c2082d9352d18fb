import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/config.js";
import { type GatewayClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
let twin: { client: GatewayClient; stop(): Promise<void> };

let front: Server;

beforeAll(async () => {
  gateway = await openGateway({ stepMs: 20 });
  front = await openFront(gateway.simulators.get("e-invoice-be")?.url ?? "");
  twin = await gateway.openTwin(
    withRules(gateway.configuration, `http://127.0.0.1:${(front.address() as AddressInfo).port}`),
  );
});
afterAll(async () => {
  await twin.stop();
  front.closeAllConnections();
  front.close();
  await gateway.stop();
});

/** Nobody listens there. */
const nowhere = "http://127.0.0.1:1";

/** The provider as it is while its sending is out of order: it answers everything else. */
async function openFront(url: string): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.method !== "GET") {
      outgoing.writeHead(503).end();
      return;
    }
    const authorization = incoming.headers.authorization ?? "";
    fetch(url + (incoming.url ?? ""), { headers: { authorization } }).then(
      async (answer) =>
        outgoing.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text()),
      () => outgoing.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** One account that answers, one for large invoices, one that nobody answers at; the same for MyInvois. */
function withRules({ accounts, tenants }: Configuration, frontUrl: string): Partial<Configuration> {
  const account = (provider: string, id: string, baseUrl?: string) => {
    const known = accounts.find((one) => one.provider.id === provider);
    if (!known) throw new Error(`There is no ${provider}`);
    return { ...known, id, baseUrl: baseUrl ?? known.baseUrl };
  };
  return {
    accounts: [
      account("e-invoice-be", "down", frontUrl),
      account("e-invoice-be", "up"),
      account("e-invoice-be", "large"),
      account("myinvois", "malaysia-down", nowhere),
    ],
    tenants: tenants.map((tenant) => ({
      ...tenant,
      routing: [
        {
          name: "large invoices",
          when: { amount: { min: "10000.00" }, currency: ["EUR"] },
          use: ["large", "up"],
        },
        {
          name: "one buyer",
          when: { buyer: [{ scheme: "0208", startsWith: "0417" }], typeCode: ["384"] },
          use: ["large"],
        },
        { name: "Dutch buyers", when: { buyerCountry: ["NL"] }, use: ["up"] },
      ],
    })),
  };
}

const route = `route { explanation chosen { key } candidates { provider { key } account eligible rank reasons } }`;
const preflight = `query Preflight($input: SubmitInvoiceInput!) { preflightInvoice(input: $input) { ok ${route} } }`;
const routed = `query Routed($id: ID!) {
  invoice(by: { id: $id }) {
    number provider { key } status { value transport }
    submissions { state ${route} attempts { number outcome problem { kind } provider { key } } }
    documents { kind sha256 }
  }
}`;

const large = (number: string): InvoiceInput =>
  anInvoiceInput({ number, lines: [{ ...anInvoiceInput()["lines"][0], quantity: "200" }] });

async function submit(invoice: InvoiceInput, routing?: InvoiceInput): Promise<any> {
  const input = { idempotencyKey: invoice["number"], content: { invoice }, ...(routing && { routing }) };
  const answer = await twin.client.ask(submitInvoice, { input });
  expect(answer.submitInvoice.errors).toEqual([]);
  return answer.submitInvoice.invoice;
}

const read = async (id: string): Promise<any> => (await twin.client.ask(routed, { id })).invoice;

const isTaken = ({ submissions }: any): boolean => submissions[0].state === "ACCEPTED";

const sends = () =>
  gateway.simulators.get("e-invoice-be")?.requests.filter(({ path }) => path.endsWith("/send")).length ?? 0;

describe("A rule of the configuration", () => {
  it.each([
    ["the amount", large("RT-1"), "large", [undefined, 2, 1, undefined]],
    [
      "the buyer and the type",
      anInvoiceInput({ number: "RT-2", typeCode: "384" }),
      "large",
      [undefined, undefined, 1, undefined],
    ],
    [
      "the buyer's country",
      anInvoiceInput({ number: "RT-3", buyer: { ...anInvoiceInput()["buyer"], address: { countryCode: "NL" } } }),
      "up",
      [undefined, 1, undefined, undefined],
    ],
  ])("chooses by %s; the dry run explains what submitting then does", async (_what, invoice, account, ranks) => {
    const input = { idempotencyKey: "dry", content: { invoice } };
    const dry = (await twin.client.ask(preflight, { input })).preflightInvoice.route;

    expect(dry.explanation).toContain(`account ${account}`);
    expect(dry.candidates.map(({ rank }: { rank: number | null }) => rank ?? undefined)).toEqual(ranks);
    const { id } = await submit(invoice);
    const sent = await until(() => read(id), isTaken);
    expect(sent.submissions[0].route).toEqual(dry);
  });

  it("is set aside by a request that names its provider", async () => {
    const input = { idempotencyKey: "dry", content: { invoice: large("RT-4") }, routing: { provider: "e-invoice-be" } };
    const { route: dry } = (await twin.client.ask(preflight, { input })).preflightInvoice;
    expect(dry.candidates.filter(({ eligible }: { eligible: boolean }) => eligible)).toHaveLength(3);
  });

  it("says for every account that is not chosen why not", async () => {
    const input = { idempotencyKey: "dry", content: { invoice: large("RT-5") } };
    const { route: dry } = (await twin.client.ask(preflight, { input })).preflightInvoice;
    expect(dry.candidates[0].reasons).toEqual(['Rule "large invoices" sends such invoices through large, up']);
    expect(dry.candidates[3].reasons.at(-1)).toMatch(/clears for sellers in MY, the seller is in BE/);
  });
});

describe("An account where nobody answers", () => {
  it("is left for the next one of the route, and the invoice is sent once", async () => {
    const before = sends();
    const { id } = await submit(anInvoiceInput({ number: "FO-1" }));
    const moved = await until(() => read(id), isTaken, 40_000);

    const [submission] = moved.submissions;
    expect(submission.route.explanation).toMatch(/through account up, since account down does not answer/);
    expect(submission.attempts.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...submission.attempts.slice(1).map(() => "NOT_ACCEPTED"),
      "ACCEPTED",
    ]);
    expect(sends() - before).toBe(1);
  });

  it("keeps what may go through it alone", async () => {
    const { id } = await submit(anInvoiceInput({ number: "FO-2" }), { allowFailover: false });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const kept = await read(id);
    expect(kept.status.transport).toBe("QUEUED");
    expect(kept.submissions[0].state).toBe("QUEUED");
  });

  it("never leads to another authority or network", async () => {
    const malaysian = aMalaysianInvoiceInput({ number: "FO-3" });
    malaysian["buyer"] = { ...malaysian["buyer"], electronicAddress: { scheme: "0208", value: "0417497106" } };
    malaysian["seller"] = { ...malaysian["seller"], electronicAddress: { scheme: "0208", value: "0887290276" } };
    const { id } = await submit(malaysian, { network: "myinvois" });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const kept = await read(id);
    expect(kept.provider.key).toBe("myinvois");
    expect(kept.submissions[0].state).toBe("QUEUED");
  });
});

describe("An invoice for later", () => {
  it("waits for its moment", async () => {
    const scheduleAt = new Date(Date.now() + 2_500).toISOString();
    const { id } = await submit(large("SC-1"), { scheduleAt });
    expect((await read(id)).submissions[0]).toMatchObject({ state: "QUEUED", attempts: [] });
    const sent = await until(() => read(id), isTaken, 40_000);
    expect(sent.submissions[0].attempts).toHaveLength(1);
  });
});
