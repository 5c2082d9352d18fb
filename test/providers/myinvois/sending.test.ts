import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Reference } from "../../../src/provider-kit/provider.js";
import provider from "../../../providers/myinvois/index.js";
import { aMalaysianInvoice, anInvalidInvoice, anOrder, aSeller } from "./a-malaysian-invoice.js";
import { countRequests, type OpenMyInvois, openMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

const submissions = /^\/api\/v1\.0\/documentsubmissions\/$/;
let myInvois: OpenMyInvois;
afterEach(() => myInvois.close());

const failureOf = async (work: Promise<unknown>): Promise<ProviderFailure> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ProviderFailure)) throw new Error(`no provider failure but ${String(failure)}`);
  return failure;
};

describe("sending to MyInvois", () => {
  it("has an invoice cleared with its UUID and long id", async () => {
    myInvois = await openMyInvois();

    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);
    const [report] = await pollToEnd([reference], myInvois);

    expect(reference.id).toMatch(/^[A-Z0-9]{26}$/);
    expect(report).toMatchObject({ reference, status: "Valid", at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(report?.networkReferences).toEqual([
      { kind: "MyInvois UUID", value: reference.id },
      { kind: "MyInvois long id", value: expect.stringMatching(/^[A-Z0-9]+$/) },
    ]);
    expect(provider.statuses["Valid"]).toMatchObject({ clearance: "CLEARED", final: true });
  });

  it("sends a hundred invoices in one request and answers for each in its place", async () => {
    myInvois = await openMyInvois();
    const orders = Array.from({ length: 100 }, (_, index) => {
      const number = `INV-${index}`;
      if (index % 10 === 3) return anOrder(anInvalidInvoice({ number }));
      const order = anOrder(aMalaysianInvoice({ number }));
      // The document says another number than the request: refused at once.
      return index % 10 === 7 ? { ...order, invoice: { ...order.invoice, number: `OTHER-${index}` } } : order;
    });

    const receipts = await provider.submitBatch(orders, myInvois.call);
    const references = receipts.flatMap((receipt) => (receipt.outcome === "accepted" ? [receipt.reference] : []));
    const reports = await pollToEnd(references, myInvois);

    expect(countRequests(myInvois, "POST", submissions)).toBe(1);
    expect(new Set(references.map(provider.polling.group)).size).toBe(1);
    receipts.forEach((receipt, index) => {
      if (index % 10 === 7) {
        expect(receipt).toMatchObject({
          outcome: "rejected",
          rejection: {
            code: "ValidationError",
            violations: [{ rule: "CodeNumberMismatch", message: expect.stringContaining(`OTHER-${index}`) }],
          },
        });
        return;
      }
      const report = reports.find(
        (each) => receipt.outcome === "accepted" && each.reference.id === receipt.reference.id,
      );
      expect(report).toMatchObject({
        status: index % 10 === 3 ? "Invalid" : "Valid",
        native: { internalId: `INV-${index}` },
      });
    });
  });

  it("says why a document is invalid", async () => {
    myInvois = await openMyInvois();

    const reference = await submitAccepted(anOrder(anInvalidInvoice()), myInvois);
    const [report] = await pollToEnd([reference], myInvois);

    expect(report?.rejection).toMatchObject({
      code: "TotalMismatch",
      violations: [
        { rule: "TotalMismatch", ruleset: "MyInvois", severity: "ERROR", message: expect.stringContaining("1.00") },
        { rule: "TotalMismatch" },
      ],
    });
  });

  it("finds a second document of the same number and moment invalid for good", async () => {
    myInvois = await openMyInvois();
    const first = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);
    await pollToEnd([first], myInvois);

    const second = await submitAccepted(anOrder(aMalaysianInvoice({ paymentTerms: "Cash" })), myInvois);
    const [report] = await pollToEnd([second], myInvois);

    expect(report).toMatchObject({ status: "Invalid", rejection: { code: "DS302" } });
    expect(report?.rejection?.message).toContain(first.id);
  });

  it("sends two documents of one number in two requests, keeping the first receipt before the second", async () => {
    myInvois = await openMyInvois();
    const kept: Reference[] = [];
    const checkpoint = (reference: Reference) => Promise.resolve(void kept.push(reference));
    const first = anOrder(aMalaysianInvoice(), { checkpoint });
    const second = anOrder(aMalaysianInvoice({ issueTime: "09:00:00" }));

    const receipts = await provider.submitBatch([first, second], myInvois.call);

    expect(countRequests(myInvois, "POST", submissions)).toBe(2);
    expect(receipts).toMatchObject([{ outcome: "accepted", reference: kept[0] }, { outcome: "accepted" }]);
    expect(kept).toHaveLength(1);
  });

  it("does not send again what an earlier attempt has kept", async () => {
    myInvois = await openMyInvois();
    const progress = { id: "A".repeat(26), submission: "B".repeat(26) };

    const receipt = await provider.submit(anOrder(aMalaysianInvoice(), { progress }), myInvois.call);

    expect(receipt).toMatchObject({ outcome: "accepted", reference: progress });
    expect(countRequests(myInvois, "POST", submissions)).toBe(0);
  });

  it("keeps another taxpayer's document out of the submission", async () => {
    myInvois = await openMyInvois();
    const foreign = aSeller({
      identifiers: [
        { scheme: "MY:TIN", value: "C11111111111" },
        { scheme: "MY:MSIC", value: "46510" },
      ],
    });

    const receipts = await provider.submitBatch(
      [anOrder(aMalaysianInvoice({ seller: foreign })), anOrder(aMalaysianInvoice({ number: "INV-2" }))],
      myInvois.call,
    );

    expect(receipts).toMatchObject([
      { outcome: "rejected", rejection: { code: "IncorrectSubmitter" } },
      { outcome: "accepted" },
    ]);
  });

  it("holds an order when its answer does not name it", async () => {
    myInvois = await openMyInvois();
    const body = { submissionUID: "S".repeat(26), acceptedDocuments: [{ uuid: "U", invoiceCodeNumber: "OTHER" }] };
    myInvois.simulator.fail({ method: "POST", path: submissions, times: 1, how: { answer: { status: 202, body } } });

    const failure = await failureOf(provider.submit(anOrder(aMalaysianInvoice()), myInvois.call));

    expect(failure).toMatchObject({ consequence: "hold", problem: { kind: "INVALID_RESPONSE" } });
  });

  it("asks every page of a long submission", async () => {
    myInvois = await openMyInvois();
    const summary = (uuid: string) => ({ uuid, submissionUid: "S", internalId: uuid, status: "Valid" });
    const page = (documentSummary: unknown[]) => ({
      answer: {
        status: 200,
        body: { submissionUid: "S", documentCount: 101, overallStatus: "valid", documentSummary },
      },
    });
    const path = /documentsubmissions\/S$/;
    const first = Array.from({ length: 100 }, (_, index) => summary(`U${index}`));
    myInvois.simulator.fail({ path, times: 1, how: page(first) });
    myInvois.simulator.fail({ path, times: 1, how: page([summary("LAST")]) });

    const reports = await provider.polling.fetch([{ id: "LAST", submission: "S" }], myInvois.call);

    expect(reports).toMatchObject([{ status: "Valid", reference: { id: "LAST" } }]);
  });
});

