import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import { preflightInvoice, submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

const { buyer, lines, seller } = anInvoiceInput() as {
  buyer: InvoiceInput;
  lines: InvoiceInput[];
  seller: InvoiceInput;
};
const fixture = readFileSync(new URL("../../providers/e-invoice-be/fixtures/invoice.xml", import.meta.url));
const raw = (content: Uint8Array | string) => ({
  document: { format: "UBL", base64: Buffer.from(content).toString("base64") },
});
const to = (value: string) => ({ ...buyer, electronicAddress: { scheme: "0208", value } });
const withoutMsic = aMalaysianInvoiceInput({ number: "PF-9" });
withoutMsic["seller"] = { ...withoutMsic["seller"], identifiers: withoutMsic["seller"].identifiers.slice(0, 2) };

/** Whatever touches a provider's documents. */
const writes = () =>
  [...gateway.simulators.values()].flatMap(({ requests }) =>
    requests.filter(({ method, path }) => method !== "GET" && /document/.test(path)),
  ).length;

interface Case {
  readonly name: string;
  readonly input: InvoiceInput;
  /** Where the invoice ends when it is sent nevertheless; absent when it is not taken. */
  readonly end?: string;
  readonly ok: boolean;
}

const cases: readonly Case[] = [
  {
    name: "a Belgian invoice",
    input: { content: { invoice: anInvoiceInput({ number: "PF-1" }) } },
    ok: true,
    end: "DELIVERED",
  },
  {
    name: "a Malaysian invoice",
    input: { content: { invoice: aMalaysianInvoiceInput({ number: "PF-2" }) } },
    ok: true,
    end: "CLEARED",
  },
  { name: "a raw document", input: { content: raw(fixture) }, ok: true, end: "DELIVERED" },
  {
    name: "a buyer who is not registered",
    input: { content: { invoice: anInvoiceInput({ number: "PF-3", buyer: to("0999999922") }) } },
    ok: false,
    end: "REJECTED",
  },
  {
    name: "a wrong currency",
    input: { content: { invoice: anInvoiceInput({ number: "PF-4", currencyCode: "EURO" }) } },
    ok: false,
  },
  {
    name: "a negative quantity",
    input: { content: { invoice: anInvoiceInput({ number: "PF-5", lines: [{ ...lines[0], quantity: "-1" }] }) } },
    ok: false,
  },
  { name: "a document that is no XML", input: { content: raw("no XML") }, ok: false },
  {
    name: "a provider that is not there",
    input: { content: { invoice: anInvoiceInput({ number: "PF-6" }) }, routing: { provider: "nobody" } },
    ok: false,
  },
  {
    name: "a buyer without address",
    input: { content: { invoice: anInvoiceInput({ number: "PF-7", buyer: { ...buyer, electronicAddress: null } }) } },
    ok: false,
  },
  {
    name: "a seller without address",
    input: { content: { invoice: anInvoiceInput({ number: "PF-8", seller: { ...seller, electronicAddress: null } }) } },
    ok: false,
  },
  { name: "what MyInvois must have and misses", input: { content: { invoice: withoutMsic } }, ok: false },
  {
    name: "a key that is none",
    input: { idempotencyKey: " ", content: { invoice: anInvoiceInput({ number: "PF-10" }) } },
    ok: false,
  },
];

describe("Checking before sending", () => {
  it.each(cases)("comes to the same as sending for $name, and touches nothing", async ({ name, input, ok, end }) => {
    const complete = { idempotencyKey: name.replaceAll(" ", "-"), ...input };
    const before = { rows: await countRows(gateway), writes: writes() };

    const { preflightInvoice: checked } = await gateway.client.ask(preflightInvoice, { input: complete });

    expect({ rows: await countRows(gateway), writes: writes() }).toEqual(before);
    expect(checked.ok).toBe(ok);

    const { submitInvoice: sent } = await gateway.client.ask(submitInvoice, { input: complete });
    const fatal = (violations: any[]) => violations.filter(({ severity }) => severity !== "WARNING");
    const refusedFor = sent.errors.flatMap(({ violations }: any) => fatal(violations ?? []));
    expect(fatal(checked.validation.violations).map(({ rule, path, message }) => ({ rule, path, message }))).toEqual(
      refusedFor.map(({ rule, path, message }: any) => ({ rule, path, message })),
    );
    expect(checked.validation.valid).toBe(refusedFor.length === 0);
    if (end === undefined) {
      expect(sent.invoice).toBeNull();
      expect(sent.errors.length).toBeGreaterThan(0);
      return;
    }
    expect(sent.errors).toEqual([]);
    const query = `query ($id: ID!) { invoice(by: { id: $id }) { provider { key } status { value terminal } } }`;
    const { invoice } = await until(
      () => gateway.client.ask(query, { id: sent.invoice.id }),
      (answer) => answer.invoice.status.terminal,
    );
    expect(invoice).toEqual({ provider: checked.route.chosen, status: { value: end, terminal: true } });
  });
});
