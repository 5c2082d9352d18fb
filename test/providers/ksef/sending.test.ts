import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/ksef/index.js";
import { isKsefNumber } from "../../../providers/ksef/ksef-number.js";
import { writeFa3 } from "../../../providers/ksef/fa3/write-fa3.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { Reference } from "../../../src/provider-kit/provider.js";
import { aBuyer, anOrder, aPolishInvoice, aRefusedInvoice } from "./a-polish-invoice.js";
import { countRequests, failureOf, type OpenKsef, openKsef, pollToEnd, submitAccepted } from "./open-ksef.js";

const openings = /^\/sessions\/online$/;
const sendings = /^\/sessions\/online\/[^/]+\/invoices$/;
const closings = /^\/sessions\/online\/[^/]+\/close$/;
const batches = /^\/sessions\/batch$/;

let ksef: OpenKsef;
afterEach(() => ksef.close());

const numberOf = (references: readonly { kind: string; value: string }[] | undefined) =>
  references?.find(({ kind }) => kind === "KSeF number")?.value;

/** An order that keeps what it is told to remember. */
function aRememberingOrder(invoice: Invoice = aPolishInvoice()) {
  const kept: Reference[] = [];
  return { kept, order: anOrder(invoice, { checkpoint: (reference) => Promise.resolve(void kept.push(reference)) }) };
}

