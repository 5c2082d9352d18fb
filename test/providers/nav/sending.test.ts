import { afterEach, describe, expect, it } from "vitest";
import type { Reference } from "../../../src/provider-kit/provider.js";
import conformance from "../../../providers/nav/conformance.js";
import provider from "../../../providers/nav/index.js";
import { aCreditNote, aHungarianInvoice, anAbortedInvoice, anInvoiceAt, anOrder } from "./a-hungarian-invoice.js";
import { countRequests, failureOf, openNav, type OpenNav, pollToEnd, referenceOf, submitAccepted } from "./open-nav.js";

let nav: OpenNav;
afterEach(() => nav.close());

describe("reporting to NAV", () => {
  it("has an invoice reported, under the id of its transaction", async () => {
    nav = await openNav();

    const receipt = await provider.submit(anOrder(aHungarianInvoice()), nav.call);
    const reference = referenceOf(receipt);
    const [report] = await pollToEnd([reference], nav);

    expect(receipt).toMatchObject({ status: "RECEIVED" });
    expect(reference).toMatchObject({ id: `${reference["transaction"]}-1`, index: "1", number: "SZ-2026/0117" });
    expect(report).toMatchObject({
      status: "DONE",
      networkReferences: [{ kind: "NAV transaction", value: reference["transaction"] }],
    });
    expect(provider.statuses["DONE"]).toMatchObject({ clearance: "REPORTED", final: true });
  });

  it.each([
    ["simplified ones", aHungarianInvoice({ extensions: { onlineSzamla: { category: "SIMPLIFIED" } } })],
    ["newspapers at a rate of zero", anInvoiceAt("Z")],
  ])("has other invoices reported as well: %s", async (_, invoice) => {
    nav = await openNav();

    const reference = await submitAccepted(anOrder(invoice), nav);

    expect(await pollToEnd([reference], nav)).toMatchObject([{ status: "DONE" }]);
  });

  it("learns that a simplified invoice with the amounts of another is aborted", async () => {
    nav = await openNav();
    const order = anOrder(aHungarianInvoice());
    const text = Buffer.from(order.document.bytes).toString("utf8").replace(">NORMAL<", ">SIMPLIFIED<");

    const reference = await submitAccepted(
      { ...order, document: { ...order.document, bytes: Buffer.from(text, "utf8") } },
      nav,
    );

    const [report] = await pollToEnd([reference], nav);
    expect(report).toMatchObject({ status: "ABORTED" });
    expect(JSON.stringify(report)).toContain("LINE_SUMMARY_TYPE_MISMATCH_LINE_NORMAL");
  });

  it("sends a report of the client's own as it is", () => {
    const { document: raw } = anOrder(aHungarianInvoice());
    const others = [{ number: "SZ-1" }, { number: "SZ-2" }];

    expect(provider.prepare({ invoice: aHungarianInvoice({ notes: [{ text: "read from it" }] }), raw })).toEqual({
      document: { ...raw, fileName: "SZ-2026-0117.xml" },
    });
    expect(provider.prepare({ invoice: aCreditNote("SZ-1", { precedingInvoices: others }), raw })).toMatchObject({
      violations: [{ rule: "NAV-BG-3" }],
    });
  });

  it("reports a hundred invoices in one request and has a verdict on each", async () => {
    nav = await openNav();
    const orders = Array.from({ length: 100 }, (_, index) => {
      const number = `SZ-${index}`;
      return anOrder(index % 10 === 3 ? anAbortedInvoice({ number }) : aHungarianInvoice({ number }));
    });

    const references = (await provider.submitBatch(orders, nav.call)).map(referenceOf);
    const reports = await pollToEnd(references, nav);

    expect(countRequests(nav, "manageInvoice")).toBe(1);
    expect(new Set(references.map(provider.polling.group)).size).toBe(1);
    expect(reports.map(({ reference, status }) => [reference.id, status])).toEqual(
      references.map(({ id }, index) => [id, index % 10 === 3 ? "ABORTED" : "DONE"]),
    );
  });

  it("keeps a number out of a request that has it already, and the first receipt before the second request", async () => {
    nav = await openNav();
    const kept: Reference[] = [];
    const checkpoint = (reference: Reference) => Promise.resolve(void kept.push(reference));
    const first = anOrder(aHungarianInvoice(), { key: "one", checkpoint });
    const second = anOrder(aHungarianInvoice({ issueDate: "2026-03-03" }), { key: "two" });

    const [one, two] = await provider.submitBatch([first, second], nav.call);
    const [kept1] = await pollToEnd([referenceOf(one)], nav);
    const [kept2] = await pollToEnd([referenceOf(two)], nav);

    expect(countRequests(nav, "manageInvoice")).toBe(2);
    expect(kept.at(-1)).toEqual(referenceOf(one));
    expect([kept1?.status, kept2?.status]).toEqual(["DONE", "ABORTED"]);
  });

  it("does not send again what an earlier attempt has kept", async () => {
    nav = await openNav();
    const progress = await submitAccepted(anOrder(aHungarianInvoice()), nav);

    const receipt = await provider.submit(anOrder(aHungarianInvoice(), { progress }), nav.call);

    expect(referenceOf(receipt)).toEqual(progress);
    expect(countRequests(nav, "manageInvoice")).toBe(1);
  });

  it("says why a report was aborted, and on which line", async () => {
    nav = await openNav();

    const reference = await submitAccepted(anOrder(anAbortedInvoice()), nav);
    const [report] = await pollToEnd([reference], nav);

    expect(report).toMatchObject({
      status: "ABORTED",
      rejection: {
        code: "INVALID_VAT_DATA",
        violations: [
          { rule: "INVALID_VAT_DATA", ruleset: "NAV", severity: "ERROR", message: expect.stringContaining("line 1") },
          { rule: "INVALID_VAT_DATA" },
        ],
      },
    });
    expect(provider.statuses["ABORTED"]).toMatchObject({ clearance: "REJECTED", final: true });
  });

  it("takes NAV's doubts as warnings of what is reported", async () => {
    nav = await openNav();
    const { totals } = aHungarianInvoice();
    const doubtful = aHungarianInvoice({ totals: { ...totals, taxExclusive: "100000.00" } });

    const reference = await submitAccepted(anOrder(doubtful), nav);
    const [report] = await pollToEnd([reference], nav);

    expect(report).toMatchObject({
      status: "DONE (WARN)",
      label: expect.stringContaining("100000.00"),
      warnings: [{ rule: "INCORRECT_SUMMARY_CALCULATION_INVOICE_NET_AMOUNT", severity: "WARNING" }],
    });
    expect(report?.rejection).toBeUndefined();
    expect(provider.statuses["DONE (WARN)"]).toMatchObject({ clearance: "REPORTED", final: true });
  });

  it("has a number once: another invoice under it is aborted", async () => {
    nav = await openNav();
    await pollToEnd([await submitAccepted(anOrder(aHungarianInvoice(), { key: "one" }), nav)], nav);

    const other = aHungarianInvoice({ dueDate: "2026-05-01" });
    const [report] = await pollToEnd([await submitAccepted(anOrder(other, { key: "two" }), nav)], nav);

    expect(report).toMatchObject({ status: "ABORTED", rejection: { code: "INVOICE_NUMBER_NOT_UNIQUE" } });
  });

  it("takes a second copy of the same report for what it is", async () => {
    nav = await openNav();
    await pollToEnd([await submitAccepted(anOrder(aHungarianInvoice(), { key: "one" }), nav)], nav);

    const again = await submitAccepted(anOrder(aHungarianInvoice(), { key: "two" }), nav);
    const [report] = await pollToEnd([again], nav);

    expect(report).toMatchObject({ status: "DONE (reported before)" });
    expect(provider.statuses["DONE (reported before)"]).toMatchObject({ clearance: "REPORTED" });
  });

  it("modifies an invoice that is reported, once under one index", async () => {
    nav = await openNav();
    await pollToEnd([await submitAccepted(anOrder(aHungarianInvoice({ number: "SZ-1" })), nav)], nav);

    const [first] = await pollToEnd([await submitAccepted(anOrder(aCreditNote("SZ-1")), nav)], nav);
    const second = aCreditNote("SZ-1", { number: "SZ-1-K" });
    const [clash] = await pollToEnd([await submitAccepted(anOrder(second), nav)], nav);
    const [unknown] = await pollToEnd([await submitAccepted(anOrder(aCreditNote("SZ-9")), nav)], nav);

    expect(first?.status).toBe("DONE");
    expect(clash?.rejection?.violations.map(({ rule }) => rule)).toEqual([
      "MODIFICATION_INDEX_NOT_UNIQUE",
      "INVOICE_LINE_ALREADY_EXISTS",
    ]);
    expect(unknown?.rejection?.code).toBe("INVALID_INVOICE_REFERENCE");
  });

  it("compresses what is too large for a request", async () => {
    nav = await openNav();
    const invoice = anInvoiceAt("S");
    const line = aHungarianInvoice().lines[1]!;
    const lines = Array.from({ length: 7_000 }, (_, index) => ({ ...line, id: String(index + 1) }));
    const large = anOrder({
      ...invoice,
      lines,
      vatBreakdown: [{ category: "S", rate: "5", taxableAmount: "161000000.00", taxAmount: "8050000.00" }],
      totals: { ...invoice.totals, taxExclusive: "161000000.00", vatAmount: "8050000.00" },
    });

    const [report] = await pollToEnd([await submitAccepted(large, nav)], nav);

    expect(large.document.bytes.length).toBeGreaterThan(7_500_000);
    expect(report).toMatchObject({ status: "DONE", native: { compressedContentIndicator: true } });
  });

  it("refuses to prepare a report beyond 15 MB", async () => {
    nav = await openNav();
    const classifications = Array.from({ length: 50 }, () => ({ list: "ZZZ", value: "k/".repeat(125) }));
    const line = { ...aHungarianInvoice().lines[1]!, item: { name: "Kávé", classifications, attributes: [] } };
    const lines = Array.from({ length: 800 }, () => line);

    expect(provider.prepare({ invoice: aHungarianInvoice({ lines }) })).toMatchObject({
      violations: [{ rule: "NAV-BG-25", path: ["lines"] }],
    });
  });

  it.each(conformance.errors)("understands $name", async ({ path, answer, consequence, ...more }) => {
    nav = await openNav();
    nav.simulator.fail({ path, times: 1, how: { answer } });

    const failure = await failureOf(provider.submit(anOrder(aHungarianInvoice()), nav.call));

    expect(failure.consequence).toBe(consequence);
    if ("kind" in more) expect(failure.problem.kind).toBe(more.kind);
  });

  it("tells the codes and the request of an error", async () => {
    nav = await openNav();
    const [sample] = conformance.errors;
    nav.simulator.fail({ path: sample!.path, times: 1, how: { answer: sample!.answer } });

    const { problem } = await failureOf(provider.submit(anOrder(aHungarianInvoice()), nav.call));

    expect(problem).toMatchObject({ nativeCode: "INVALID_SECURITY_USER", requestId: "RID1" });
    expect(problem.message).toContain("said of INVALID_SECURITY_USER");
  });
});

