import { afterAll, beforeAll, describe, expect, it } from "vitest";
import material from "../../providers/phoss-ap/conformance.js";
import { participants } from "../../providers/phoss-ap/simulator/outbound.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { toInvoiceInput } from "./support/an-invoice-input.js";
import { untilLogged } from "./support/inbound.js";
import { submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    // Between the receipt and the message level status the first question is asked.
    stepMs: 1_500,
    providerIds: ["phoss-ap"],
    changeAccounts: (accounts) =>
      accounts.map(({ provider, ...account }) => ({
        ...account,
        provider: {
          ...provider,
          ...(provider.polling && { polling: { ...provider.polling, everySeconds: [1] } }),
          // Once, at the start: what comes in later is heard of by the push alone.
          limits: { ...provider.limits, receiveEverySeconds: 3_600 },
        },
      })),
  });
  accessPoint().simulator.pushTo?.(`${gateway.url}/webhooks/mine-phoss-ap`);
}, 60_000);
afterAll(() => gateway.stop());

const accessPoint = () => {
  const running = gateway.simulators.get("phoss-ap");
  if (!running) throw new Error("there is no access point");
  return running;
};

const { sending, inbound } = material;
if (!sending || !inbound) throw new Error("there are no samples");
const { invoice: anInvoice } = sending;

/** To somebody else than the buyer of the sample. */
function to(participant: string, invoice: Invoice): Invoice {
  const [scheme = "", value = ""] = participant.split(":");
  return { ...invoice, buyer: { ...invoice.buyer, electronicAddress: { scheme, value } } };
}

async function submit(invoice: Invoice): Promise<string> {
  const input = { idempotencyKey: invoice.number, content: { invoice: toInvoiceInput(invoice) } };
  const { submitInvoice: submitted } = await gateway.client.ask(submitInvoice, { input });
  expect(submitted.errors).toEqual([]);
  return submitted.invoice.id;
}

const read = async (id: string): Promise<any> => {
  const query = `query ($id: ID!) { invoice(by: { id: $id }) {
    number direction seller { name } totals { payable } networkReferences { kind value }
    status { value transport business terminal native { code } }
    events { nodes { type } }
    documents { kind base64 }
  } }`;
  return (await gateway.client.ask(query, { id })).invoice;
};

const untilWord = (id: string, word: string) =>
  until(
    () => read(id),
    ({ status }) => status.native?.code === word,
  );

describe("An access point of one's own", () => {
  it("delivers an invoice with the receipt, and the message level status is its last word", async () => {
    const id = await submit(anInvoice("OWN-1"));

    const sent = await untilWord(id, "sent");
    const told = await untilWord(id, "received_ap");

    expect(sent.status).toMatchObject({ value: "DELIVERED", terminal: false });
    expect(told.status).toMatchObject({ value: "DELIVERED", business: "NONE", terminal: true });
    expect(told.networkReferences).toContainEqual(expect.objectContaining({ kind: "SBDH instance" }));
    expect(told.events.nodes.map(({ type }: any) => type)).toEqual([
      "INVOICE_SUBMITTED",
      "INVOICE_DELIVERED",
      "INVOICE_STATUS_UPDATED",
    ]);
  });

  it("takes a delivery back when the receiver's side refuses the message", async () => {
    const id = await submit(to(participants.refusing, anInvoice("OWN-2")));

    expect((await untilWord(id, "sent")).status.value).toBe("DELIVERED");
    const { status } = await untilWord(id, "received_re");

    expect(status).toMatchObject({ value: "FAILED", transport: "FAILED", business: "NONE", terminal: true });
  });

  it("goes on by itself where the other access point is away at first", async () => {
    const id = await submit(to(participants.slow, anInvoice("OWN-3")));

    expect((await untilWord(id, "failed")).status).toMatchObject({ value: "SUBMITTED", terminal: false });
    expect((await untilWord(id, "received_ap")).status.value).toBe("DELIVERED");
    expect(accessPoint().simulator.taken?.()).toHaveLength(3);
  });

  it("pushes what it receives to the webhook of the account, where it is taken once", async () => {
    const listed = () => accessPoint().requests.filter(({ path }) => path.endsWith("/history")).length;
    const before = await until(
      () => Promise.resolve(listed()),
      (count) => count > 0,
    );
    const document = inbound("OWN-IN-1");
    const instanceId = accessPoint().simulator.arrive?.(document) ?? "";

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === instanceId && state === "APPLIED");
    expect(delivery).toMatchObject({ accountId: "mine-phoss-ap", repeats: 0 });
    expect(listed()).toBe(before);

    const find = `query { invoices(first: 10, filter: { direction: [INBOUND] }) { nodes { id } } }`;
    const { invoices } = await gateway.client.ask(find);
    expect(invoices.nodes).toHaveLength(1);
    const received = await read(invoices.nodes[0].id);
    expect(received).toMatchObject({
      number: "OWN-IN-1",
      direction: "INBOUND",
      status: { value: "RECEIVED" },
      networkReferences: expect.arrayContaining([{ kind: "SBDH instance", value: instanceId }]) as unknown,
    });
    const [kept] = received.documents.filter(({ kind }: any) => kind === "RECEIVED");
    expect(Buffer.from(kept.base64, "base64").equals(Buffer.from(document.bytes))).toBe(true);
  });
});
