import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aMalaysianInvoiceInput, anInvoiceInput, type InvoiceInput } from "./support/an-invoice-input.js";
import { listInvoices, submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
const updatedAt = new Map<string, string>();

const { buyer, lines } = anInvoiceInput() as {
  buyer: InvoiceInput;
  lines: InvoiceInput[];
};
const priced = (net: string) => [{ ...lines[0], quantity: "1", price: { net } }];
const frenchBuyer = {
  ...buyer,
  name: "Boulangerie Éclair",
  address: { ...buyer["address"], countryCode: "FR" },
  electronicAddress: { scheme: "0225", value: "552100554" },
};

/** Five invoices that differ in everything that can be filtered by; 1.21 times the price is what is due. */
const given: readonly [InvoiceInput, object][] = [
  [
    anInvoiceInput({ number: "ALFA-1", issueDate: "2026-01-05", dueDate: "2026-12-31", lines: priced("10.00") }),
    { clientReference: "order-1", labels: ["north", "urgent"] },
  ],
  [
    anInvoiceInput({
      number: "ALFA-2",
      issueDate: "2026-02-05",
      dueDate: "2026-12-31",
      lines: priced("200.00"),
      buyer: frenchBuyer,
    }),
    { clientReference: "order-2", labels: ["north"] },
  ],
  [
    anInvoiceInput({
      number: "BRAVO_1",
      kind: "CREDIT_NOTE",
      typeCode: "381",
      issueDate: "2026-03-05",
      lines: priced("30.00"),
      notes: [{ text: "Wrong colour delivered" }],
    }),
    { clientReference: "other" },
  ],
  [
    anInvoiceInput({
      number: "CHARLIE%",
      issueDate: "2026-04-05",
      dueDate: "2026-12-31",
      currencyCode: "USD",
      lines: priced("4000.00"),
      buyer: { ...buyer, electronicAddress: { scheme: "0208", value: "0999999922" } },
    }),
    {},
  ],
  [aMalaysianInvoiceInput({ number: "DELTA", issueDate: "2026-01-31" }), { labels: ["south"] }],
];
const every = given.map(([invoice]) => invoice["number"] as string);
const finals: Readonly<Record<string, string>> = {
  "ALFA-1": "DELIVERED",
  "ALFA-2": "DELIVERED",
  BRAVO_1: "DELIVERED",
  "CHARLIE%": "REJECTED",
  DELTA: "CLEARED",
};

beforeAll(async () => {
  gateway = await openGateway();
  for (const [invoice, more] of given) {
    const input = { idempotencyKey: invoice["number"], content: { invoice }, ...more };
    const { submitInvoice: answer } = await gateway.client.ask(submitInvoice, { input });
    expect(answer.errors).toEqual([]);
  }
  const query = "{ invoices { nodes { number updatedAt status { value } } } }";
  const { invoices } = await until(
    () => gateway.client.ask(query),
    (answer) => answer.invoices.nodes.every((node: any) => node.status.value === finals[node.number]),
  );
  for (const node of invoices.nodes) updatedAt.set(node.number, node.updatedAt);
});
afterAll(() => gateway.stop());

const list = async (variables: object) => (await gateway.client.ask(listInvoices, { ...variables })).invoices;
const numbersOf = ({ edges }: any): string[] => edges.map(({ node }: any) => node.number);

describe("A filter of invoices", () => {
  it.each<[string, object, string[]]>([
    ["direction", { direction: ["OUTBOUND"] }, every],
    ["another direction", { direction: ["INBOUND"] }, []],
    ["type", { type: ["CREDIT_NOTE"] }, ["BRAVO_1"]],
    ["several types", { type: ["CREDIT_NOTE", "INVOICE"] }, every],
    ["status", { status: ["DELIVERED"] }, ["ALFA-1", "ALFA-2", "BRAVO_1"]],
    ["several statuses", { status: ["REJECTED", "CLEARED"] }, ["CHARLIE%", "DELTA"]],
    ["provider", { provider: ["myinvois"] }, ["DELTA"]],
    ["a provider nobody has", { provider: ["nobody"] }, []],
    ["country of the buyer", { country: ["FR"] }, ["ALFA-2"]],
    ["country of either side", { country: ["BE"] }, ["ALFA-1", "ALFA-2", "BRAVO_1", "CHARLIE%"]],
    ["first day", { issueDate: { from: "2026-02-05" } }, ["ALFA-2", "BRAVO_1", "CHARLIE%"]],
    ["last day", { issueDate: { to: "2026-02-05" } }, ["ALFA-1", "ALFA-2", "DELTA"]],
    ["a single day", { issueDate: { from: "2026-02-05", to: "2026-02-05" } }, ["ALFA-2"]],
    ["least amount due", { total: { min: "242.00" } }, ["ALFA-2", "CHARLIE%", "DELTA"]],
    ["largest amount due", { total: { max: "36.3" } }, ["ALFA-1", "BRAVO_1"]],
    ["amounts due between", { total: { min: "12.11", max: "241.99" } }, ["BRAVO_1"]],
    ["currency", { currency: ["USD", "MYR"] }, ["CHARLIE%", "DELTA"]],
    ["counterparty by its address", { counterparty: { scheme: "0225", value: "552100554" } }, ["ALFA-2"]],
    [
      "counterparty by its registration",
      { counterparty: { scheme: "0208", value: "0417497106" } },
      ["ALFA-1", "ALFA-2", "BRAVO_1", "CHARLIE%"],
    ],
    ["a counterparty that is the seller", { counterparty: { scheme: "0208", value: "0887290276" } }, []],
    ["number", { number: { eq: "ALFA-2" } }, ["ALFA-2"]],
    ["numbers", { number: { in: ["ALFA-2", "DELTA", "NOBODY"] } }, ["ALFA-2", "DELTA"]],
    ["beginning of the number", { number: { startsWith: "ALFA" } }, ["ALFA-1", "ALFA-2"]],
    ["a beginning with a sign that SQL knows", { number: { startsWith: "CHARLIE%" } }, ["CHARLIE%"]],
    ["a sign that SQL takes for any", { number: { startsWith: "%" } }, []],
    ["a sign that SQL takes for one", { number: { startsWith: "ALFA_" } }, []],
    ["client reference", { clientReference: { eq: "order-1" } }, ["ALFA-1"]],
    ["client references", { clientReference: { in: ["order-1", "other"] } }, ["ALFA-1", "BRAVO_1"]],
    ["beginning of the client reference", { clientReference: { startsWith: "order-" } }, ["ALFA-1", "ALFA-2"]],
    ["label", { labels: ["north"] }, ["ALFA-1", "ALFA-2"]],
    ["all labels", { labels: ["urgent", "north"] }, ["ALFA-1"]],
    ["labels nobody has together", { labels: ["north", "south"] }, []],
    ["word of a note", { text: "colour" }, ["BRAVO_1"]],
    ["words in any order and case", { text: "DELIVERED wrong" }, ["BRAVO_1"]],
    ["name of the buyer", { text: "éclair" }, ["ALFA-2"]],
    ["name of the seller", { text: "bintang maju" }, ["DELTA"]],
    ["phrase", { text: '"wrong colour"' }, ["BRAVO_1"]],
    ["phrase in the wrong order", { text: '"colour wrong"' }, []],
    ["without a word", { text: "meubelmakerij -colour -éclair" }, ["ALFA-1", "CHARLIE%"]],
    ["signs that mean something to SQL", { text: "' \" & | ! ( ) :* \\" }, []],
    ["nothing", {}, every],
    ["empty lists", { status: [], labels: [], provider: [], number: { in: [] } }, every],
    [
      "several things at once",
      { status: ["DELIVERED"], country: ["BE"], number: { startsWith: "A" } },
      ["ALFA-1", "ALFA-2"],
    ],
  ])("by %s keeps what fits and counts it", async (_, filter, wanted) => {
    const answer = await list({ filter });

    expect(numbersOf(answer).toSorted()).toEqual(wanted.toSorted());
    expect(answer.totalCount).toEqual({ value: wanted.length, exact: true });
  });

  it("by the moment of the last change includes both ends", async () => {
    const at = updatedAt.get("ALFA-2") ?? "";
    const before = new Date(Date.parse(at) - 1).toISOString();
    const after = new Date(Date.parse(at) + 1).toISOString();

    expect(numbersOf(await list({ filter: { updatedAt: { from: at, to: at } } }))).toContain("ALFA-2");
    expect(numbersOf(await list({ filter: { updatedAt: { from: after } } }))).not.toContain("ALFA-2");
    expect(numbersOf(await list({ filter: { updatedAt: { to: before } } }))).not.toContain("ALFA-2");
  });
});

describe("The order of invoices", () => {
  it.each<[string, string[]]>([
    ["ISSUE_DATE_ASC", ["ALFA-1", "DELTA", "ALFA-2", "BRAVO_1", "CHARLIE%"]],
    ["ISSUE_DATE_DESC", ["CHARLIE%", "BRAVO_1", "ALFA-2", "DELTA", "ALFA-1"]],
    ["TOTAL_DESC", ["CHARLIE%", "DELTA", "ALFA-2", "BRAVO_1", "ALFA-1"]],
  ])("%s is kept", async (orderBy, wanted) => {
    expect(numbersOf(await list({ orderBy }))).toEqual(wanted);
  });

  it("by last change is that of the changes, in both directions", async () => {
    const ascending = [...updatedAt].toSorted(([, a], [, b]) => (a < b ? -1 : 1)).map(([number]) => number);

    expect(numbersOf(await list({ orderBy: "UPDATED_AT_ASC" }))).toEqual(ascending);
    expect(numbersOf(await list({ orderBy: "UPDATED_AT_DESC" }))).toEqual(ascending.toReversed());
  });
});
