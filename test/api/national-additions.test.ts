import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import type { GatewayClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anArchive } from "./support/an-archive.js";
import { type InvoiceInput, toInvoiceInput } from "./support/an-invoice-input.js";
import { aSoundInvoice } from "./support/a-sound-invoice.js";
import { countRows } from "./support/count-rows.js";
import { expectRefusal } from "./support/open-untouched.js";
import { preflightInvoice, submitInvoice } from "./support/operations.js";
import { selectionOf, withoutNulls } from "./support/select.js";

let gateway: TestGateway;
let client: GatewayClient;
let stopTwin: () => Promise<void>;
beforeAll(async () => {
  gateway = await openGateway();
  const account = { id: "mine-archive", tenantId: "mine", provider: anArchive, environment: "SIMULATED" as const };
  const accounts = [...gateway.configuration.accounts, { ...account, baseUrl: gateway.url, credentials: {} }];
  const twin = await gateway.openTwin({ accounts });
  client = twin.client;
  stopTwin = () => twin.stop();
});
afterAll(async () => {
  await stopTwin();
  await gateway.stop();
});

const inputOf = (invoice: InvoiceInput, provider = "archive") => ({
  idempotencyKey: `key-${invoice["number"]}-${provider}`,
  content: { invoice },
  routing: { provider },
});

/** What only a document that was read has. */
const contentOf = ({ unmapped: _, ...content }: Invoice) => content;

const read = async (id: string, content: object): Promise<unknown> => {
  const query = `query Read($id: ID!) { invoice(by: { id: $id }) ${selectionOf(content)} }`;
  return withoutNulls((await client.ask(query, { id })).invoice);
};

describe("An invoice with everything that national systems share", () => {
  const invoice = aSoundInvoice({ number: "ADD-1" });

  it("is found good before sending", async () => {
    const { preflightInvoice: found } = await client.ask(preflightInvoice, { input: inputOf(toInvoiceInput(invoice)) });

    expect(found.validation.violations.filter(({ severity }: any) => severity !== "WARNING")).toEqual([]);
    expect(found.route.chosen).toEqual({ key: "archive" });
  });

  it("comes out as it went in", async () => {
    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input: inputOf(toInvoiceInput(invoice)) });
    expect(submitted.errors).toEqual([]);

    expect(await read(submitted.invoice.id, contentOf(invoice))).toEqual(contentOf(invoice));
  });

  it("is completed where something follows from the rest", async () => {
    const { totals: _, ...rest } = toInvoiceInput(aSoundInvoice({ number: "ADD-2" }));
    const [before] = invoice.correction!.linesBefore;
    const { netAmount: _net, subLines: _sub, ...given } = before!;
    const input = { ...rest, correction: { reason: "Late", linesBefore: [given] } };

    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input: inputOf(input) });

    const { totals } = invoice;
    const correction = { reason: "Late", method: "BEFORE_AFTER", linesBefore: [before] };
    expect(await read(submitted.invoice.id, { totals, correction })).toEqual({ totals, correction });
  });

  it("is refused by a provider whose format cannot carry it, by what it cannot carry", async () => {
    const { invoice: before } = await countRows(gateway);

    const { submitInvoice: submitted } = await client.ask(submitInvoice, {
      input: inputOf(toInvoiceInput(aSoundInvoice({ number: "ADD-3" })), "e-invoice-be"),
    });

    expect(submitted).toMatchObject({ invoice: null, errors: [{ __typename: "ValidationError" }] });
    const refused = submitted.errors[0].violations.filter(({ rule }: any) => rule === "UBL-CAPACITY");
    const places = refused.map(({ path }: any) => path.slice(0, 3).join("."));
    expect(places).toContain("content.invoice.otherTaxes");
    expect((await countRows(gateway))["invoice"]).toBe(before);
  });
});