describe("signing in to NAV", () => {
  it("is refused with a wrong password, a wrong signing key and another taxpayer's number", async () => {
    for (const [wrong, code] of [
      [{ password: "wrong" }, "INVALID_SECURITY_USER"],
      [{ signingKey: "wrong" }, "INVALID_REQUEST_SIGNATURE"],
      [{ taxNumber: "99887764" }, "INVALID_USER_RELATION"],
      [{ taxNumber: "20000002" }, "NOT_REGISTERED_CUSTOMER"],
    ] as const) {
      nav = await openNav();
      const call = { ...nav.call, credentials: { ...nav.call.credentials, ...wrong } };

      const failure = await failureOf(provider.submit(anOrder(aHungarianInvoice()), call));

      expect(failure).toMatchObject({ consequence: "retry", problem: { nativeCode: code } });
      expect(countRequests(nav, "manageInvoice")).toBe(0);
      await nav.close();
    }
    nav = await openNav();
  });

  it("notices an exchange key that opens no token", async () => {
    nav = await openNav();
    const call = { ...nav.call, credentials: { ...nav.call.credentials, exchangeKey: "0000000000000000" } };

    const failure = await failureOf(provider.submit(anOrder(aHungarianInvoice()), call));

    expect(failure).toMatchObject({ consequence: "retry", problem: { kind: "AUTHENTICATION" } });
  });

  it("sends no request before it has remembered it", async () => {
    nav = await openNav();
    const checkpoint = () => Promise.reject(new Error("somebody else works on it"));

    await expect(provider.submit(anOrder(aHungarianInvoice(), { checkpoint }), nav.call)).rejects.toThrow("somebody");

    expect(countRequests(nav, "manageInvoice")).toBe(0);
  });
});
