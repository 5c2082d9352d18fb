import { afterEach, describe, expect, it } from "vitest";
import type { ProviderConnection } from "../../../src/infrastructure/network/connect-provider.js";
import { connectTo } from "../../setup/connect-to.js";
import type { Provider, Reference, ResponseOrder } from "../../../src/provider-kit/provider.js";
import type { Credentials } from "../../../providers/myinvois/credentials.js";
import provider from "../../../providers/myinvois/index.js";
import { buyerClient } from "../../../providers/myinvois/simulator/taxpayers.js";
import { aMalaysianInvoice, anOrder } from "./a-malaysian-invoice.js";
import { aClock, type OpenMyInvois, openMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

let myInvois: OpenMyInvois;
let buyer: ProviderConnection<Credentials> | undefined;
afterEach(async () => {
  await buyer?.close();
  buyer = undefined;
  await myInvois.close();
});

async function aValidDocument(clock = aClock()): Promise<Reference> {
  // Time stands still: what is due is due at once.
  myInvois = await openMyInvois({}, { now: clock.now, stepMs: 0 });
  const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);
  await pollToEnd([reference], myInvois);
  return reference;
}

const rejection: ResponseOrder = {
  key: "rejection",
  kind: "REJECT",
  reasons: [{ code: "REF", text: "Wrong buyer details" }],
};

function asBuyer(): ProviderConnection<Credentials> {
  const { clientId, clientSecret, tin } = buyerClient;
  buyer ??= connectTo(provider, { baseUrl: myInvois.simulator.url, credentials: { clientId, clientSecret, tin } });
  return buyer;
}

const rejectAsBuyer = (reference: Reference, order = rejection) => provider.respond(reference, order, asBuyer().call);

describe("cancelling at MyInvois", () => {
  it("works within 72 hours of validation", async () => {
    const clock = aClock();
    const reference = await aValidDocument(clock);
    clock.advanceHours(71.9);

    const report = await provider.cancel(reference, "Wrong invoice details", myInvois.call);
    const [polled] = await pollToEnd([reference], myInvois);

    expect(report).toEqual({ reference, status: "Cancelled" });
    expect(polled).toMatchObject({ status: "Cancelled", label: "Wrong invoice details" });
  });

  it("is refused after 72 hours with the way out", async () => {
    const clock = aClock();
    const reference = await aValidDocument(clock);
    clock.advanceHours(72.1);

    const cancelling = provider.cancel(reference, "Too late", myInvois.call);

    await expect(cancelling).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "OperationPeriodOver", message: expect.stringContaining("credit, debit or refund note") },
    });
  });

  it("finds what was asked for when it is repeated after a lost answer", async () => {
    const reference = await aValidDocument();
    myInvois.simulator.fail({ method: "PUT", path: /state$/, times: 1, how: "lose" });

    await expect(provider.cancel(reference, "Twice", myInvois.call)).rejects.toMatchObject({ consequence: "hold" });

    expect(await provider.cancel(reference, "Twice", myInvois.call)).toEqual({ reference, status: "Cancelled" });
  });

  it("is refused for a document that is not valid yet", async () => {
    const clock = aClock();
    myInvois = await openMyInvois({}, { now: clock.now, stepMs: 60_000 });
    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    const cancelling = provider.cancel(reference, "Too early", myInvois.call);

    await expect(cancelling).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "IncorrectState", message: expect.stringContaining("only a valid document") },
    });
  });

  it("is refused while a credit note refers to the document", async () => {
    const reference = await aValidDocument();
    const creditNote = aMalaysianInvoice({
      number: "CN-1",
      typeCode: "381",
      kind: "CREDIT_NOTE",
      precedingInvoices: [{ number: "INV-2026-0117", clearanceId: reference.id }],
    });
    await pollToEnd([await submitAccepted(anOrder(creditNote), myInvois)], myInvois);

    const cancelling = provider.cancel(reference, "Referred to", myInvois.call);

    await expect(cancelling).rejects.toMatchObject({ problem: { nativeCode: "ActiveReferencingDocuments" } });
  });

  it("cuts a reason that is longer than MyInvois takes", async () => {
    const reference = await aValidDocument();

    const report = await provider.cancel(reference, "x".repeat(500), myInvois.call);

    expect(report.status).toBe("Cancelled");
  });
});