describe("A wrong value of an addition", () => {
  const send = (changes: InvoiceInput) =>
    client.send(submitInvoice, { input: inputOf({ ...toInvoiceInput(aSoundInvoice()), ...changes }) });

  it.each<[string, InvoiceInput, string, string]>([
    ["a role nobody has", { parties: [{ role: "FRIEND", name: "Jo" }] }, "parties[0].role", "FRIEND"],
    ["a tax of no kind", { otherTaxes: [{ kind: "VAT", amount: "1" }] }, "otherTaxes[0].kind", "VAT"],
    ["a tax as a float", { otherTaxes: [{ kind: "STAMP", amount: 1.5 }] }, "otherTaxes[0].amount", "1.5"],
    ["a day that is none", { installments: [{ dueDate: "2026-02-30" }] }, "installments[0].dueDate", "2026-02-30"],
    ["a prepayment of nothing", { prepayments: [{ reference: "A" }] }, "prepayments[0]", "amount"],
    ["a method nobody knows", { correction: { method: "GUESS" } }, "correction.method", "GUESS"],
    ["an effect nobody knows", { correction: { effect: "SOON" } }, "correction.effect", "SOON"],
    ["a key without value", { additionalData: [{ key: "A" }] }, "additionalData[0]", "value"],
    [
      "sub-lines without price",
      { lines: [{ ...aSoundInvoice().lines[0], subLines: [{ id: "7" }] }] },
      "lines[0].subLines[0]",
      "price",
    ],
  ])("is refused for %s by name and value", async (_case, changes, place, value) => {
    expectRefusal(await send(changes), "BAD_USER_INPUT", place, value);
  });

  const nested = (levels: number): InvoiceInput => {
    const { subLines: _, ...line } = aSoundInvoice().lines[1]!;
    return levels === 0 ? line : { ...line, subLines: [nested(levels - 1)] };
  };

  it("is refused for sub-lines that lie too deep, also before sending", async () => {
    const path = ["content", "invoice", "lines", "0", ...Array.from({ length: 9 }, () => ["subLines", "0"]).flat()];
    const input = inputOf({ ...toInvoiceInput(aSoundInvoice({ number: "DEEP" })), lines: [nested(9)] });

    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });
    const { preflightInvoice: found } = await client.ask(preflightInvoice, { input });

    const message = "Sub-line 2 is 9 levels below its line; 8 are possible";
    expect(submitted).toMatchObject({ invoice: null, errors: [{ __typename: "ValidationError", message, path }] });
    expect(found).toMatchObject({ ok: false, validation: { violations: [{ rule: "GW-SUB-01", message, path }] } });
  });

  it("is not what sub-lines are that lie as deep as they may", async () => {
    const input = inputOf({ ...toInvoiceInput(aSoundInvoice({ number: "DEEP" })), lines: [nested(8)] });

    const { preflightInvoice: found } = await client.ask(preflightInvoice, { input });

    expect(found.validation.violations.map(({ rule }: any) => rule)).not.toContain("GW-SUB-01");
  });

  it.each<[string, InvoiceInput, string, string, string]>([
    [
      "a tax on a line that is not there",
      { number: "LIN-1", otherTaxes: [{ kind: "STAMP", amount: "1.00", lineNumbers: ["1", "99"] }] },
      "GW-LIN-01",
      "otherTaxes.0.lineNumbers.1",
      "99",
    ],
    [
      "data about a line that is not there",
      { number: "LIN-2", additionalData: [{ key: "A", value: "B", lineId: "98" }] },
      "GW-LIN-01",
      "additionalData.0.lineId",
      "98",
    ],
    [
      "a party without a role in words",
      { number: "LIN-3", parties: [{ role: "OTHER", name: "Jo" }] },
      "GW-PTY-02",
      "parties.0.roleText",
      "Jo",
    ],
  ])("is refused for %s, by rule and path", async (_case, changes, rule, path, value) => {
    const { data } = await send(changes);

    const [error] = data.submitInvoice.errors;
    expect(data.submitInvoice.invoice).toBeNull();
    expect(error.violations.map((each: any) => [each.rule, each.path.join(".")])).toContainEqual([
      rule,
      `content.invoice.${path}`,
    ]);
    expect(error.message).toContain(value);
  });
});
