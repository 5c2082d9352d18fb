import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import material from "../../../providers/afnor-pa/conformance.js";
import provider from "../../../providers/afnor-pa/index.js";
import { buyer, undecided, unknown } from "../../../providers/afnor-pa/simulator/directory.js";
import { readCdar } from "../../../src/formats/cdar/read-cdar.js";
import type { BusinessResponse } from "../../../src/domain/business-response.js";
import type { DocumentContent, ResponseOrder } from "../../../src/provider-kit/provider.js";
import { has, openPlatform, type OpenPlatform, readLogUntil } from "./open-platform.js";

let open: OpenPlatform;
afterEach(() => open.close());

const sample = (number: string): DocumentContent => {
  const document = material.inbound?.(number);
  if (!document) throw new Error("there is no sample");
  return document;
};

const arrive = (number: string): string => open.simulator.simulator.arrive?.(sample(number)) ?? "";

const answering = (kind: BusinessResponse["kind"], changes: Partial<ResponseOrder> = {}): ResponseOrder => ({
  key: randomUUID(),
  kind,
  reasons: [],
  ...changes,
});

/** The lifecycle message that we posted. */
const posted = async (key: string) => {
  const sent = await open.call.http.send({
    operation: "test",
    method: "POST",
    path: "/flow-service/v1/flows/search",
    body: { json: { where: { trackingId: key } } },
    expect: { bytes: (bytes) => JSON.parse(Buffer.from(bytes).toString()) as { results: { flowId: string }[] } },
    effect: "read",
  });
  const bytes = await open.call.http.send({
    operation: "test",
    method: "GET",
    path: `/flow-service/v1/flows/${sent.results[0]?.flowId}`,
    query: { docType: "Original" },
    expect: { bytes: (content) => content },
    effect: "read",
  });
  const read = readCdar(bytes);
  if ("problem" in read) throw new Error(read.problem);
  return read.message;
};

describe("receiving from an approved platform", () => {
  it("lists every invoice once, over all pages and overlaps, and then only what is new", async () => {
    open = await openPlatform();
    const ids = Array.from({ length: 105 }, (_, index) => arrive(`IN-${index}`));
    const walk = async (from: string | undefined) => {
      const listed: string[] = [];
      let cursor = from;
      for (let more = true; more;) {
        const page = await provider.listReceived(cursor, open.call);
        listed.push(...page.items.map(({ reference }) => reference.id));
        ({ more } = page);
        cursor = page.cursor ?? cursor;
      }
      return { listed, cursor };
    };

    const first = await walk(undefined);
    const late = arrive("IN-LATE");
    const second = await walk(first.cursor);
    const third = await walk(second.cursor);

    expect(first.listed).toEqual(ids);
    expect(second.listed).toEqual([late]);
    expect(third.listed).toEqual([]);
  });

  it("fetches an invoice as it came, named as statuses will name it", async () => {
    open = await openPlatform();
    const id = arrive("IN-1");

    const received = await provider.fetchReceived({ id }, open.call);

    expect(received.document).toMatchObject({ format: "CII", fileName: "IN-1.xml" });
    expect(Buffer.compare(received.document.bytes, sample("IN-1").bytes)).toBe(0);
    expect(received.networkReferences).toEqual([{ kind: "fr-invoice", value: "400000006/IN-1/2026-11-20" }]);
    expect(Date.parse(received.receivedAt ?? "")).not.toBeNaN();
  });

  it("has a readable view of every invoice, and none of a flow that is not there", async () => {
    open = await openPlatform();
    const id = arrive("IN-1");

    const pdf = await provider.fetchPdf({ id }, open.call);

    expect(Buffer.from(pdf?.bytes ?? []).toString("latin1")).toMatch(/^%PDF-1\.4[\s\S]*Facture IN-1/);
    expect(await provider.fetchPdf({ id: randomUUID() }, open.call)).toBeUndefined();
  });

  it("hears that a seller cancels what was received", async () => {
    open = await openPlatform();
    const id = arrive("IN-1");
    open.simulator.simulator.deeds?.["cancel"]?.(id);

    const [cancelled] = (await readLogUntil(open, has("220"))).filter(has("220"));

    expect(cancelled?.reference.id).toBe("400000006/IN-1/2026-11-20");
  });
});

