import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { countRows } from "./support/count-rows.js";
import { batch, listEvents, submitInvoice, submitInvoices } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.stop());

type Fate = "cleared" | "invalid" | "rejected" | "refused" | "duplicate";

/** What is wrong with the invoice at a place of the batch, if anything. */
const fateOf = (index: number): Fate =>
  index === 99
    ? "duplicate"
    : (({ 3: "rejected", 7: "invalid", 13: "refused" } as const)[(index % 20) as 3] ?? "cleared");

function anInvoiceOf(fate: Fate, number: string): InvoiceInput {
  const valid = aMalaysianInvoiceInput({ number });
  if (fate === "invalid") return { ...valid, buyer: { ...valid["buyer"], taxRegistration: "C99999999999" } };
  if (fate === "rejected") {
    const others = valid["seller"].identifiers.filter(({ scheme }: InvoiceInput) => scheme !== "MY:TIN");
    const identifiers = [...others, { scheme: "MY:TIN", value: "C30770012345" }];
    return { ...valid, seller: { ...valid["seller"], identifiers } };
  }
  if (fate === "refused") {
    const [first, ...rest] = valid["lines"];
    return { ...valid, lines: [{ ...first, quantity: "-3" }, ...rest] };
  }
  return valid;
}

const items = Array.from({ length: 100 }, (_, index) => ({
  idempotencyKey: `item-${index}`,
  clientReference: `row ${index}`,
  content: { invoice: anInvoiceOf(fateOf(index), fateOf(index) === "duplicate" ? "B-0" : `B-${index}`) },
}));
const count = (...fates: Fate[]) => items.filter((_, index) => fates.includes(fateOf(index))).length;

const submit = async (input: object) => (await gateway.client.ask(submitInvoices, { input })).submitInvoices;
const readBatch = async (id: string, variables: object = {}) =>
  (await gateway.client.ask(batch, { id, ...variables })).batch;
const untilStatus = (id: string, status: string) =>
  until(
    () => gateway.client.ask("query ($id: ID!) { invoice(by: { id: $id }) { status { value } } }", { id }),
    ({ invoice }) => invoice.status.value === status,
  );
const callsTo = (method: string, path: RegExp) =>
  (gateway.simulators.get("myinvois")?.requests ?? []).filter(
    (request) => request.method === method && path.test(request.path),
  );

