import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { writeEvents } from "../setup/write-events.js";
import { until } from "./support/until.js";

const follow = `subscription Follow($from: StreamPosition) {
  invoiceEvents(from: $from) {
    __typename
    ... on InvoiceEventEdge { cursor node { sequence } }
    ... on StreamGap { requested oldestAvailable resumeFrom }
    ... on StreamCaughtUp { cursor replayed }
  }
}`;

const list = `query List($after: Cursor) {
  invoiceEvents(after: $after, first: 3) {
    nodes { sequence }
    gap { requested oldestAvailable resumeFrom }
    pageInfo { hasNextPage endCursor }
  }
}`;

const old = 1_200;
const young = 5;

let gateway: TestGateway;
let pruner: Awaited<ReturnType<TestGateway["openTwin"]>>;
let oldCursors: Map<number, string>;
let wholeStory: any[];

beforeAll(async () => {
  gateway = await openGateway();
  await writeEvents(gateway.database, { count: old, daysAgo: 31 });
  await writeEvents(gateway.database, { count: young });
  wholeStory = await replay({ since: "2000-01-01T00:00:00Z" });
  oldCursors = new Map(wholeStory.flatMap(({ node, cursor }) => (node ? [[node.sequence, cursor] as const] : [])));
  pruner = await gateway.openTwin({ eventRetentionDays: 30 });
  await until(
    () => countEvents(),
    (count) => count <= young,
  );
});
afterAll(async () => {
  await pruner.stop();
  await gateway.stop();
});

const countEvents = async (): Promise<number> =>
  (await gateway.database.query("select count(*)::int as count from event_log")).rows[0].count;

async function replay(from: object): Promise<any[]> {
  const stream = gateway.client.follow(follow, { from });
  const items = await stream.until((seen) => seen.some((item) => item.invoiceEvents.__typename === "StreamCaughtUp"));
  stream.stop();
  return items.map((item) => item.invoiceEvents);
}

const sequencesOf = (items: readonly any[]): number[] => items.flatMap(({ node }) => node?.sequence ?? []);

const youngOnes = Array.from({ length: young }, (_, index) => old + index + 1);

describe("A log whose old events are deleted", () => {
  it("was told whole before, and keeps what is younger", async () => {
    expect(wholeStory.some(({ __typename }) => __typename === "StreamGap")).toBe(false);
    expect(sequencesOf(wholeStory)).toHaveLength(old + young);
    expect(await countEvents()).toBe(young);
  });

  it("tells who comes with an old cursor what is missing, first of all, and goes on", async () => {
    const asked = oldCursors.get(7);
    const [gap, ...rest] = await replay({ after: asked });

    expect(gap).toEqual({
      __typename: "StreamGap",
      requested: asked,
      oldestAvailable: oldCursors.get(old + 1),
      resumeFrom: oldCursors.get(old),
    });
    expect(sequencesOf(rest)).toEqual(youngOnes);
    expect(rest.at(-1)).toMatchObject({ __typename: "StreamCaughtUp", replayed: young });
  });

  it("goes on behind `resumeFrom` without a gap", async () => {
    const items = await replay({ after: oldCursors.get(old) });

    expect(items.map(({ __typename }) => __typename)).toEqual([
      ...youngOnes.map(() => "InvoiceEventEdge"),
      "StreamCaughtUp",
    ]);
  });

  it("tells who asks for a moment before the deletion that something is missing", async () => {
    const [gap, ...rest] = await replay({ since: "2000-01-01T00:00:00Z" });

    expect(gap.__typename).toBe("StreamGap");
    expect(sequencesOf(rest)).toEqual(youngOnes);
    const [first] = await replay({ since: new Date(Date.now() - 20 * 86_400_000).toISOString() });
    expect(first.node.sequence).toBe(old + 1);
  });

  it("says the same in a list, once, and not to who begins with what there is", async () => {
    const asked = oldCursors.get(7);
    const { invoiceEvents: page } = await gateway.client.ask(list, { after: asked });
    const { invoiceEvents: next } = await gateway.client.ask(list, { after: page.pageInfo.endCursor });
    const { invoiceEvents: beginning } = await gateway.client.ask(list);

    expect(page.gap).toEqual({
      requested: asked,
      oldestAvailable: oldCursors.get(old + 1),
      resumeFrom: oldCursors.get(old),
    });
    expect([page, next, beginning].map(({ nodes }) => nodes.map((node: any) => node.sequence))).toEqual([
      youngOnes.slice(0, 3),
      youngOnes.slice(3),
      youngOnes.slice(0, 3),
    ]);
    expect([next.gap, beginning.gap]).toEqual([null, null]);
  });

  it("cannot lose what is kept, by anybody's hand", async () => {
    await expect(gateway.database.query("delete from event_log")).rejects.toThrow(/is kept/);
    await expect(gateway.database.query("update event_log set position = 0")).rejects.toThrow(/only grows/);
    expect(await countEvents()).toBe(young);
  });

  it("keeps every event where no retention is set", async () => {
    await writeEvents(gateway.database, { count: 2, daysAgo: 4_000, tenantId: "theirs" });
    await pruner.stop();
    await gateway.restart();
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    expect(await countEvents()).toBe(young + 2);
  });
});
