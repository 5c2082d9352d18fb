import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import material from "../../../providers/ksef/conformance.js";
import provider from "../../../providers/ksef/index.js";
import { isKsefNumber } from "../../../providers/ksef/ksef-number.js";
import type { ReceivedReference } from "../../../src/provider-kit/provider.js";
import { anOrder, aPolishInvoice } from "./a-polish-invoice.js";
import {
  connectBuyer,
  countRequests,
  failureOf,
  type OpenKsef,
  openKsef,
  pollToEnd,
  submitAccepted,
} from "./open-ksef.js";

const roomy = { limits: { invoiceMetadata: [100, 1000, 9000] } } as const;

let ksef: OpenKsef;
afterEach(() => ksef.close());

/** Walks the feed to its end, as the worker does. */
async function walk(cursor?: string): Promise<{ items: ReceivedReference[]; cursor: string | undefined }> {
  const items: ReceivedReference[] = [];
  for (;;) {
    const page = await provider.listReceived(cursor, ksef.call);
    items.push(...page.items);
    cursor = page.cursor;
    if (!page.more) return { items, cursor };
  }
}

const arrive = (number: string) => ksef.others.arrive!(material.inbound!(number));

describe("receiving from KSeF", () => {
  it("finds what has come since the beginning, in windows of three months", async () => {
    ksef = await openKsef(roomy);
    const ids = ["A/1", "A/2"].map(arrive);
    await wait(100);

    const { items } = await walk();

    expect(items.map(({ reference }) => reference.id)).toEqual(ids);
    expect(ids.every(isKsefNumber)).toBe(true);
  });

  it("passes over nothing between two looks, and leaves out what is not stored for good yet", async () => {
    ksef = await openKsef(roomy, { stepMs: 300 });
    const first = arrive("A/1");
    await wait(700);
    const before = await walk();
    const second = arrive("A/2");
    // Stored by now, but above the high-water mark.
    await wait(400);
    const tooSoon = await walk(before.cursor);
    await wait(700);
    const after = await walk(tooSoon.cursor);

    expect(before.items.map(({ reference }) => reference.id)).toEqual([first]);
    expect(tooSoon.items.map(({ reference }) => reference.id)).not.toContain(second);
    expect(after.items.map(({ reference }) => reference.id)).toContain(second);
  });

  it("turns the pages of a long list", async () => {
    ksef = await openKsef(roomy);
    const ids = Array.from({ length: 260 }, (_, index) => arrive(`A/${index}`));
    await wait(100);

    const { items } = await walk();

    expect(new Set(items.map(({ reference }) => reference.id))).toEqual(new Set(ids));
  });

  it("asks one question at a time when it is up to date", async () => {
    ksef = await openKsef(roomy);
    const { cursor } = await walk();
    const asked = () => countRequests(ksef, "POST", /^\/invoices\/query\/metadata$/);
    const before = asked();

    await walk(cursor);

    expect(asked() - before).toBe(1);
  });

  it("fetches a document as it was sent, with its number and the link to verify it", async () => {
    ksef = await openKsef(roomy);
    const order = anOrder();
    const [report] = await pollToEnd([await submitAccepted(order, ksef)], ksef);
    await wait(100);
    const buyer = connectBuyer(ksef);

    let cursor: string | undefined;
    let found: ReceivedReference | undefined;
    for (let more = true; more && !found;) {
      const page = await provider.listReceived(cursor, buyer.call);
      [found] = page.items;
      ({ cursor, more } = page);
    }
    const received = await provider.fetchReceived(found!.reference, buyer.call);

    expect(Buffer.from(received.document.bytes)).toEqual(Buffer.from(order.document.bytes));
    expect(received).toMatchObject({ document: { format: "FA3" }, receivedAt: report?.at });
    expect(received.networkReferences).toEqual(report?.networkReferences);
    await buyer.close();
  });

  it("does not take a document that is not the one KSeF hashed", async () => {
    ksef = await openKsef(roomy);
    const id = arrive("A/1");
    ksef.simulator.fail({
      path: /^\/invoices\/ksef\//,
      times: 1,
      how: { answer: { status: 200, headers: { "x-ms-meta-hash": "b3RoZXI=" }, body: "<Faktura/>" } },
    });

    const failure = await failureOf(provider.fetchReceived({ id }, ksef.call));

    expect(failure.problem).toMatchObject({ kind: "INVALID_RESPONSE", message: expect.stringContaining("b3RoZXI=") });
  });

  it("waits for a document that has its number but is not stored yet", async () => {
    ksef = await openKsef(roomy, { stepMs: 400 });
    await walk();
    const id = arrive("A/1");

    const failure = await failureOf(provider.fetchReceived({ id }, ksef.call));

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "UNAVAILABLE", nativeCode: "21165" } });
  });
});

