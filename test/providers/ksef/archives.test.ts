import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { sendAsBatch } from "../../../providers/ksef/batch-session.js";
import provider from "../../../providers/ksef/index.js";
import { submitOrders } from "../../../providers/ksef/submission.js";
import type { Receipt, Reference, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { Fault } from "../../../src/provider-kit/simulator-server.js";
import { anOrder, aPolishInvoice } from "./a-polish-invoice.js";
import { countRequests, failureOf, type OpenKsef, openKsef, pollToEnd } from "./open-ksef.js";

const openings = /^\/sessions\/batch$/;
const uploads = /^\/storage\/[^/]+\/batch-parts\/\d+$/;
const secondPart = /^\/storage\/[^/]+\/batch-parts\/2$/;
const closings = /^\/sessions\/batch\/[^/]+\/close$/;

let ksef: OpenKsef;
afterEach(() => ksef.close());

const someOrders = (count: number): SubmitOrder[] =>
  Array.from({ length: count }, (_, index) => anOrder(aPolishInvoice({ number: `FV/${index}` })));

const referencesOf = (receipts: readonly Receipt[]): Reference[] =>
  receipts.flatMap((receipt) => (receipt.outcome === "accepted" ? [receipt.reference] : []));

/** A third of what the archive of the orders takes. */
async function aThird(orders: readonly SubmitOrder[]): Promise<number> {
  await sendAsBatch(orders, ksef.call);
  const { fileSize } = openedWith(0).batchFile;
  return Math.ceil(fileSize / 3);
}

interface Opening {
  readonly batchFile: {
    readonly fileSize: number;
    readonly fileHash: string;
    readonly fileParts: readonly {
      readonly ordinalNumber: number;
      readonly fileSize: number;
      readonly fileHash: string;
    }[];
  };
  readonly offlineMode: boolean;
}

const requestsTo = (method: string, path: RegExp) =>
  ksef.exchanges.map(({ request }) => request).filter((each) => each.method === method && path.test(each.path));

const openedWith = (index: number): Opening =>
  JSON.parse(Buffer.from(requestsTo("POST", openings)[index]?.body ?? []).toString("utf8")) as Opening;

describe("an archive that is too large for one part", () => {
  it("is cut into parts that are sent one by one, in their order, without the access token", async () => {
    ksef = await openKsef();
    const orders = someOrders(12);
    const partBytes = await aThird(orders);
    const others = someOrders(12).map((order, index) => ({
      ...order,
      ...anOrder(aPolishInvoice({ number: `P/${index}` })),
    }));
    const before = requestsTo("PUT", uploads).length;

    const receipts = await submitOrders(others, ksef.call, partBytes);
    const reports = await pollToEnd(referencesOf(receipts), ksef);

    const { fileParts } = openedWith(1).batchFile;
    const sent = requestsTo("PUT", uploads).slice(before);
    expect(sent.map(({ path }) => path.split("/").at(-1))).toEqual(["1", "2", "3"]);
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual([undefined, undefined, undefined]);
    expect(
      sent.map(({ body }, index) => ({
        ordinalNumber: index + 1,
        fileSize: body.byteLength,
        fileHash: createHash("sha256").update(body).digest("base64"),
      })),
    ).toEqual(fileParts);
    expect(reports.map(({ status }) => status)).toEqual(others.map(() => "200 (delivered)"));
  });

  it.each<[string, Fault["how"]]>([
    ["was not answered", "lose"],
    ["did not arrive", "cut"],
    ["was turned away", { answer: { status: 403, body: "<Error><Code>AuthenticationFailed</Code></Error>" } }],
  ])("is sent anew when one of its parts %s, and nothing is doubled", async (_case, how) => {
    ksef = await openKsef();
    const kept = new Map<string, Reference>();
    const partBytes = 2_000;
    const orders = someOrders(12).map((order) => ({
      ...order,
      checkpoint: (reference: Reference) => Promise.resolve(void kept.set(order.key, reference)),
    }));
    ksef.simulator.fail({ path: secondPart, times: 1, how });

    const failure = await failureOf(submitOrders(orders, ksef.call, partBytes));
    const found = await provider.reconcile({ ...orders[0]!, progress: kept.get(orders[0]!.key)! }, ksef.call);
    const again = orders.map((order) => ({ ...order, progress: kept.get(order.key)! }));
    const reports = await pollToEnd(referencesOf(await submitOrders(again, ksef.call, partBytes)), ksef);

    expect(failure.consequence).toBe("retry");
    expect(found).toBeUndefined();
    expect([countRequests(ksef, "POST", openings), countRequests(ksef, "POST", closings)]).toEqual([2, 1]);
    // A second copy would be refused as a duplicate (440).
    expect(reports.map(({ native }) => (native as { status: { code: number } }).status.code)).toEqual(
      orders.map(() => 200),
    );
  });
});

describe("KSeF's stand-in and archives", () => {
  it.each([
    ["a part that is too large", { batchLimits: { partBytes: 1_000 } }, 2_000, "21157"],
    ["more than fifty parts", {}, 50, "21161"],
  ])("refuses %s", async (_case, options, partBytes, nativeCode) => {
    ksef = await openKsef(options);

    const failure = await failureOf(submitOrders(someOrders(12), ksef.call, partBytes));

    expect(failure).toMatchObject({ consequence: "retry", problem: { nativeCode } });
  });

  it("takes parts of exactly the largest size", async () => {
    ksef = await openKsef({ batchLimits: { partBytes: 4_096 } });

    const reports = await pollToEnd(referencesOf(await submitOrders(someOrders(12), ksef.call, 4_096)), ksef);

    expect(reports[0]?.status).toBe("200 (delivered)");
  });

  it("does not close a session before every part has arrived as it was declared", async () => {
    ksef = await openKsef();
    const changed = (path: RegExp, change: (body: Buffer) => Buffer) => ({
      ...ksef.call,
      http: {
        send: (request: Parameters<typeof ksef.call.http.send>[0]) => {
          if (!path.test(new URL(request.path, "http://ksef").pathname)) return ksef.call.http.send(request);
          const bytes = change(Buffer.from((request.body as { bytes: Uint8Array }).bytes));
          return ksef.call.http.send({ ...request, body: { bytes, mediaType: "application/octet-stream" } });
        },
      } as typeof ksef.call.http,
    });
    const send = (change: (body: Buffer) => Buffer) =>
      failureOf(submitOrders(someOrders(12), changed(secondPart, change), 2_000));

    expect((await send((body) => body.subarray(16))).problem.nativeCode).toBe("21157");
    expect((await send((body) => Buffer.from(body.map((byte) => byte ^ 1)))).problem.nativeCode).toBe("21157");
  });

  it("fails an archive with more invoices than a session takes", async () => {
    ksef = await openKsef({ batchLimits: { mostInvoices: 11 } });

    const [report] = await pollToEnd(referencesOf(await submitOrders(someOrders(12), ksef.call)), ksef);

    expect(report).toMatchObject({ status: "session failed", rejection: { code: "session 420" } });
  });
});

describe("invoices that were issued offline", () => {
  const today = new Date().toISOString().slice(0, 10);
  const anInvoice = (number: string, isOffline: boolean) =>
    anOrder(aPolishInvoice({ number, issueDate: today, extensions: { ksef: { isOffline } } }));
  const modesOf = async (orders: readonly SubmitOrder[]) => {
    const reports = await pollToEnd(referencesOf(await submitOrders(orders, ksef.call)), ksef);
    return reports.map(({ native }) => (native as { invoicingMode: string }).invoicingMode);
  };

  it("are declared as such one by one in a session", async () => {
    ksef = await openKsef();

    expect(await modesOf([anInvoice("O/1", true), anInvoice("O/2", false)])).toEqual(["Offline", "Online"]);
  });

  it("have an archive of their own", async () => {
    ksef = await openKsef();
    const orders = Array.from({ length: 12 }, (_, index) => anInvoice(`O/${index}`, index % 3 === 0));

    const receipts = await submitOrders(orders, ksef.call);

    expect(referencesOf(receipts).map(provider.polling.group)).toHaveLength(12);
    expect([openedWith(0).offlineMode, openedWith(1).offlineMode]).toEqual([false, true]);
    const sessions = referencesOf(receipts).map(({ session }) => session);
    expect(new Set(sessions.filter((_, index) => index % 3 === 0)).size).toBe(1);
    expect(new Set(sessions).size).toBe(2);
  });

  it("are what KSeF makes of an invoice of an earlier day, and its receipt says so", async () => {
    ksef = await openKsef();
    const [receipt] = await submitOrders([anOrder()], ksef.call);
    const [reference] = referencesOf([receipt!]);
    await pollToEnd([reference!], ksef);

    const [upo] = await provider.fetchEvidence(reference!, ksef.call);

    expect(Buffer.from(upo?.bytes ?? []).toString("utf8")).toContain("<TrybWysylki>Offline</TrybWysylki>");
  });
});
