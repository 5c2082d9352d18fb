import { afterEach, describe, expect, it } from "vitest";
import type { StatusReport } from "../../../src/provider-kit/provider.js";
import conformance from "../../../providers/nav/conformance.js";
import provider from "../../../providers/nav/index.js";
import { buyerCredentials } from "../../../providers/nav/simulator/accounts.js";
import { aCreditNote, aHungarianInvoice, anOrder } from "./a-hungarian-invoice.js";
import { countRequests, failureOf, openNav, type OpenNav, pollToEnd, submitAccepted } from "./open-nav.js";

let nav: OpenNav;
afterEach(() => nav.close());

async function reportDone(number: string, key = number) {
  const reference = await submitAccepted(anOrder(aHungarianInvoice({ number }), { key }), nav);
  const [report] = await pollToEnd([reference], nav);
  expect(report?.status).toBe("DONE");
  return reference;
}

/** Follows the log until it tells something; answers it and where it stands. */
async function followUntil(status: string, from?: string): Promise<{ report: StatusReport; cursor: string }> {
  let cursor = from;
  for (let question = 0; question < 200; question += 1) {
    const page = await provider.feed.list(cursor, nav.call);
    cursor = page.cursor;
    const report = page.items.find((each) => each.status === status);
    if (report && cursor !== undefined) return { report, cursor };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`nobody heard of ${status}`);
}

describe("the technical annulment of a report", () => {
  it("waits for a person: the invoice stays reported until that person has approved it", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");

    const asked = await provider.cancel(reference, "Wrong buyer", nav.call);
    const pending = await followUntil("VERIFICATION_PENDING");
    nav.others.deeds?.["approveAnnulment"]?.(reference.id);
    const done = await followUntil("VERIFICATION_DONE", pending.cursor);

    expect(asked).toEqual({ reference, status: "ANNUL requested" });
    expect(provider.statuses["ANNUL requested"]).toMatchObject({ clearance: "REPORTED" });
    expect(pending.report.reference.id).toBe(reference.id);
    expect(provider.statuses["VERIFICATION_PENDING"]).toMatchObject({ clearance: "REPORTED" });
    expect(done.report).toMatchObject({ reference: { id: reference.id }, at: expect.stringMatching(/Z$/) });
    expect(provider.statuses["VERIFICATION_DONE"]).toMatchObject({ clearance: "CANCELLED", final: true });
    expect((await reportDone("SZ-1", "another"))["number"]).toBe("SZ-1");
  });

  it("leaves the invoice reported when it is rejected", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");
    await provider.cancel(reference, "Wrong buyer", nav.call);
    await followUntil("VERIFICATION_PENDING");

    nav.others.deeds?.["rejectAnnulment"]?.(reference.id);
    const { report, cursor } = await followUntil("VERIFICATION_REJECTED");

    expect(report.reference.id).toBe(reference.id);
    expect(provider.statuses["VERIFICATION_REJECTED"]).toMatchObject({ clearance: "REPORTED" });
    expect(JSON.parse(cursor)).toMatchObject({ pending: [] });
  });

  it("is heard of long after it was asked for", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");
    await provider.cancel(reference, "Wrong buyer", nav.call);
    const { cursor } = await followUntil("VERIFICATION_PENDING");
    nav.others.deeds?.["approveAnnulment"]?.(reference.id);

    // Ten minutes are looked at once more: what was asked for up to now is not among them.
    const later = JSON.stringify({ ...JSON.parse(cursor), until: new Date(Date.now() + 10 * 60_000).toISOString() });
    const page = await provider.feed.list(later, nav.call);

    expect(page.items).toMatchObject([{ reference: { id: reference.id }, status: "VERIFICATION_DONE" }]);
  });

  it("can be asked for once at a time", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");
    await provider.cancel(reference, "Wrong buyer", nav.call);
    await followUntil("VERIFICATION_PENDING");

    await provider.cancel(reference, "Wrong buyer", nav.call);
    const { report } = await followUntil("NOT_VERIFIABLE");

    expect(report.label).toContain("waits for approval");
  });

  it("names the report and NAV's code in what it asks", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");

    await provider.cancel(reference, "ERRATIC_INVOICE_NUMBER: typed\n twice", nav.call);

    const sent = nav.exchanges.find(({ request }) => request.path === "/manageAnnulment");
    const [, base64 = ""] = /<invoiceAnnulment>(.*?)</.exec(Buffer.from(sent!.request.body).toString("utf8")) ?? [];
    const annulment = Buffer.from(base64, "base64").toString("utf8");
    expect(annulment).toContain("<annulmentCode>ERRATIC_INVOICE_NUMBER</annulmentCode>");
    expect(annulment).toContain(`<annulmentReason>typed twice [${reference.id}]</annulmentReason>`);
  });

  it("holds what nobody answered", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");
    nav.simulator.fail({ path: /^\/manageAnnulment$/, times: 1, how: "lose" });

    expect((await failureOf(provider.cancel(reference, "Wrong buyer", nav.call))).consequence).toBe("hold");
    expect((await followUntil("VERIFICATION_PENDING")).report.reference.id).toBe(reference.id);
  });

  it("takes the modifications of an invoice with it", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");
    await pollToEnd([await submitAccepted(anOrder(aCreditNote("SZ-1")), nav)], nav);
    await provider.cancel(reference, "Wrong buyer", nav.call);
    await followUntil("VERIFICATION_PENDING");

    nav.others.deeds?.["approveAnnulment"]?.(reference.id);

    expect((await reportDone("SZ-1-J"))["number"]).toBe("SZ-1-J");
  });
});

