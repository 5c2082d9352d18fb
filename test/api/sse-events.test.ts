import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type EventSource, openEventSource, type SseMessage } from "../setup/event-source.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { followEvents } from "./support/operations.js";
import { until } from "./support/until.js";

const invoices = 20;
const cuts = 4;
const redisUrl = inject("redisUrl");
if (redisUrl === undefined) console.warn("SKIPPED: Redis between the gateways of this test; they ask the database.");

let gateway: TestGateway;
let twin: Awaited<ReturnType<TestGateway["openTwin"]>>;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 100, ...(redisUrl !== undefined && { redisUrl }) });
  twin = await gateway.openTwin();
});
afterAll(async () => {
  await twin.stop();
  await gateway.stop();
});

const itemsOf = (messages: readonly SseMessage[]): any[] =>
  messages.flatMap(({ data }) => data?.data?.invoiceEvents ?? []);

const open = (url: string, lastEventId?: string): Promise<EventSource> =>
  openEventSource(
    url,
    { query: followEvents, variables: { from: { now: true } } },
    {
      authorization: `Bearer ${gateway.client.key}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
  );

it("tells a reader that is cut again and again, and comes back anywhere, everything once and in order", async () => {
  const { client, database, url } = gateway;
  const told: any[] = [];
  let source = await open(url);
  await source.until((messages) => messages.length > 0);

  const submitting = (async () => {
    for (let index = 0; index < invoices; index += 1) await submitTo("e-invoice-be", `SSE-${index}`, () => client);
  })();
  for (let cut = 0; cut < cuts; cut += 1) {
    await source.until((messages) => messages.length > 5);
    source.cut();
    told.push(...itemsOf(source.messages));
    // The same request as at first: what the header says counts.
    source = await open(cut % 2 === 0 ? twin.url : url, source.lastId());
  }
  await submitting;
  const log = await until(
    () => readLog(database),
    (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length === invoices,
  );
  const countOf = (items: readonly any[]) => items.filter(({ node }) => node).length;
  await source.until((messages) => countOf(told) + countOf(itemsOf(messages)) >= log.length);
  source.cut();
  told.push(...itemsOf(source.messages));

  const facts = (rows: readonly any[]) => rows.map(({ number, sequence, type }) => `${number} ${sequence} ${type}`);
  expect(facts(told.flatMap(({ node }) => (node ? [{ ...node, number: node.invoice.number }] : [])))).toEqual(
    facts(log),
  );
});

it("numbers every message with the cursor of its item", async () => {
  const source = await open(gateway.url);
  const [caughtUp] = await source.until((messages) => messages.length > 0);
  await submitTo("e-invoice-be", "NUMBERED", () => gateway.client);
  const messages = await source.until((seen) => seen.length > 1);
  source.cut();

  expect(caughtUp?.id).toBe(caughtUp?.data.data.invoiceEvents.cursor);
  expect(messages[1]?.id).toBe(messages[1]?.data.data.invoiceEvents.cursor);
});

it("says what is wrong with the number that a reader comes back with", async () => {
  const source = await open(gateway.url, "garbage");
  const [refusal] = await source.until((messages) => messages.at(-1)?.event === "complete");

  expect(refusal?.data.errors[0].extensions.code).toBe("BAD_USER_INPUT");
  expect(refusal?.data.errors[0].message).toContain("Last-Event-ID");
});