describe("a buyer's rejection at MyInvois", () => {
  it("is a request: the document stays cleared and is under query", async () => {
    const reference = await aValidDocument();
    const statuses: Provider["statuses"] = provider.statuses;

    const answer = await rejectAsBuyer(reference);
    const [report] = await pollToEnd([reference], myInvois);

    expect(answer).toEqual({ reference, status: "Requested for Rejection" });
    expect(statuses[answer.status]).toEqual({});
    expect(report).toMatchObject({ status: "Valid (rejection requested)", label: "Wrong buyer details" });
    expect(statuses[report!.status]).toEqual({
      transport: "ACCEPTED_BY_PROVIDER",
      clearance: "CLEARED",
      business: "UNDER_QUERY",
      final: true,
    });
  });

  it("is all that a buyer can say", () => {
    expect(provider.responses).toEqual(["REJECT"]);
  });

  it("says every reason and the note, as far as MyInvois has room", async () => {
    const reference = await aValidDocument();
    const reasons = [{ code: "REF", text: "Wrong order" }, { code: "QTY" }];

    await rejectAsBuyer(reference, { ...rejection, reasons, note: "x".repeat(400) });
    const [report] = await pollToEnd([reference], myInvois);

    expect(report?.label).toMatch(/^Wrong order; QTY; x+$/);
    expect(report?.label).toHaveLength(300);
  });

  it("can be made only once", async () => {
    const reference = await aValidDocument();
    await rejectAsBuyer(reference);

    await expect(rejectAsBuyer(reference)).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "IncorrectState", message: expect.stringContaining("rejected, and only once") },
    });
  });

  it("is refused after 72 hours with the way out", async () => {
    const clock = aClock();
    const reference = await aValidDocument(clock);
    clock.advanceHours(72.1);

    await expect(rejectAsBuyer(reference)).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "OperationPeriodOver", message: expect.stringContaining("credit, debit or refund note") },
    });
  });

  it("is refused while a credit note refers to the document", async () => {
    const reference = await aValidDocument();
    const creditNote = aMalaysianInvoice({
      number: "CN-1",
      typeCode: "381",
      kind: "CREDIT_NOTE",
      precedingInvoices: [{ number: "INV-2026-0117", clearanceId: reference.id }],
    });
    await pollToEnd([await submitAccepted(anOrder(creditNote), myInvois)], myInvois);

    await expect(rejectAsBuyer(reference)).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "ActiveReferencingDocuments" },
    });
  });

  it("says nothing about a document that its buyer cannot see yet", async () => {
    myInvois = await openMyInvois({}, { stepMs: 60_000 });
    const reference = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    await expect(rejectAsBuyer(reference)).rejects.toMatchObject({ problem: { kind: "NOT_FOUND" } });
  });

  it("is found when its answer was lost, and not found when it was never heard", async () => {
    const reference = await aValidDocument();
    const { call } = asBuyer();
    expect(await provider.findResponse(reference, rejection, call)).toBeUndefined();
    myInvois.simulator.fail({ method: "PUT", path: /state$/, times: 1, how: "lose" });

    await expect(rejectAsBuyer(reference)).rejects.toMatchObject({ consequence: "hold" });

    const found = await provider.findResponse(reference, rejection, call);
    expect(found).toMatchObject({ reference, status: "Requested for Rejection", at: expect.any(String) });
    expect(found?.native).not.toHaveProperty("document");
  });

  it("reaches an issuer who never hears of it otherwise", async () => {
    const reference = await aValidDocument();

    myInvois.simulator.simulator.deeds?.["reject"]?.(reference.id);
    const [report] = await pollToEnd([reference], myInvois);

    expect(report?.status).toBe("Valid (rejection requested)");
  });
});