describe("what others report about us", () => {
  it("is listed from the beginning, page by page, and read as it was reported", async () => {
    nav = await openNav();
    const numbers = Array.from({ length: 120 }, (_, index) => `B-${index}`);
    const arrived = numbers.map((number) => nav.others.arrive?.(conformance.inbound(number)));

    const first = await provider.listReceived(undefined, nav.call);
    const second = await provider.listReceived(first.cursor, nav.call);
    const received = await provider.fetchReceived(first.items[0]!.reference, nav.call);

    expect([first.items.length, first.more, second.items.length, second.more]).toEqual([100, true, 20, false]);
    expect([...first.items, ...second.items].map(({ reference }) => reference.id)).toEqual(arrived);
    expect(received.document).toMatchObject({ format: "OSA", mediaType: "application/xml", fileName: "B-0.xml" });
    expect(Buffer.from(received.document.bytes)).toEqual(Buffer.from(conformance.inbound("B-0").bytes));
    expect(received.networkReferences).toEqual([{ kind: "NAV transaction", value: expect.any(String) }]);
  });

  it("comes again for ten minutes, so that nothing is missed that was saved late", async () => {
    nav = await openNav();
    nav.others.arrive?.(conformance.inbound("B-1"));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { cursor, items } = await provider.listReceived(undefined, nav.call);
    nav.others.arrive?.(conformance.inbound("B-2"));

    const next = await provider.listReceived(cursor, nav.call);

    expect(next.items.map(({ reference }) => reference["number"])).toEqual(["B-1", "B-2"]);
    expect(next.items[0]?.reference.id).toBe(items[0]?.reference.id);
  });

  it("is asked for in intervals of 35 days at most", async () => {
    nav = await openNav();
    const from = new Date(Date.now() - 80 * 24 * 60 * 60_000).toISOString();

    let page = await provider.listReceived(JSON.stringify({ from }), nav.call);
    for (; page.more; page = await provider.listReceived(page.cursor, nav.call));

    expect(countRequests(nav, "queryInvoiceDigest")).toBe(3);
  });

  it("is a failure of its own where NAV lists an invoice and does not have it", async () => {
    nav = await openNav();

    const failure = await failureOf(
      provider.fetchReceived({ id: "IN-1-1", number: "B-9", supplier: "99887764" }, nav.call),
    );

    expect(failure.problem).toMatchObject({ kind: "NOT_FOUND", message: expect.stringContaining("B-9") });
  });

  it("reaches the buyer of what was reported", async () => {
    nav = await openNav();
    await reportDone("SZ-1");
    const call = { ...nav.call, credentials: buyerCredentials };

    const { items } = await provider.listReceived(undefined, call);

    expect(items.map(({ reference }) => reference["number"])).toEqual(["SZ-1"]);
  });
});

describe("what NAV knows", () => {
  it("tells a valid tax number from one that is none", async () => {
    nav = await openNav();

    const known = await provider.lookUp({ scheme: "HU:TAX", value: "99887764-2-02" }, nav.call);
    const unknown = await provider.lookUp({ scheme: "9910", value: "HU20000002" }, nav.call);
    const other = await provider.lookUp({ scheme: "0208", value: "0887290276" }, nav.call);

    expect(known).toMatchObject({ reachable: true, name: "ÉSZAKI NYOMDA ZRT.", country: "HU" });
    expect(unknown).toMatchObject({ reachable: false, documents: [] });
    expect(other).toBeUndefined();
  });

  it("keeps its answer about a transaction as evidence", async () => {
    nav = await openNav();
    const reference = await reportDone("SZ-1");

    const [evidence] = await provider.fetchEvidence(reference, nav.call);
    const none = await provider.fetchEvidence({ ...reference, transaction: "NOTHING" }, nav.call);

    expect(evidence?.fileName).toBe(`${reference["transaction"]}-status.xml`);
    expect(Buffer.from(evidence!.bytes).toString("utf8")).toContain("<invoiceStatus>DONE</invoiceStatus>");
    expect(none).toEqual([]);
  });

  it("does not answer for a transaction that nobody made", async () => {
    nav = await openNav();

    expect(await provider.polling.fetch([{ id: "X-1", transaction: "X", index: "1" }], nav.call)).toEqual([]);
  });
});
