import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { Reference } from "../../../src/provider-kit/provider.js";
import { type InvoiceInput, toInvoiceInput } from "../../api/support/an-invoice-input.js";
import { cancelInvoice, submitInvoices } from "../../api/support/operations.js";
import { until } from "../../api/support/until.js";
import { openGateway, type TestGateway } from "../../setup/open-gateway.js";
import { aRefusedInvoice, aSpanishInvoice } from "./a-spanish-invoice.js";
import { service } from "./open-verifactu.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ providerIds: ["aeat-verifactu"] });
});
afterAll(() => gateway.stop());

const fixture = new URL("../../../providers/aeat-verifactu/fixtures/invoice.json", import.meta.url);
const lines = (JSON.parse(readFileSync(fixture, "utf8")) as Invoice).lines;

const taxedAt19 = lines.map((line) => ({ ...line, vat: { category: "S", rate: "19" } }));

const inputs: readonly InvoiceInput[] = [
  toInvoiceInput(aSpanishInvoice({ number: "FT-1" })),
  toInvoiceInput(aRefusedInvoice({ number: "FT-2", lines: taxedAt19 })),
  toInvoiceInput(aSpanishInvoice({ number: "FT-3" })),
];

const read = `query { invoices(first: 10) { nodes {
  id number status { value clearance reason { code } } } } }`;

async function untilSettled(count: number): Promise<readonly any[]> {
  const { invoices } = await until(
    () => gateway.client.ask(read, {}),
    ({ invoices: { nodes } }) =>
      nodes.length === count && nodes.every(({ status }: any) => ["CLEARED", "REJECTED"].includes(status.value)),
  );
  return invoices.nodes.toSorted((left: any, right: any) => left.number.localeCompare(right.number));
}

async function submitBatch(idempotencyKey: string, contents: readonly InvoiceInput[]): Promise<void> {
  const items = contents.map((invoice) => ({ idempotencyKey: invoice["number"], content: { invoice } }));
  const { submitInvoices: answer } = await gateway.client.ask(submitInvoices, {
    input: { idempotencyKey, items: { inline: items } },
  });
  expect(answer.errors).toEqual([]);
}

const readChain = async (): Promise<readonly Reference[]> => {
  const { rows } = await gateway.database.query("select link from account_chain order by position");
  return rows.map(({ link }: { link: Reference }) => link);
};

describe("Invoices for VERI*FACTU, through the gateway", () => {
  it("are registered in one chain, whatever becomes of each", async () => {
    await submitBatch("batch", inputs);

    const settled = await untilSettled(3);

    expect(settled.map(({ number, status }) => [number, status.clearance, status.reason?.code])).toEqual([
      ["FT-1", "CLEARED", undefined],
      ["FT-2", "REJECTED", "1124"],
      ["FT-3", "CLEARED", undefined],
    ]);
  });

  it("are found again when an answer is lost", async () => {
    gateway.simulators.get("aeat-verifactu")?.fail({ path: service, times: 1, how: "lose" });

    await submitBatch("lost", [toInvoiceInput(aSpanishInvoice({ number: "FT-4" }))]);

    expect((await untilSettled(4))[3]).toMatchObject({ number: "FT-4", status: { clearance: "CLEARED" } });
  });

  it("are annulled in the same chain", async () => {
    const [first] = await untilSettled(4);

    const input = { idempotencyKey: "cancel", invoiceId: first.id, reason: "Sent by mistake" };
    const { cancelInvoice: answer } = await gateway.client.ask(cancelInvoice, { input });
    const chain = await readChain();

    expect(answer).toMatchObject({ errors: [], invoice: { status: { value: "CANCELLED" } } });
    expect(chain.map(({ number = "" }) => number).toSorted((left, right) => left.localeCompare(right))).toEqual([
      "FT-1",
      "FT-1",
      "FT-2",
      "FT-3",
      "FT-4",
    ]);
    expect(chain.map(({ previousHash }) => previousHash)).toEqual([
      undefined,
      ...chain.slice(0, -1).map(({ id }) => id),
    ]);
  });
});