describe("answering a seller", () => {
  it.each([
    [answering("IN_PROCESS"), "204", "45"],
    [answering("ACCEPT"), "205", "1"],
    [answering("CONDITIONALLY_ACCEPT", { reasons: [{ code: "QTY" }] }), "206", "49"],
    [answering("DISPUTE", { reasons: [{ code: "PRI" }] }), "207", "46"],
    [answering("UNDER_QUERY", { reasons: [{ code: "REF" }] }), "208", "39"],
    [answering("REJECT", { reasons: [{ code: "LEG" }] }), "210", "50"],
    [answering("PAID"), "211", "47"],
  ])("says $kind", async (response, code, standardCode) => {
    open = await openPlatform();
    const reference = { id: arrive("IN-1") };

    const report = await provider.respond(reference, response, open.call);
    const message = await posted(response.key);

    expect(report).toMatchObject({ reference, status: "Pending" });
    expect(message).toMatchObject({ phase: "TREATMENT", issuer: { role: "BY", id: { value: buyer.siren } } });
    expect(message.documents).toMatchObject([
      { number: "IN-1", issueDate: "2026-11-20", code, standardCode, seller: { value: "400000006" } },
    ]);
    expect(await provider.findResponse(reference, response, open.call)).toMatchObject({ status: "Pending" });
  });

  it("tells the tax authority of a refusal, with a reason that a refusal may have and the buyer's own words", async () => {
    open = await openPlatform();
    const reasons = [{ code: "QUA", text: "Tuiles fêlées" }];
    const response = answering("REJECT", { reasons, note: "Retour le 2 décembre" });

    await provider.respond({ id: arrive("IN-1") }, response, open.call);

    const { recipients, documents } = await posted(response.key);
    expect(recipients.map(({ role }) => role)).toEqual(["SE", "DFH"]);
    expect(documents[0]?.details).toEqual([
      { reasonCode: "NON_CONFORME", reason: "Tuiles fêlées", notes: ["Retour le 2 décembre"], characteristics: [] },
    ]);
  });

  it("says what was paid, and when", async () => {
    open = await openPlatform();
    const response = answering("PAID", { amount: "100.00", effectiveAt: "2026-11-21T23:30:00Z" });

    await provider.respond({ id: arrive("IN-1") }, response, open.call);

    const { documents, happenedAt } = await posted(response.key);
    expect(happenedAt).toBe("2026-11-22T00:30:00");
    expect(documents[0]?.details[0]?.characteristics).toEqual([
      { kind: "MPA", isChange: false, amount: { value: "100.00", currency: "EUR" }, date: "2026-11-22" },
    ]);
  });

  it("hears that the platform did not take an answer, which then counts as not given", async () => {
    open = await openPlatform();
    const reference = { id: arrive("IN-1") };
    await provider.respond(reference, answering("REJECT", { reasons: [{ code: "LEG" }] }), open.call);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const late = answering("ACCEPT");
    await provider.respond(reference, late, open.call);

    const [refused] = (await readLogUntil(open, has("Error (response)"))).filter(has("Error (response)"));

    expect(refused).toMatchObject({
      reference: { id: "400000006/IN-1/2026-11-20" },
      rejection: { code: "InvoiceLCInvalidStatus" },
    });
    expect(await provider.findResponse(reference, late, open.call)).toBeUndefined();
    expect(await provider.findResponse(reference, answering("ACCEPT"), open.call)).toBeUndefined();
  });
});

describe("the directory", () => {
  it.each([
    ["0225", buyer.address, true],
    ["0225", unknown.address, false],
    ["0002", buyer.siren, true],
    ["0002", undecided.siren, false],
    ["0009", "20000000800016", true],
    ["0009", "20000000800099", true],
    ["0002", unknown.siren, false],
  ])("says whether %s:%s can be reached: %s", async (scheme, value, reachable) => {
    open = await openPlatform();
    expect(await provider.lookUp({ scheme, value }, open.call)).toMatchObject({ reachable, network: "fr-ctc" });
  });

  it("says nothing about other schemes", async () => {
    open = await openPlatform();
    expect(await provider.lookUp({ scheme: "0208", value: "0887290276" }, open.call)).toBeUndefined();
  });
});

describe("what a platform pushes", () => {
  const flow = { flowId: "f-1", updatedAt: "2026-11-20T08:00:00Z" };
  const read = (flowInfo: object) => provider.webhook.read(provider.webhook.body.parse({ flowInfo })).news;

  it("is a document that waits, a hint to read the log, or nothing to us", async () => {
    open = await openPlatform();
    expect(read({ ...flow, flowType: "SupplierInvoice", flowDirection: "In" })).toEqual({
      kind: "received",
      reference: { id: "f-1" },
    });
    expect(read({ ...flow, flowType: "CustomerInvoiceLC", flowDirection: "In" })).toMatchObject({ kind: "status" });
    expect(read({ ...flow, flowType: "MultiFlowReport" })).toEqual({ kind: "other", name: "MultiFlowReport" });
  });
});