describe("a lost or repeated submission to MyInvois", () => {
  it("is found again by number, moment of issue and supplier", async () => {
    myInvois = await openMyInvois();
    const order = anOrder(aMalaysianInvoice());
    myInvois.simulator.fail({ method: "POST", path: submissions, times: 1, how: "lose" });

    const failure = await failureOf(provider.submit(order, myInvois.call));
    // The newest come first in the list: neither another number nor another second may be taken for it.
    await submitAccepted(anOrder(aMalaysianInvoice({ number: "INV-OTHER" })), myInvois);
    await submitAccepted(anOrder(aMalaysianInvoice({ issueTime: "07:15:01+08:00" })), myInvois);
    const found = await provider.reconcile(order, myInvois.call);

    expect(failure.consequence).toBe("hold");
    if (found?.outcome !== "accepted") throw new Error("nothing was found");
    const [report] = await pollToEnd([found.reference], myInvois);
    expect(report).toMatchObject({
      status: "Valid",
      native: { internalId: order.invoice.number, dateTimeIssued: "2026-01-30T23:15:00Z" },
    });
  });

  it("is not found when it never arrived", async () => {
    myInvois = await openMyInvois();
    const order = anOrder(aMalaysianInvoice());
    myInvois.simulator.fail({ method: "POST", path: submissions, times: 1, how: "cut" });

    const failure = await failureOf(provider.submit(order, myInvois.call));

    expect(failure.consequence).toBe("hold");
    expect(await provider.reconcile(order, myInvois.call)).toBeUndefined();
  });

  it("is held as a duplicate within ten minutes, and the first one is adopted", async () => {
    myInvois = await openMyInvois();
    const order = anOrder(aMalaysianInvoice());
    const first = await submitAccepted(order, myInvois);

    const failure = await failureOf(provider.submit(order, myInvois.call));
    const adopted = await provider.reconcile(order, myInvois.call);

    expect(failure).toMatchObject({
      consequence: "hold",
      problem: { kind: "DUPLICATE", nativeCode: "DuplicateSubmission", httpStatus: 422 },
    });
    expect(failure.retryAfterSeconds).toBeGreaterThan(0);
    expect(adopted).toMatchObject({ outcome: "accepted", reference: first });
  });

  it("adopts an invalid document as submitted, so that polling brings its reasons", async () => {
    myInvois = await openMyInvois();
    const order = anOrder(anInvalidInvoice());
    const reference = await submitAccepted(order, myInvois);
    await pollToEnd([reference], myInvois);

    const found = await provider.reconcile(order, myInvois.call);

    expect(found).toMatchObject({ outcome: "accepted", status: "Submitted", reference });
  });

  it("survives a kill of MyInvois", async () => {
    const directory = mkdtempSync(join(tmpdir(), "myinvois-"));
    try {
      const ledgerFile = join(directory, "ledger.jsonl");
      const before = await openMyInvois({}, { ledgerFile, stepMs: 300 });
      const order = anOrder(aMalaysianInvoice());
      const reference = await submitAccepted(order, before);
      await before.close();

      myInvois = await openMyInvois({}, { ledgerFile });
      const [report] = await pollToEnd([reference], myInvois);

      expect(report).toMatchObject({ status: "Valid", reference });
      expect((await failureOf(provider.submit(order, myInvois.call))).problem.kind).toBe("DUPLICATE");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe("limits of MyInvois", () => {
  it("are waited for as long as it says", async () => {
    myInvois = await openMyInvois({ requestsPerMinute: { submit: 1 } });
    await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    const failure = await failureOf(provider.submit(anOrder(aMalaysianInvoice({ number: "INV-2" })), myInvois.call));

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "RATE_LIMITED", httpStatus: 429 } });
    expect(failure.retryAfterSeconds).toBeGreaterThan(50);
    expect(failure.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  it("refuse more than a hundred documents with the provider's trace", async () => {
    myInvois = await openMyInvois();
    const orders = Array.from({ length: 101 }, (_, index) => anOrder(aMalaysianInvoice({ number: `INV-${index}` })));

    const failure = await failureOf(provider.submitBatch(orders, myInvois.call));

    expect(failure).toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "MaximumSizeExceeded", requestId: expect.stringMatching(/.+/) },
      rejection: { code: "MaximumSizeExceeded" },
    });
  });
});