describe("the authority's receipt", () => {
  it("is kept for an invoice that has its number", async () => {
    ksef = await openKsef();
    const reference = await submitAccepted(anOrder(), ksef);
    const [report] = await pollToEnd([reference], ksef);

    const [upo, ...others] = await provider.fetchEvidence(reference, ksef.call);

    const number = report?.networkReferences?.[0]?.value ?? "-";
    expect(upo).toMatchObject({ mediaType: "application/xml", fileName: `UPO-${number}.xml` });
    expect(Buffer.from(upo!.bytes).toString("utf8")).toContain(`<NumerKSeFDokumentu>${number}</NumerKSeFDokumentu>`);
    expect(others).toEqual([]);
  });

  it("of a repeated invoice is the one of the first time", async () => {
    ksef = await openKsef();
    const first = await submitAccepted(anOrder(), ksef);
    await pollToEnd([first], ksef);
    const again = await submitAccepted(anOrder(), ksef);
    await pollToEnd([again], ksef);

    const [upo] = await provider.fetchEvidence(again, ksef.call);

    expect(Buffer.from(upo!.bytes).toString("utf8")).toContain(first["session"]);
  });

  it("is there for every invoice of an archive", async () => {
    ksef = await openKsef();
    const orders = Array.from({ length: 12 }, (_, index) => anOrder(aPolishInvoice({ number: `FV/${index}` })));
    const receipts = await provider.submitBatch(orders, ksef.call);
    const references = receipts.flatMap((receipt) => (receipt.outcome === "accepted" ? [receipt.reference] : []));
    await pollToEnd(references, ksef);

    const [upo] = await provider.fetchEvidence(references[7]!, ksef.call);

    expect(Buffer.from(upo!.bytes).toString("utf8")).toContain("<NumerFaktury>FV/7</NumerFaktury>");
  });

  it("is none while there is no number, and for what KSeF has refused", async () => {
    ksef = await openKsef({}, { stepMs: 400 });
    const reference = await submitAccepted(anOrder(aPolishInvoice({ issueDate: "2049-12-31" })), ksef);

    expect(await provider.fetchEvidence(reference, ksef.call)).toEqual([]);
    await pollToEnd([reference], ksef);
    expect(await provider.fetchEvidence(reference, ksef.call)).toEqual([]);
  });
});

describe("verifying at KSeF", () => {
  it("leads to the page of the invoice, by seller, day and hash", async () => {
    ksef = await openKsef();
    const [report] = await pollToEnd([await submitAccepted(anOrder(), ksef)], ksef);
    const references = report?.networkReferences ?? [];

    const url = provider.verification.url(ksef.simulator.url, references) ?? "";

    expect(url).toMatch(/\/invoice\/5265877635\/10-02-2026\/[\w-]{43}$/);
    expect(await (await fetch(url)).text()).toBe(`FV/2026/02/0117: ${references[0]?.value}`);
    expect(provider.verification.url(ksef.simulator.url, [])).toBeUndefined();
  });
});
