import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { listInvoices, submitInvoices } from "./support/operations.js";

let gateway: TestGateway;

/** Twenty-five invoices, five on each of five days: the order has to decide between equals. */
const numbers = Array.from({ length: 25 }, (_, index) => `P-${String(index).padStart(2, "0")}`);
const dayOf = (index: number) => `2026-02-${10 + Math.floor(index / 5)}`;

beforeAll(async () => {
  gateway = await openGateway();
  await add("first", ...numbers.map((number, index): [string, string] => [number, dayOf(index)]));
});
afterAll(() => gateway.stop());

async function add(key: string, ...invoices: [number: string, issueDate: string][]): Promise<void> {
  const inline = invoices.map(([number, issueDate]) => ({
    idempotencyKey: number,
    content: { invoice: anInvoiceInput({ number, issueDate }) },
  }));
  const { submitInvoices: answer } = await gateway.client.ask(submitInvoices, {
    input: { idempotencyKey: key, errorPolicy: "ALL_OR_NOTHING", items: { inline } },
  });
  expect(answer.errors).toEqual([]);
}

const list = async (variables: object) => (await gateway.client.ask(listInvoices, { ...variables })).invoices;
const numbersOf = ({ edges }: any): string[] => edges.map(({ node }: any) => node.number);

/** Every page from one end to the other; `between` happens after each of them. */
async function walk(
  direction: "forwards" | "backwards",
  variables: object,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<any[]> {
  const pages: any[] = [];
  for (let cursor: string | null = null, more = true; more;) {
    const place = direction === "forwards" ? { first: 4, after: cursor } : { last: 4, before: cursor };
    const page = await list({ ...variables, ...place });
    pages.push(page);
    more = direction === "forwards" ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
    cursor = direction === "forwards" ? page.pageInfo.endCursor : page.pageInfo.startCursor;
    await between(pages.length);
  }
  return pages;
}

describe("A list of invoices", () => {
  it.each(["ISSUE_DATE_ASC", "ISSUE_DATE_DESC", "TOTAL_DESC"])(
    "in the order %s is the same in pages from either end as at once",
    async (orderBy) => {
      const whole = numbersOf(await list({ orderBy, first: 200 }));

      const forwards = await walk("forwards", { orderBy });
      const backwards = await walk("backwards", { orderBy });

      expect(whole.toSorted()).toEqual(numbers);
      expect(forwards.flatMap(numbersOf)).toEqual(whole);
      expect(backwards.toReversed().flatMap(numbersOf)).toEqual(whole);
      expect(forwards.map(({ edges }) => edges.length)).toEqual([4, 4, 4, 4, 4, 4, 1]);
    },
  );

  it("says of every page what is before and behind it", async () => {
    const flags = (pages: any[]) => pages.map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage]);
    const middle = Array.from({ length: 5 }, () => [true, true]);

    expect(flags(await walk("forwards", {}))).toEqual([[false, true], ...middle, [true, false]]);
    expect(flags(await walk("backwards", {}))).toEqual([[true, false], ...middle, [false, true]]);
  });

  it("goes back to the page it came from", async () => {
    const first = await list({ first: 4 });
    const second = await list({ first: 4, after: first.pageInfo.endCursor });

    const back = await list({ last: 4, before: second.pageInfo.startCursor });

    expect(back.edges).toEqual(first.edges);
  });

  it("counts all pages on every page, and only what the filter keeps", async () => {
    const filter = { issueDate: { from: dayOf(5), to: dayOf(14) } };

    const pages = await walk("forwards", { filter });

    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => ({ value: 10, exact: true })));
    expect(pages.flatMap(numbersOf)).toHaveLength(10);
  });

  it("ends with an empty page behind its last invoice", async () => {
    const { pageInfo } = await list({ last: 1 });

    expect(await list({ first: 4, after: pageInfo.endCursor })).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it("refuses a cursor of another order", async () => {
    const { pageInfo } = await list({ first: 1, orderBy: "ISSUE_DATE_ASC" });

    const answer = await gateway.client.send(listInvoices, { orderBy: "TOTAL_DESC", after: pageInfo.endCursor });

    expect(answer.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "after" } }]);
  });

  it("shows every invoice once while others come in before and behind the reader", async () => {
    const pages = await walk("forwards", { orderBy: "ISSUE_DATE_ASC" }, (page) =>
      add(`while-${page}`, [`BEFORE-${page}`, "2026-01-01"], [`BEHIND-${page}`, "2026-12-01"]),
    );

    const seen = pages.flatMap(numbersOf);
    expect(seen.filter((number) => number.startsWith("P-")).toSorted()).toEqual(numbers);
    expect(seen.filter((number) => number.startsWith("BEFORE-"))).toEqual([]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((number) => number.startsWith("BEHIND-")).length).toBeGreaterThan(5);
  });
});
