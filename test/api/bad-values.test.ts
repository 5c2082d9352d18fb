import { describe, expect, it } from "vitest";
import { anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { expectRefusal, openUntouched } from "./support/open-untouched.js";
import { listEvents, listInvoices, lookUp, submitInvoice, submitInvoices } from "./support/operations.js";

const gateway = openUntouched();

const anInput = (invoice: InvoiceInput) => ({ idempotencyKey: "bad", content: { invoice } });
const aLine = (changes: InvoiceInput) => [{ ...anInvoiceInput()["lines"][0], ...changes }];
const aDocument = { idempotencyKey: "bad", content: { document: { format: "UBL", base64: "PEludm9pY2UvPg==" } } };

describe("A request with a value that its type does not have", () => {
  const submit = (input: object) => gateway().client.send(submitInvoice, { input });
  const list = (condition: string) => gateway().client.send(`{ invoices(filter: ${condition}) { nodes { id } } }`);

  it.each([
    ["a floating-point quantity", { lines: aLine({ quantity: 1.5 }) }, "lines[0].quantity", "1.5"],
    [
      "a number too large to be exact",
      { lines: aLine({ quantity: 1e20 }) },
      "lines[0].quantity",
      "100000000000000000000",
    ],
    ["a number in scientific notation", { lines: aLine({ quantity: "1e3" }) }, "lines[0].quantity", "1e3"],
    ["a day that does not exist", { issueDate: "2026-02-30" }, "issueDate", "2026-02-30"],
    ["a day in another notation", { issueDate: "31.01.2026" }, "issueDate", "31.01.2026"],
    ["a day before all days", { issueDate: "0000-01-01" }, "issueDate", "0000-01-01"],
    ["a field that does not exist", { colour: "blue" }, "colour", "blue"],
  ])("is refused for %s", async (_, changes, place, value) => {
    expectRefusal(await submit(anInput(anInvoiceInput(changes))), "BAD_USER_INPUT", place, value);
  });

  it.each([
    ["float literals", "{ total: { min: 1.5 } }", "1.5"],
    ["moments that do not exist", '{ updatedAt: { from: "2026-02-30T00:00:00Z" } }', "2026-02-30"],
    ["moments without an offset", '{ updatedAt: { from: "2026-01-01T00:00:00" } }', "2026-01-01"],
    ["moments beyond the calendar", '{ updatedAt: { to: "9999-12-31T23:59:59-08:00" } }', "9999-12-31"],
    ["moments before the calendar", '{ updatedAt: { from: "0001-01-01T00:00:00+14:00" } }', "0001-01-01"],
    ["days before the calendar", '{ issueDate: { from: "0000-12-31" } }', "0000-12-31"],
    ["statuses nobody has", "{ status: [LOST] }", "LOST"],
  ])("is refused for %s in a filter", async (_, condition, value) => {
    expectRefusal(await list(condition), "GRAPHQL_VALIDATION_FAILED", value);
  });

  it.each([
    ["an unknown format", { document: { format: "EDIFACT", base64: "aGFsbG8=" } }, "format", "EDIFACT"],
    ["bytes that are no base64", { document: { format: "UBL", base64: "{}{}" } }, "base64", "4 characters"],
    ["no content", {}, "content", "Exactly one"],
    ["empty content", { invoice: null }, "content.invoice", "non-null"],
  ])("is refused for %s", async (_, content, place, value) => {
    expectRefusal(await submit({ idempotencyKey: "bad", content }), "BAD_USER_INPUT", place, value);
  });

  it("is refused for two contents at once, and for no key", async () => {
    const { content } = aDocument;
    const both = { idempotencyKey: "bad", content: { ...content, invoice: anInvoiceInput() } };

    expectRefusal(await submit(both), "BAD_USER_INPUT", "content", "Exactly one");
    expectRefusal(await submit({ content }), "BAD_USER_INPUT", "idempotencyKey");
  });

  it.each([
    [{ first: 0 }, "first: 0"],
    [{ first: -1 }, "first: -1"],
    [{ first: 201 }, "first: 201"],
    [{ last: 0 }, "last: 0"],
    [{ first: 1, last: 1 }, "excludes first"],
    [{ after: "nonsense" }, "nonsense"],
    [{ last: 1, before: "nonsense" }, "nonsense"],
    [{ before: "nonsense" }, "goes with last"],
  ])("is refused for the page %j", async (page, words) => {
    expectRefusal(await gateway().client.send(listInvoices, page), "BAD_USER_INPUT", words);
  });

  it("is refused for a cursor that is no place of the log, in the query and in the subscription", async () => {
    expectRefusal(await gateway().client.send(listEvents, { after: "nonsense" }), "BAD_USER_INPUT", "nonsense");

    const stream = gateway().client.follow(
      'subscription { invoiceEvents(from: { after: "nonsense" }) { __typename } }',
    );
    await expect(stream.until((items) => items.length > 0)).rejects.toThrow("nonsense");
    expect(stream.items).toEqual([]);
  });

  it("is refused for more addresses and ids than can be asked for at once", async () => {
    const identifiers = Array.from({ length: 101 }, () => ({ scheme: "0208", value: "0887290276" }));
    const nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    expectRefusal(await gateway().client.send(lookUp, { identifiers }), "BAD_USER_INPUT", "101");
    expectRefusal(await gateway().client.send(nodes, { ids: Array(101).fill("x") }), "BAD_USER_INPUT", "101");
    expect(
      gateway()
        .simulators.get("e-invoice-be")
        ?.requests.some(({ path }) => path === "/api/lookup"),
    ).toBe(false);
  });
});

describe("A batch", () => {
  const submit = async (inline: object[], idempotencyKey = "batch") =>
    (await gateway().client.ask(submitInvoices, { input: { idempotencyKey, items: { inline } } })).submitInvoices;

  it.each([0, 1_001])("of %i invoices is refused", async (length) => {
    const item = aDocument;

    expect(await submit(Array.from({ length }, () => item))).toMatchObject({
      batch: null,
      errors: [{ __typename: "LimitExceededError", path: ["items", "inline"], limit: 1_000, actual: length }],
    });
  });

  it("without a key is refused", async () => {
    expect(await submit([anInput(anInvoiceInput())], "")).toMatchObject({
      batch: null,
      errors: [{ __typename: "ValidationError", path: ["idempotencyKey"] }],
    });
  });

  it("without items is refused", async () => {
    const answer = await gateway().client.send(submitInvoices, { input: { idempotencyKey: "batch", items: {} } });

    expectRefusal(answer, "BAD_USER_INPUT", "items", "Exactly one");
  });

  it("with many wrong values names the first ones and how many more there are", async () => {
    const inline = Array.from({ length: 20 }, () => anInput(anInvoiceInput({ lines: aLine({ quantity: 1.5 }) })));

    const answer = await gateway().client.send(submitInvoices, {
      input: { idempotencyKey: "batch", items: { inline } },
    });

    expectRefusal(answer, "BAD_USER_INPUT", "input.items.inline[0].content.invoice.lines[0].quantity");
    expect(answer.errors?.length).toBeLessThanOrEqual(5);
  });
});

describe("An empty list", () => {
  it.each([
    { number: { in: [] } },
    { clientReference: { in: [] } },
    { status: [], provider: [], labels: [], country: [], currency: [], direction: [], type: [] },
  ])("in the filter %j restricts nothing", async (filter) => {
    expect(await gateway().client.ask(listInvoices, { filter })).toMatchObject({
      invoices: { totalCount: { value: 0 } },
    });
  });
});
