import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/afnor-pa/index.js";
import { undecided } from "../../../providers/afnor-pa/simulator/directory.js";
import { advance, queuedState } from "../../../src/domain/lifecycle.js";
import { toNews } from "../../../src/application/change-invoice.js";
import { readCii } from "../../../src/formats/cii/read-cii.js";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { StatusReport } from "../../../src/provider-kit/provider.js";
import {
  anInvoice,
  anOrder,
  countRequests,
  has,
  openPlatform,
  type OpenPlatform,
  readLogUntil,
  submitAccepted,
} from "./open-platform.js";

let open: OpenPlatform;
afterEach(() => open.close());

const name = "100000009/TDV-2026-0042/2026-11-20";

const failureOf = async (calling: Promise<unknown>): Promise<ProviderFailure> => {
  const failure = await calling.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof ProviderFailure) return failure;
  throw new Error("it did not fail", { cause: failure });
};

/** The state that these words lead to. */
const stateAfter = (reports: readonly StatusReport[]) => {
  const now = new Date().toISOString();
  return reports.reduce(
    (state, report) => advance(state, "OUTBOUND", toNews(provider, report, now)),
    queuedState("2026-11-20T08:00:00Z"),
  );
};

describe("sending an invoice through an approved platform", () => {
  it("writes CII and names the invoice as statuses will", async () => {
    open = await openPlatform();
    const order = anOrder();

    const receipt = await submitAccepted(order, open);

    expect(order.document.format).toBe("CII");
    expect(readCii(order.document.bytes)).toMatchObject({ invoice: { number: "TDV-2026-0042" } });
    expect(receipt).toMatchObject({ status: "Pending", networkReferences: [{ kind: "fr-invoice", value: name }] });
  });

  it("is told by the log that the invoice was taken, deposited and delivered, with the messages as evidence", async () => {
    open = await openPlatform();
    const { reference } = await submitAccepted(anOrder(), open);

    const reports = await readLogUntil(open, has("203"));

    const words = reports.map((report) => [
      report.reference.id === reference.id ? "flow" : report.reference.id,
      report.status,
    ]);
    expect(words).toContainEqual(["flow", "Ok"]);
    expect(words.filter(([id]) => id === name)).toEqual([
      [name, "200"],
      [name, "202"],
      [name, "203"],
    ]);
    const deposited = reports.find(has("200"));
    expect(deposited?.label).toBe("Déposée");
    expect(Buffer.from(deposited?.evidence?.[0]?.bytes ?? []).toString()).toContain(">200</ram:ProcessConditionCode>");
    expect(stateAfter(reports).value).toBe("DELIVERED");
  });

  it.each([
    ["takeInCharge", "204", "IN_PROCESS"],
    ["approve", "205", "APPROVED"],
    ["approvePartly", "206", "CONDITIONALLY_ACCEPTED"],
    ["dispute", "207", "DISPUTED"],
    ["suspend", "208", "UNDER_QUERY"],
    ["refuse", "210", "REJECTED"],
    ["pay", "211", "PAID"],
    ["payPart", "211 (part)", "DELIVERED"],
    ["cash", "212", "PAID"],
    ["reject", "213", "REJECTED"],
    ["cancel", "220", "CANCELLED"],
  ])("hears that somebody does %s (%s): %s", async (deed, word, value) => {
    open = await openPlatform();
    const { reference } = await submitAccepted(anOrder(), open);
    await readLogUntil(open, has("203"));

    open.simulator.simulator.deeds?.[deed]?.(reference.id);

    const state = stateAfter(await readLogUntil(open, has(word)));
    expect(state.value).toBe(value);
    expect(state.payment).toBe(word === "211 (part)" ? "PARTIALLY_PAID" : value === "PAID" ? "PAID" : "NONE");
  });

  it("hears why the buyer refuses", async () => {
    open = await openPlatform();
    const { reference } = await submitAccepted(anOrder(), open);
    await readLogUntil(open, has("203"));

    open.simulator.simulator.deeds?.["refuse"]?.(reference.id);

    const refused = (await readLogUntil(open, has("210"))).find(has("210"));
    expect(refused?.rejection).toMatchObject({ code: "TX_TVA_ERR", message: "Taux de TVA erroné" });
  });

  it("hears that nobody received the invoice of a buyer without a platform, which stays open", async () => {
    open = await openPlatform();
    const { buyer } = anInvoice();
    const order = anOrder(
      anInvoice("TDV-1", { buyer: { ...buyer, legalRegistration: { scheme: "0002", value: undecided.siren } } }),
    );
    await submitAccepted(order, open);

    const reports = await readLogUntil(open, has("200"));

    expect(reports.find(has("200"))?.rejection?.code).toBe("NON_TRANSMISE");
    expect(stateAfter(reports)).toMatchObject({ value: "SUBMITTED", terminal: false });
  });

  it("hears what makes a flow not receivable", async () => {
    open = await openPlatform();
    const order = anOrder();
    const document = { ...order.document, bytes: Buffer.from("<Invoice/>") };
    await submitAccepted({ ...order, document }, open);

    const reports = await readLogUntil(open, has("Error"));

    expect(reports.find(has("Error"))?.rejection).toMatchObject({ code: "InvalidSchema" });
    expect(stateAfter(reports).value).toBe("REJECTED");
  });
});

