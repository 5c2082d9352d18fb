import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toGlobalId } from "../../src/graphql/global-id.js";
import material from "../../providers/afnor-pa/conformance.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { askingEverySecond } from "./support/asking-every-second.js";
import { toInvoiceInput } from "./support/an-invoice-input.js";
import { respondToInvoice, submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({
    stepMs: 60,
    providerIds: ["afnor-pa"],
    changeAccounts: askingEverySecond,
  });
}, 60_000);
afterAll(() => gateway.stop());

const platform = () => {
  const running = gateway.simulators.get("afnor-pa");
  if (!running) throw new Error("there is no platform");
  return running.simulator;
};

async function submit(key: string, invoice: NonNullable<ReturnType<NonNullable<typeof material.sending>["invoice"]>>) {
  const input = {
    idempotencyKey: key,
    content: { invoice: toInvoiceInput(invoice) },
    routing: { provider: "afnor-pa" },
  };
  const { submitInvoice: submitted } = await gateway.client.ask(submitInvoice, { input });
  expect(submitted.errors).toEqual([]);
  // The database knows the id within the global one.
  return Buffer.from(submitted.invoice.id, "base64url").toString().replace("Invoice:", "");
}

const sampleOf = (number: string) => {
  if (!material.sending) throw new Error("there is no sample");
  return material.sending.invoice(number);
};

const statusOf = async (id: string): Promise<string> => {
  const { rows } = await gateway.database.query("select status from invoice where id = $1", [id]);
  return rows[0]?.status as string;
};

describe("Statuses that know an invoice by its seller, number and date", () => {
  it("move on the newest of two sendings of one number, and the messages are kept as evidence", async () => {
    const sample = sampleOf("FR-1");
    const nobody = material.sending?.refused?.("FR-1").invoice;
    if (!nobody) throw new Error("there is no sample");
    const first = await submit("first", nobody);
    await until(
      () => statusOf(first),
      (status) => status === "REJECTED",
    );

    const second = await submit("second", sample);
    await until(
      () => statusOf(second),
      (status) => status === "DELIVERED",
    );
    const { rows } = await gateway.database.query("select reference_id from invoice where id = $1", [second]);
    platform().deeds?.["approve"]?.(rows[0]?.reference_id as string);
    await until(
      () => statusOf(second),
      (status) => status === "APPROVED",
    );

    expect(await statusOf(first)).toBe("REJECTED");
    const evidence = await until(
      () => gateway.database.query("select bytes from document where invoice_id = $1 and kind = 'EVIDENCE'", [second]),
      (found) => found.rows.length >= 4,
    );
    const codes = evidence.rows.map(({ bytes }) => /ConditionCode>(\d+)</.exec(Buffer.from(bytes).toString())?.[1]);
    expect(new Set(codes)).toEqual(new Set(["200", "202", "203", "205"]));
  });

  it("move on what was received, and an answer goes to the seller once", async () => {
    const document = material.inbound?.("IN-7");
    if (!document) throw new Error("there is no sample");
    const flowId = platform().arrive?.(document) ?? "";
    const { rows } = await until(
      () => gateway.database.query("select id from invoice where direction = 'INBOUND' and number = 'IN-7'"),
      (found) => found.rows.length === 1,
    );
    const id = rows[0]?.id as string;
    const input = {
      idempotencyKey: "answer",
      invoiceId: toGlobalId("Invoice", id),
      response: "DISPUTE",
      reasons: [{ code: "PRI" }],
    };

    const said = await gateway.client.ask(respondToInvoice, { input });
    const again = await gateway.client.ask(respondToInvoice, { input });

    expect([said.respondToInvoice.errors, again.respondToInvoice.errors]).toEqual([[], []]);
    expect(await statusOf(id)).toBe("DISPUTED");
    platform().deeds?.["cancel"]?.(flowId);
    await until(
      () => statusOf(id),
      (status) => status === "CANCELLED",
    );
  });
});