describe("sending to KSeF", () => {
  it("has an invoice numbered and delivered in an encrypted session of its own", async () => {
    ksef = await openKsef();

    const reference = await submitAccepted(anOrder(), ksef);
    const [report] = await pollToEnd([reference], ksef);

    expect(reference.id).toMatch(/^\d{8}-EE-[0-9A-F]{10}-[0-9A-F]{10}-[0-9A-F]{2}$/);
    expect(report).toMatchObject({ reference, status: "200 (delivered)", at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(numberOf(report?.networkReferences)).toSatisfy(isKsefNumber);
    expect([openings, sendings, closings].map((path) => countRequests(ksef, "POST", path))).toEqual([1, 1, 1]);
  });

  it("only clears what goes to a buyer without a NIP, whom KSeF does not reach", async () => {
    ksef = await openKsef();
    const { vatIdentifier: _, ...stranger } = aBuyer({ address: { countryCode: "CH", city: "Basel" } });

    const reference = await submitAccepted(anOrder(aPolishInvoice({ buyer: stranger })), ksef);
    const [report] = await pollToEnd([reference], ksef);

    expect(report?.status).toBe("200");
    expect(provider.statuses["200"]).toMatchObject({ clearance: "CLEARED", final: true });
  });

  it("says why KSeF refuses an invoice", async () => {
    ksef = await openKsef();

    const reference = await submitAccepted(anOrder(aRefusedInvoice()), ksef);
    const [report] = await pollToEnd([reference], ksef);

    expect(report).toMatchObject({
      status: "450",
      rejection: { code: "450", message: expect.stringContaining("P_1 2049-12-31"), violations: [{ rule: "450" }] },
    });
    expect(report?.networkReferences).toBeUndefined();
  });

  it("remembers the session before anything is sent in it", async () => {
    ksef = await openKsef();
    let sentBefore = -1;
    const order = anOrder(aPolishInvoice(), {
      checkpoint: () => Promise.resolve(void (sentBefore = countRequests(ksef, "POST", sendings))),
    });

    await submitAccepted(order, ksef);

    expect(sentBefore).toBe(0);
  });

  it("goes through although the session cannot be closed", async () => {
    ksef = await openKsef();
    ksef.simulator.fail({ path: closings, times: 1, how: "cut" });

    const reference = await submitAccepted(anOrder(), ksef);

    expect((await pollToEnd([reference], ksef))[0]?.status).toBe("200 (delivered)");
  });

  it("opens a session once more when the public key was withdrawn in between", async () => {
    ksef = await openKsef();
    const withdrawn = { code: 21470, description: "Klucz wycofany.", details: [] };
    ksef.simulator.fail({
      path: openings,
      times: 1,
      how: { answer: { status: 400, body: { title: "Bad Request", status: 400, errors: [withdrawn] } } },
    });
    ksef.others.deeds?.["rotateKeys"]?.("");

    const reference = await submitAccepted(anOrder(), ksef);

    expect((await pollToEnd([reference], ksef))[0]?.status).toBe("200 (delivered)");
    expect(countRequests(ksef, "POST", openings)).toBe(2);
  });
});

describe("a lost answer of KSeF", () => {
  it("leaves open whether the invoice was sent, and finds it by the session", async () => {
    ksef = await openKsef();
    const { order, kept } = aRememberingOrder();
    ksef.simulator.fail({ path: sendings, times: 1, how: "lose" });

    const failure = await failureOf(provider.submit(order, ksef.call));
    const found = await provider.reconcile({ ...order, progress: kept[0]! }, ksef.call);

    expect(failure.consequence).toBe("hold");
    expect(found).toMatchObject({ outcome: "accepted", reference: { session: kept[0]?.["session"] } });
    expect(
      numberOf(
        (await pollToEnd([found!.outcome === "accepted" ? found!.reference : kept[0]!], ksef))[0]?.networkReferences,
      ),
    ).toBeDefined();
  });

  it("does not find what never arrived", async () => {
    ksef = await openKsef();
    const { order, kept } = aRememberingOrder();
    ksef.simulator.fail({ path: sendings, times: 1, how: "cut" });

    await failureOf(provider.submit(order, ksef.call));

    expect(await provider.reconcile({ ...order, progress: kept[0]! }, ksef.call)).toBeUndefined();
    expect(await provider.reconcile(order, ksef.call)).toBeUndefined();
  });

  it("does not send again what the remembered session has", async () => {
    ksef = await openKsef();
    const { order, kept } = aRememberingOrder();
    ksef.simulator.fail({ path: sendings, times: 1, how: "lose" });
    await failureOf(provider.submit(order, ksef.call));

    const receipt = await provider.submit({ ...order, progress: kept[0]! }, ksef.call);

    expect(receipt).toMatchObject({ outcome: "accepted", reference: { session: kept[0]?.["session"] } });
    expect(countRequests(ksef, "POST", sendings)).toBe(1);
  });

  it("of an opening sends nothing, so that it is safe to try again", async () => {
    ksef = await openKsef();
    ksef.simulator.fail({ path: openings, times: 1, how: "lose" });

    expect((await failureOf(provider.submit(anOrder(), ksef.call))).consequence).toBe("retry");
  });
});

describe("a number that KSeF has already", () => {
  it("is success with the first number when the document is the same", async () => {
    ksef = await openKsef();
    const [first] = await pollToEnd([await submitAccepted(anOrder(), ksef)], ksef);

    const [again] = await pollToEnd([await submitAccepted(anOrder(), ksef)], ksef);

    expect(again).toMatchObject({ status: "200 (delivered)", native: { status: { code: 440 } } });
    expect(numberOf(again?.networkReferences)).toBe(numberOf(first?.networkReferences));
    expect(again?.rejection).toBeUndefined();
  });

  it("is refused for another document, and names the first one", async () => {
    ksef = await openKsef();
    const [first] = await pollToEnd([await submitAccepted(anOrder(), ksef)], ksef);

    const other = anOrder(aPolishInvoice({ buyerReference: "MPK-301" }));
    const [report] = await pollToEnd([await submitAccepted(other, ksef)], ksef);

    expect(report).toMatchObject({
      status: "440",
      rejection: { code: "440", actionRequired: expect.stringContaining(numberOf(first?.networkReferences) ?? "-") },
    });
  });
});

describe("sending many invoices to KSeF", () => {
  const orders = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      anOrder(index % 5 === 3 ? aRefusedInvoice({ number: `FV/${index}` }) : aPolishInvoice({ number: `FV/${index}` })),
    );

  it.each([
    ["a few share one interactive session", 4, [1, 4, 0]],
    ["many share one archive", 25, [0, 0, 1]],
  ])("%s, and each has its own outcome", async (_case, count, [online, sent, batch]) => {
    ksef = await openKsef();

    const receipts = await provider.submitBatch(orders(count), ksef.call);
    const references = receipts.flatMap((receipt) => (receipt.outcome === "accepted" ? [receipt.reference] : []));
    const reports = await pollToEnd(references, ksef);

    expect(new Set(references.map(({ id }) => id)).size).toBe(count);
    expect(new Set(references.map(provider.polling.group)).size).toBe(1);
    expect([openings, sendings, batches].map((path) => countRequests(ksef, "POST", path))).toEqual([
      online,
      sent,
      batch,
    ]);
    references.forEach((reference, index) => {
      const report = reports.find((each) => each.reference.id === reference.id);
      expect(report?.status).toBe(index % 5 === 3 ? "450" : "200 (delivered)");
      expect(report?.native).toMatchObject({ invoiceHash: reference["hash"] });
    });
  });

  it("finds an archive again whose closing was not answered", async () => {
    ksef = await openKsef();
    const kept: Reference[] = [];
    const many = orders(12).map((order) => ({
      ...order,
      checkpoint: (reference: Reference) => Promise.resolve(void kept.push(reference)),
    }));
    ksef.simulator.fail({ path: /^\/sessions\/batch\/[^/]+\/close$/, times: 1, how: "lose" });

    const failure = await failureOf(provider.submitBatch(many, ksef.call));
    const found = await provider.reconcile({ ...many[0]!, progress: kept[0]! }, ksef.call);
    const again = await provider.submitBatch(
      many.map((order, index) => ({ ...order, progress: kept[index]! })),
      ksef.call,
    );

    expect(failure.consequence).toBe("hold");
    expect(found).toMatchObject({ outcome: "accepted", reference: { session: kept[0]?.["session"] } });
    expect(again.every(({ outcome }) => outcome === "accepted")).toBe(true);
    expect(countRequests(ksef, "POST", batches)).toBe(1);
  });

  it("sends an archive anew that was never closed", async () => {
    ksef = await openKsef();
    const kept: Reference[] = [];
    const many = orders(12).map((order) => ({
      ...order,
      checkpoint: (reference: Reference) => Promise.resolve(void kept.push(reference)),
    }));
    ksef.simulator.fail({ path: /^\/storage\//, times: 1, how: "cut" });

    const failure = await failureOf(provider.submitBatch(many, ksef.call));
    const again = await provider.submitBatch(
      many.map((order, index) => ({ ...order, progress: kept[index]! })),
      ksef.call,
    );

    expect(failure.consequence).toBe("retry");
    expect(again.every(({ outcome }) => outcome === "accepted")).toBe(true);
    expect(countRequests(ksef, "POST", batches)).toBe(2);
  });

  it("sends a document with an attachment in an archive, where alone it is taken", async () => {
    ksef = await openKsef();
    const written = writeFa3(aPolishInvoice());
    if (!("bytes" in written)) throw new Error("not written");
    const attachment =
      "<Zalacznik><BlokDanych><MetaDane><ZKlucz>Licznik</ZKlucz><ZWartosc>7</ZWartosc></MetaDane></BlokDanych></Zalacznik>";
    const bytes = Buffer.from(
      Buffer.from(written.bytes).toString("utf8").replace("</Faktura>", `${attachment}</Faktura>`),
    );
    const order = { ...anOrder(), document: { ...anOrder().document, bytes } };

    const [report] = await pollToEnd([await submitAccepted(order, ksef)], ksef);

    expect(report?.status).toBe("200 (delivered)");
    expect(countRequests(ksef, "POST", batches)).toBe(1);
  });
});
