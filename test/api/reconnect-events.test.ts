import { afterAll, beforeAll, expect, it } from "vitest";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { followEvents } from "./support/operations.js";
import { until } from "./support/until.js";

const invoices = 40;
const cuts = 6;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 200 });
});
afterAll(() => gateway.stop());

/** Follows from the last cursor it has dealt with; whoever cuts it is followed by a new socket. */
function followThroughCuts(url: string, key: string) {
  const told: { cursor: string; number: string; type: string; sequence: number }[] = [];
  let socket: WebSocket | undefined;
  let client: Client;
  let stopped = false;
  let cursor: string | undefined;
  const remember = (opened: WebSocket) => {
    socket = opened;
  };
  const connect = () => {
    client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(...parts: ConstructorParameters<typeof WebSocket>) {
          super(...parts);
          remember(this);
        }
      },
      connectionParams: { authorization: `Bearer ${key}` },
      retryAttempts: 0,
      lazy: true,
    });
    client.subscribe<{ invoiceEvents: any }>(
      { query: followEvents, variables: { from: cursor === undefined ? { now: true } : { after: cursor } } },
      {
        next({ data }) {
          const item = data?.invoiceEvents;
          cursor = item.cursor;
          if (item.node) told.push({ ...item.node, cursor: item.cursor, number: item.node.invoice.number });
        },
        error: () => void (stopped || connect()),
        complete: () => undefined,
      },
    );
  };
  connect();
  return {
    told,
    hasBegun: () => cursor !== undefined,
    cut: () => socket?.terminate(),
    async stop() {
      stopped = true;
      await client.dispose();
    },
  };
}

it("tells a subscriber that is cut again and again everything once and in order", async () => {
  const { client, database, url } = gateway;
  const subscriber = followThroughCuts(url, client.key);
  await until(
    () => Promise.resolve(subscriber.hasBegun()),
    (begun) => begun,
  );

  const submitting = (async () => {
    for (let index = 0; index < invoices; index += 1) {
      await submitTo("e-invoice-be", `CUT-${index}`, () => client);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  })();
  for (let cut = 1; cut <= cuts; cut += 1) {
    await until(
      () => Promise.resolve(subscriber.told.length),
      (count) => count >= cut * 14,
    );
    subscriber.cut();
  }
  await submitting;
  const log = await until(
    () => readLog(database),
    (rows) => rows.filter(({ type }) => type === "INVOICE_DELIVERED").length === invoices,
  );
  await until(
    () => Promise.resolve(subscriber.told.length),
    (count) => count >= log.length,
  );
  await subscriber.stop();

  const facts = (rows: readonly { number: string; type: string; sequence: number }[]) =>
    rows.map(({ number, type, sequence }) => `${number} ${sequence} ${type}`);
  expect(log).toHaveLength(invoices * 3);
  expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
  expect(facts(subscriber.told)).toEqual(facts(log));
});