describe("sending once", () => {
  it("finds what was sent before the answer was lost, and does not send it again", async () => {
    open = await openPlatform();
    const order = anOrder();
    open.simulator.fail({ method: "POST", path: /\/v1\/flows$/, times: 1, how: "lose" });
    const failure = await failureOf(provider.submit(order, open.call));

    const progress = order.checkpoints[0];
    const again = await provider.submit({ ...order, ...(progress && { progress }) }, open.call);

    expect(failure.consequence).toBe("hold");
    expect(again).toMatchObject({ outcome: "accepted" });
    expect(countRequests(open, "POST", /\/v1\/flows$/)).toBe(1);
  });

  it("takes an error of a search for no verdict on the invoice, and one of the posting for one", async () => {
    open = await openPlatform();
    const order = anOrder();
    const answer = { status: 400, body: { errorCode: "INVALID_FIELD", errorMessage: "no such filter" } };
    open.simulator.fail({ path: /search$/, times: 1, how: { answer } });
    open.simulator.fail({ path: /flows$/, times: 1, how: { answer } });

    const asking = await failureOf(provider.submit({ ...order, progress: { id: order.key } }, open.call));
    const posting = await failureOf(provider.submit(order, open.call));

    expect(asking).toMatchObject({ consequence: "retry", problem: { nativeCode: "INVALID_FIELD" } });
    expect(posting).toMatchObject({ consequence: "refused", rejection: { code: "INVALID_FIELD" } });
  });

  it("is found by its key although changes are held back", async () => {
    open = await openPlatform({ holdBackMs: 900_000 });
    const order = anOrder();
    const { reference } = await submitAccepted(order, open);

    const found = await provider.reconcile(order, open.call);

    expect(found).toMatchObject({ outcome: "accepted", reference });
    expect((await provider.feed.list(undefined, open.call)).items).toEqual([]);
    expect(await provider.reconcile(anOrder(), open.call)).toBeUndefined();
  });

  it("follows the flow that was taken when the platform says that it has it already", async () => {
    open = await openPlatform();
    const order = anOrder();
    await submitAccepted(order, open);
    await readLogUntil(open, has("200"));
    const second = await submitAccepted(order, open);

    const reports = await readLogUntil(
      open,
      ({ reference, status }) => reference.id === second.reference.id && status !== "Pending",
    );

    const said = reports.filter(({ reference }) => reference.id === second.reference.id);
    expect(said.map(({ status }) => status)).not.toContain("Error");
    expect(said.at(-1)?.status).toBe("Ok");
  });
});

describe("what cannot be sent", () => {
  const violationsOf = (...changes: Parameters<typeof anInvoice>) => {
    const prepared = provider.prepare({ invoice: anInvoice(...changes) });
    return "violations" in prepared ? prepared.violations.map(({ rule, path }) => [rule, path?.join(".")]) : [];
  };
  const { seller, buyer } = anInvoice();
  const { legalRegistration: _, vatIdentifier: __, ...namelessSeller } = seller;
  const { electronicAddress: ___, ...unreachableBuyer } = buyer;

  it.each([
    [
      "a seller without SIREN",
      violationsOf("A1", { seller: namelessSeller }),
      ["BR-FR-10", "seller.legalRegistration"],
    ],
    [
      "a buyer without address",
      violationsOf("A1", { buyer: unreachableBuyer }),
      ["BR-FR-12", "buyer.electronicAddress"],
    ],
    ["a number of 36 characters", violationsOf("A".repeat(36)), ["BR-FR-01", "number"]],
    ["a number with blanks", violationsOf("A 1"), ["BR-FR-02", "number"]],
  ])("names the field: %s", async (_case, violations, expected) => {
    open = await openPlatform();
    expect(violations).toEqual([expected]);
  });

  it("takes a client's own document of the base formats, and no other", async () => {
    open = await openPlatform();
    const raw = { format: "UBL" as const, mediaType: "application/xml", fileName: "a.xml", bytes: Buffer.from("<a/>") };

    expect(provider.prepare({ invoice: anInvoice(), raw })).toEqual({ document: raw });
    expect(provider.prepare({ invoice: anInvoice(), raw: { ...raw, format: "FATTURAPA" } })).toMatchObject({
      violations: [{ rule: "DOCUMENT-FORMAT" }],
    });
  });
});
