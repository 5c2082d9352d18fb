import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Reference, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { Fault } from "../../../src/provider-kit/simulator-server.js";
import provider from "../../../providers/nav/index.js";
import { aHungarianInvoice, anAbortedInvoice, anOrder } from "./a-hungarian-invoice.js";
import { countRequests, failureOf, openNav, type OpenNav, pollToEnd, referenceOf, submitAccepted } from "./open-nav.js";

let nav: OpenNav;
afterEach(() => nav.close());

/** An order that remembers what it was told to. */
function aRememberingOrder(invoice = aHungarianInvoice(), key = "one"): { order: SubmitOrder; next(): SubmitOrder } {
  let progress: Reference | undefined;
  const order = anOrder(invoice, {
    key,
    checkpoint: (reference) => {
      progress = reference;
      return Promise.resolve();
    },
  });
  return { order, next: () => ({ ...order, ...(progress && { progress }) }) };
}

const loses = (how: Fault["how"]) => nav.simulator.fail({ path: /^\/manageInvoice$/, times: 1, how });

describe("an answer of NAV that was lost", () => {
  it("is found by the number of the invoice once it is reported", async () => {
    nav = await openNav();
    const { order, next } = aRememberingOrder();
    loses("lose");

    const failure = await failureOf(provider.submit(order, nav.call));
    await pollUntil(async () => (await provider.reconcile(next(), nav.call)) !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const receipt = await provider.reconcile(next(), nav.call);

    expect(failure.consequence).toBe("hold");
    const [report] = await pollToEnd([referenceOf(receipt)], nav);
    expect(report?.status).toBe("DONE");
    expect(countRequests(nav, "manageInvoice")).toBe(1);
  });

  it("is found in the list of transactions while it is being processed, among others", async () => {
    nav = await openNav({ stepMs: 60_000 });
    const { order, next } = aRememberingOrder();
    await submitAccepted(anOrder(aHungarianInvoice({ number: "SZ-8" }), { key: "eight" }), nav);
    loses("lose");
    await failureOf(provider.submit(order, nav.call));
    await submitAccepted(anOrder(aHungarianInvoice({ number: "SZ-9" }), { key: "nine" }), nav);

    const reference = referenceOf(await provider.reconcile(next(), nav.call));

    expect(reference).toMatchObject({ number: "SZ-2026/0117", index: "1" });
    expect(countRequests(nav, "queryTransactionList")).toBe(1);
  });

  it("is found within a batch, at its own place", async () => {
    nav = await openNav({ stepMs: 60_000 });
    const remembering = ["SZ-1", "SZ-2", "SZ-3"].map((number) =>
      aRememberingOrder(aHungarianInvoice({ number }), number),
    );
    loses("lose");
    await failureOf(
      provider.submitBatch(
        remembering.map(({ order }) => order),
        nav.call,
      ),
    );

    const receipts = await Promise.all(remembering.map(({ next }) => provider.reconcile(next(), nav.call)));

    expect(receipts.map((receipt) => referenceOf(receipt)["index"])).toEqual(["1", "2", "3"]);
    expect(new Set(receipts.map((receipt) => referenceOf(receipt)["transaction"])).size).toBe(1);
  });

  it("is found when the report was aborted", async () => {
    nav = await openNav();
    const { order, next } = aRememberingOrder(anAbortedInvoice());
    loses("lose");
    await failureOf(provider.submit(order, nav.call));

    const reference = referenceOf(await provider.reconcile(next(), nav.call));
    const [report] = await pollToEnd([reference], nav);

    expect(report).toMatchObject({ status: "ABORTED", rejection: { code: "INVALID_VAT_DATA" } });
  });

  it("is nothing when the request never arrived, or was never sent", async () => {
    nav = await openNav();
    const { order, next } = aRememberingOrder();
    loses("cut");
    const failure = await failureOf(provider.submit(order, nav.call));

    expect(failure.consequence).toBe("hold");
    expect(await provider.reconcile(next(), nav.call)).toBeUndefined();
    expect(await provider.reconcile(order, nav.call)).toBeUndefined();
  });

  it("is not the same invoice that somebody reported before", async () => {
    nav = await openNav();
    await pollToEnd([await submitAccepted(anOrder(aHungarianInvoice(), { key: "other" }), nav)], nav);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { order, next } = aRememberingOrder();
    loses("cut");
    await failureOf(provider.submit(order, nav.call));

    expect(await provider.reconcile(next(), nav.call)).toBeUndefined();
  });

  it("is asked about when NAV has had the same request already, from the first attempt on", async () => {
    nav = await openNav({ stepMs: 60_000 });
    const { order, next } = aRememberingOrder();
    loses("lose");
    await failureOf(provider.submit(order, nav.call));
    await new Promise((resolve) => setTimeout(resolve, 20));

    const failure = await failureOf(provider.submit(next(), nav.call));
    const receipt = await provider.reconcile(next(), nav.call);

    expect(failure).toMatchObject({ consequence: "hold", problem: { nativeCode: "REQUEST_ID_NOT_UNIQUE" } });
    expect(receipt).toMatchObject({ outcome: "accepted" });
    expect(nav.others.deeds).toBeDefined();
  });

  it("leaves a token that was not given to be asked for again", async () => {
    nav = await openNav();
    nav.simulator.fail({ path: /^\/tokenExchange$/, times: 1, how: "lose" });

    const failure = await failureOf(provider.submit(anOrder(aHungarianInvoice()), nav.call));

    expect(failure.consequence).toBe("retry");
    expect(countRequests(nav, "manageInvoice")).toBe(0);
  });

  it("is still known after the stand-in was killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nav-"));
    const ledgerFile = join(folder, "ledger.jsonl");
    try {
      nav = await openNav({ ledgerFile });
      const { order, next } = aRememberingOrder();
      loses("lose");
      await failureOf(provider.submit(order, nav.call));
      await nav.close();

      nav = await openNav({ ledgerFile });
      const reference = referenceOf(await provider.reconcile(next(), nav.call));

      expect((await pollToEnd([reference], nav))[0]?.status).toBe("DONE");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

async function pollUntil(condition: () => Promise<boolean>): Promise<void> {
  for (let question = 0; question < 100; question += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it does not come about");
}