describe("A batch of a hundred invoices for MyInvois", () => {
  let id: string;
  let ended: any;
  beforeAll(async () => {
    const submitted = await submit({ idempotencyKey: "hundred", items: { inline: items } });
    expect(submitted).toMatchObject({ errors: [], replayed: false, batch: { counts: { total: 100 } } });
    id = submitted.batch.id;
    ended = await until(
      () => readBatch(id),
      ({ counts, results }) =>
        counts.pending === 0 && results.nodes.every(({ invoice }: any) => invoice?.status.terminal ?? true),
    );
  });

  it("is one call to the provider", () => {
    expect(callsTo("POST", /documentsubmissions/)).toHaveLength(1);
  });

  it("has one result for each invoice, in its place", () => {
    const { nodes, pageInfo } = ended.results;

    expect(pageInfo.hasNextPage).toBe(false);
    expect(nodes).toHaveLength(100);
    nodes.forEach((result: any, index: number) => {
      const fate = fateOf(index);
      expect(result).toMatchObject({ index, clientReference: `row ${index}` });
      if (fate === "refused" || fate === "duplicate") {
        expect(result).toMatchObject({ invoice: null, submission: null, errors: [{}] });
        return;
      }
      expect(result).toMatchObject({
        errors: [],
        invoice: { number: `B-${index}`, status: { value: fate === "cleared" ? "CLEARED" : "REJECTED" } },
        submission: { state: fate === "cleared" ? "ACCEPTED" : "REJECTED" },
      });
      expect(result.invoice.providerReferences).toHaveLength(fate === "rejected" ? 0 : 1);
    });
    const references = nodes.flatMap(({ invoice }: any) => invoice?.providerReferences ?? []);
    expect(new Set(references.map(({ reference }: any) => reference)).size).toBe(count("cleared", "invalid"));
  });

  it("says of every invoice that did not make it why", () => {
    const at = (index: number) => ended.results.nodes[index];

    expect(at(13).errors).toMatchObject([
      {
        __typename: "ValidationError",
        path: ["content", "invoice", "lines", "0", "quantity"],
        violations: expect.arrayContaining([expect.objectContaining({ rule: "GW-QTY-01" })]) as unknown,
      },
    ]);
    expect(at(13).errors[0].message).toContain("-3");
    expect(at(99).errors).toMatchObject([
      { __typename: "DuplicateInvoiceError", existing: { id: at(0).invoice.id, number: "B-0" } },
    ]);
    expect(at(3).invoice.status.reason).toMatchObject({ code: "IncorrectSubmitter" });
    expect(at(3).invoice.status.reason.message).toContain("C30770012345");
    expect(at(7).invoice.status.reason).toMatchObject({
      code: "UnknownTaxpayer",
      rules: [{ rule: "UnknownTaxpayer" }],
    });
    expect(at(7).invoice.status.reason.message).toContain("C99999999999");
  });

  it("is counted by what became of its invoices", async () => {
    expect(await readBatch(id)).toMatchObject({
      state: "COMPLETED_WITH_ERRORS",
      counts: {
        total: 100,
        accepted: count("cleared"),
        rejected: count("invalid", "rejected", "refused", "duplicate"),
        unknown: 0,
        pending: 0,
      },
    });
  });

  it("answers only what was not taken, when asked so", async () => {
    const { results } = await readBatch(id, { onlyErrors: true });

    expect(results.nodes.map(({ index }: any) => index)).toEqual(
      items.flatMap((_, index) => (fateOf(index) === "cleared" ? [] : [index])),
    );
  });

  it("answers its results behind a cursor", async () => {
    const query = `query ($id: ID!, $after: Cursor) { batch(id: $id) {
      results(first: 60, after: $after) { pageInfo { hasNextPage hasPreviousPage endCursor } nodes { index } } } }`;
    const page = async (after?: string) => (await gateway.client.ask(query, { id, after })).batch.results;

    const first = await page();
    const second = await page(first.pageInfo.endCursor);

    expect(first.nodes.map(({ index }: any) => index)).toEqual([...Array(60).keys()]);
    expect(second.nodes.map(({ index }: any) => index)).toEqual([...Array(40).keys()].map((index) => index + 60));
    expect([first, second].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("told each fact about each invoice once", async () => {
    const told = new Map<string, string[]>();
    for (let after: string | undefined, more = true; more;) {
      const { invoiceEvents } = await gateway.client.ask(listEvents, { after, first: 200 });
      for (const { node } of invoiceEvents.edges) {
        told.set(node.invoice.number, [...(told.get(node.invoice.number) ?? []), node.type]);
      }
      after = invoiceEvents.pageInfo.endCursor;
      more = invoiceEvents.pageInfo.hasNextPage;
    }
    const accepted = ["INVOICE_SUBMITTED", "INVOICE_STATUS_UPDATED"];
    const lives = {
      cleared: [...accepted, "INVOICE_VALIDATED"],
      invalid: [...accepted, "INVOICE_REJECTED"],
      rejected: ["INVOICE_SUBMITTED", "INVOICE_REJECTED"],
    };

    const expected = items.flatMap((_, index) => {
      const fate = fateOf(index);
      return fate in lives ? [[`B-${index}`, lives[fate as keyof typeof lives]]] : [];
    });
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));
  });

  it("leads the same key to the same batch, and other content to a conflict", async () => {
    const rows = await countRows(gateway);

    const again = await submit({ idempotencyKey: "hundred", items: { inline: items } });
    const other = await submit({ idempotencyKey: "hundred", items: { inline: items.slice(1) } });

    expect(again).toMatchObject({ errors: [], replayed: true, batch: { id } });
    expect(other).toMatchObject({ batch: null, errors: [{ __typename: "IdempotencyConflictError" }] });
    expect(await countRows(gateway)).toEqual(rows);
    expect(callsTo("POST", /documentsubmissions/)).toHaveLength(1);
  });

  it("is asked about until every invoice is final, and then no more", async () => {
    const before = callsTo("GET", /documentsubmissions/).length;
    const { rows } = await gateway.database.query("select 1 from submission where poll_at is not null");
    expect(rows).toEqual([]);
    expect(before).toBeGreaterThan(0);

    // Longer than three of the provider's polling intervals of 3, 4 and 5 seconds: there is no event for silence.
    await new Promise((resolve) => setTimeout(resolve, 13_000));

    expect(callsTo("GET", /documentsubmissions/)).toHaveLength(before);
  });
});

describe("An invoice that the authority has found invalid", () => {
  it("can be put right and sent under its number", async () => {
    const input = { idempotencyKey: "put-right", content: { invoice: anInvoiceOf("cleared", "B-7") } };

    const { submitInvoice: again } = await gateway.client.ask(submitInvoice, { input });

    expect(again.errors).toEqual([]);
    await untilStatus(again.invoice.id, "CLEARED");
  });
});

describe("A batch where all or nothing is wanted", () => {
  const inline = [
    { idempotencyKey: "all-1", content: { invoice: aMalaysianInvoiceInput({ number: "A-1" }) } },
    { idempotencyKey: "all-2", content: { invoice: anInvoiceOf("refused", "A-2") } },
    { idempotencyKey: "all-3", content: { invoice: anInvoiceInput({ number: "A-3", currencyCode: "EURO" }) } },
  ];

  it("leaves nothing behind when one invoice cannot be taken, and names each", async () => {
    const rows = await countRows(gateway);

    const answer = await submit({ idempotencyKey: "all", errorPolicy: "ALL_OR_NOTHING", items: { inline } });

    expect(answer).toMatchObject({
      batch: null,
      errors: [
        {
          __typename: "ValidationError",
          path: ["items", "inline", "1", "content", "invoice", "lines", "0", "quantity"],
        },
        { __typename: "ValidationError", path: ["items", "inline", "2", "content", "invoice", "currencyCode"] },
      ],
    });
    expect(await countRows(gateway)).toEqual(rows);
  });

  it("is taken whole under the same key once it is put right", async () => {
    const answer = await submit({
      idempotencyKey: "all",
      errorPolicy: "ALL_OR_NOTHING",
      items: { inline: [inline[0], { ...inline[2], content: { invoice: anInvoiceInput({ number: "A-3" }) } }] },
    });

    expect(answer).toMatchObject({ errors: [], replayed: false, batch: { counts: { total: 2 } } });
    const ended = await until(
      () => readBatch(answer.batch.id),
      ({ results }) => results.nodes.every(({ invoice }: any) => invoice.status.terminal),
    );
    expect(ended.state).toBe("COMPLETED");
    expect(ended.results.nodes.map(({ invoice }: any) => invoice.status.value)).toEqual(["CLEARED", "DELIVERED"]);
  });
});

describe("An item of a batch whose key was used before", () => {
  it("is the submission that the key led to, or a conflict", async () => {
    const content = { invoice: anInvoiceInput({ number: "K-1" }) };
    const { submitInvoice: first } = await gateway.client.ask(submitInvoice, {
      input: { idempotencyKey: "known", content, waitMs: 10_000 },
    });
    const inline = [
      { idempotencyKey: "known", content },
      { idempotencyKey: "known", content: { invoice: anInvoiceInput({ number: "K-2" }) } },
      { idempotencyKey: "not visible \u0007", content: { invoice: anInvoiceInput({ number: "K-3" }) } },
    ];

    const { batch: taken } = await submit({ idempotencyKey: "knows", items: { inline } });

    const { results, counts } = await readBatch(taken.id);
    expect(results.nodes).toMatchObject([
      { errors: [], submission: { id: first.submission.id }, invoice: { id: first.invoice.id } },
      { errors: [{ __typename: "IdempotencyConflictError", original: { id: first.submission.id } }], submission: null },
      { errors: [{ __typename: "ValidationError", path: ["idempotencyKey"] }], submission: null },
    ]);
    expect(counts).toEqual({ total: 3, accepted: 1, rejected: 2, unknown: 0, pending: 0 });
  });
});
