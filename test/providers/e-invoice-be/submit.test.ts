import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/e-invoice-be/index.js";
import simulator, { failingParticipant } from "../../../providers/e-invoice-be/simulator.js";
import { webhook } from "../../../providers/e-invoice-be/webhook.js";
import type { Receipt } from "../../../src/provider-kit/provider.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import { anInvoice, anOrder, aUblDocument, aUblText, until } from "./an-order.js";
import { openReceiver } from "./receiver.js";

let open: OpenProvider<{ apiKey: string }>;

beforeEach(async () => {
  open = await openProvider(provider, simulator, { stepMs: 100 });
});
afterEach(() => open.close());

const requestsTo = (path: RegExp, method = "POST") =>
  open.simulator.requests.filter((request) => request.method === method && path.test(request.path));
const sends = () => requestsTo(/\/send$/).filter(({ status }) => status === 200);

function accepted(receipt: Receipt | undefined) {
  if (receipt?.outcome !== "accepted") throw new Error(`not accepted: ${JSON.stringify(receipt)}`);
  return receipt;
}

async function statusOf(id: string): Promise<string> {
  const [report] = (await provider.polling?.fetch([{ id }], open.call)) ?? [];
  return report?.status ?? "nothing";
}

describe("an invoice sent through e-invoice.be", () => {
  it("is in transit, then delivered, and a signed webhook says so", async () => {
    const receiver = await openReceiver();
    const registration = await provider.webhook?.register?.(receiver.url, open.call);
    receiver.secrets.push(...(registration?.secrets ?? []));

    const receipt = accepted(await provider.submit(anOrder(), open.call));

    expect(receipt).toMatchObject({ status: "TRANSIT", warnings: [] });
    const delivery = await until(() => receiver.deliveries[0]);
    expect(delivery.verdict).toBe("valid");
    const reading = webhook.read(webhook.body.parse(delivery.body));
    expect(reading?.news).toMatchObject({ report: { reference: receipt.reference, status: "SENT" } });
    expect(await statusOf(receipt.reference.id)).toBe("SENT");
    await receiver.close();
  });

  it("fails when the receiver's access point never confirms", async () => {
    const [scheme = "", value = ""] = failingParticipant.split(":");
    const receipt = accepted(await provider.submit(anOrder({ receiver: { scheme, value } }), open.call));

    await until(async () => ((await statusOf(receipt.reference.id)) === "FAILED" ? true : undefined));
  });

  it("arrives byte for byte when the client brought its own document", async () => {
    const raw = aUblDocument();
    const prepared = provider.prepare({ invoice: anInvoice(), raw });
    if (!("document" in prepared)) throw new Error("the document was refused");

    const receipt = accepted(await provider.submit(anOrder({ document: prepared.document }), open.call));
    const stored = await provider.fetchReceived?.(receipt.reference, open.call);

    const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(digest(stored?.document.bytes ?? Buffer.of())).toBe(digest(raw.bytes));
  });

  it("carries the warnings of the provider's validation", async () => {
    const text = aUblText(undefined, ["</cbc:IssueDate>", "</cbc:IssueDate><cbc:IssueTime>10:00:00</cbc:IssueTime>"]);

    const receipt = accepted(await provider.submit(anOrder({ text }), open.call));

    expect(receipt.warnings).toMatchObject([
      { rule: "UBL-CR-006", severity: "WARNING", xpath: "/Invoice/IssueTime", ruleset: "CEN-EN16931-UBL" },
    ]);
  });

  it("is rejected with every rule it breaks, and leaves no draft behind", async () => {
    const text = aUblText(
      undefined,
      [">202.89<", ">202.90<"],
      ["<cbc:BuyerReference>Atelier 7</cbc:BuyerReference>", ""],
    );

    const receipt = await provider.submit(anOrder({ text }), open.call);

    if (receipt.outcome !== "rejected") throw new Error("it was accepted");
    expect(receipt.rejection.violations.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["PEPPOL-EN16931-R003", "FATAL"],
      ["BR-CO-15", "FATAL"],
    ]);
    expect(receipt.rejection.code).toBe("PEPPOL-EN16931-R003");
    expect(requestsTo(/\/send$/)).toEqual([]);
    expect(requestsTo(/^\/api\/documents\/[^/]+$/, "DELETE")).toMatchObject([{ status: 200 }]);
  });

  it("is rejected when it is no UBL at all", async () => {
    await expect(provider.submit(anOrder({ text: "<Invoice>" }), open.call)).rejects.toMatchObject({
      consequence: "refused",
      rejection: { violations: [] },
    });
  });

  it("is rejected when the receiver is unknown, and leaves no draft behind", async () => {
    const [scheme = "", value = ""] = simulator.participants.unknown.split(":");

    const receipt = await provider.submit(anOrder({ receiver: { scheme, value } }), open.call);

    expect(receipt).toMatchObject({
      outcome: "rejected",
      rejection: { code: "422", message: expect.stringContaining(simulator.participants.unknown) as string },
    });
    expect(requestsTo(/^\/api\/documents\/[^/]+$/, "DELETE")).toMatchObject([{ status: 200 }]);
  });
});

describe("preparing a document", () => {
  it("refuses a document of another format, and says which", () => {
    const raw = { ...aUblDocument(), format: "CII" as const, fileName: "cii.xml" };

    expect(provider.prepare({ invoice: anInvoice(), raw })).toMatchObject({
      violations: [{ rule: "DOCUMENT-FORMAT", message: "e-invoice.be takes UBL documents; cii.xml is CII" }],
    });
  });

  it("names the electronic address that is missing", () => {
    const { electronicAddress: _none, ...buyer } = anInvoice().buyer;

    expect(provider.prepare({ invoice: anInvoice({ buyer }) })).toMatchObject({
      violations: [{ rule: "PEPPOL-EN16931-R010", path: ["buyer", "electronicAddress"] }],
    });
  });

  it("writes UBL from the model that the provider finds valid", async () => {
    const invoice = anInvoice({ number: "KOF/2026 43" });
    const prepared = provider.prepare({ invoice });
    if (!("document" in prepared)) throw new Error("the invoice could not be written");

    const receipt = accepted(await provider.submit(anOrder({ invoice, document: prepared.document }), open.call));

    expect(prepared.document.fileName).toBe("KOF-2026-43.xml");
    expect(receipt.status).toBe("TRANSIT");
  });
});

describe("an attempt that broke off", () => {
  it("goes on from its draft after a crash, and sends once", async () => {
    open.simulator.fail({ path: /\/validate$/, times: 1, how: "cut" });
    const broken = anOrder();
    await expect(provider.submit(broken, open.call)).rejects.toMatchObject({ consequence: "retry" });
    const [progress] = broken.checkpoints;
    if (!progress) throw new Error("the draft was not remembered");

    const receipt = accepted(await provider.submit(anOrder({ progress }), open.call));

    expect(receipt.reference).toEqual(progress);
    expect(requestsTo(/\/ubl$/)).toHaveLength(1);
    expect(sends()).toHaveLength(1);
  });

  it("is held when the answer to the sending is lost; asking finds it, and sending again sends nothing", async () => {
    open.simulator.fail({ path: /\/send$/, times: 1, how: "lose" });
    const broken = anOrder();
    await expect(provider.submit(broken, open.call)).rejects.toMatchObject({ consequence: "hold" });
    const [progress] = broken.checkpoints;
    if (!progress) throw new Error("the draft was not remembered");

    const found = accepted(await provider.reconcile?.(anOrder({ progress }), open.call));
    const again = accepted(await provider.submit(anOrder({ progress }), open.call));

    expect(found.reference).toEqual(progress);
    expect(again.reference).toEqual(progress);
    expect(requestsTo(/\/send$/)).toHaveLength(1);
  });

  it("is found by its number when nothing was remembered", async () => {
    const { reference } = accepted(await provider.submit(anOrder(), open.call));

    expect(accepted(await provider.reconcile?.(anOrder(), open.call)).reference).toEqual(reference);
    await until(async () => ((await statusOf(reference.id)) === "SENT" ? true : undefined));
    expect(accepted(await provider.reconcile?.(anOrder(), open.call))).toMatchObject({ reference, status: "SENT" });
  });

  it("was not sent when only a draft is there: the next attempt goes on from that draft", async () => {
    open.simulator.fail({ path: /\/ubl$/, times: 1, how: "lose" });
    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence: "hold" });
    const asked = anOrder();

    expect(await provider.reconcile?.(asked, open.call)).toBeUndefined();

    const [progress] = asked.checkpoints;
    if (!progress) throw new Error("the draft was not found");
    expect(accepted(await provider.submit(anOrder({ progress }), open.call)).reference).toEqual(progress);
    expect(requestsTo(/\/ubl$/)).toHaveLength(1);
  });

  it("starts over when its draft is gone", async () => {
    const receipt = accepted(await provider.submit(anOrder({ progress: { id: "doc_gone" } }), open.call));

    expect(receipt.status).toBe("TRANSIT");
  });

  it("is accepted when an earlier call turns out to have landed", async () => {
    open.simulator.fail({ path: /\/send$/, times: 1, how: "lose" });
    const broken = anOrder();
    await expect(provider.submit(broken, open.call)).rejects.toMatchObject({ consequence: "hold" });
    const [progress] = broken.checkpoints;
    if (!progress) throw new Error("the draft was not remembered");
    const draft = { id: progress.id, state: "DRAFT" };
    open.simulator.fail({
      method: "GET",
      path: /\/doc_[^/]+$/,
      times: 1,
      how: { answer: { status: 200, body: draft } },
    });

    const receipt = accepted(await provider.submit(anOrder({ progress }), open.call));

    expect(receipt.reference).toEqual(progress);
    expect(requestsTo(/\/send$/).map(({ status }) => status)).toEqual([200, 409]);
  });

  it.each([
    ["another number", { invoice: anInvoice({ number: "KOF-2026-0043" }) }],
    ["another kind", { invoice: anInvoice({ kind: "CREDIT_NOTE" }) }],
    [
      "another receiver",
      { receiver: { scheme: "0208", value: "1018265814" }, text: aUblText(undefined, ["Nacht", "Dag"]) },
    ],
  ] as const)("is not taken for a document with %s", async (_what, changes) => {
    accepted(await provider.submit(anOrder(), open.call));

    expect(await provider.reconcile?.(anOrder(changes), open.call)).toBeUndefined();
  });

  it("is not taken for an earlier document of the number that failed", async () => {
    const [scheme = "", value = ""] = failingParticipant.split(":");
    const { reference } = accepted(await provider.submit(anOrder({ receiver: { scheme, value } }), open.call));
    await until(async () => ((await statusOf(reference.id)) === "FAILED" ? true : undefined));
    const corrected = aUblText(undefined, ["Nacht", "Dag"]);
    const ask = (text: string) => provider.reconcile?.(anOrder({ text, receiver: { scheme, value } }), open.call);

    expect(await ask(corrected)).toBeUndefined();
    expect(accepted(await ask(aUblText()))).toMatchObject({ reference, status: "FAILED" });
  });

  it("sends nothing again when its document failed in the meantime", async () => {
    const [scheme = "", value = ""] = failingParticipant.split(":");
    const order = anOrder({ receiver: { scheme, value } });
    const { reference: progress } = accepted(await provider.submit(order, open.call));
    await until(async () => ((await statusOf(progress.id)) === "FAILED" ? true : undefined));

    const again = accepted(await provider.submit({ ...order, progress }, open.call));

    expect(again).toEqual({ outcome: "accepted", reference: progress, status: "FAILED", warnings: [] });
    expect(requestsTo(/\/send$/)).toHaveLength(1);
  });

  it("looks through all pages", async () => {
    for (let index = 0; index < 101; index += 1) {
      await provider.submit(anOrder({ text: aUblText(`KOF-2026-0042-${index}`) }), open.call);
    }
    const { reference } = accepted(await provider.submit(anOrder(), open.call));
    await until(async () => ((await statusOf(reference.id)) === "SENT" ? true : undefined));

    expect(accepted(await provider.reconcile?.(anOrder(), open.call)).reference).toEqual(reference);
  });
});

describe("a failing call", () => {
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
    answer: { status, body, headers },
  });

  it.each([
    ["no longer knows the key", answer(401, { detail: "Invalid or missing API key" }), "retry", "AUTHENTICATION"],
    [
      "is asked too often",
      answer(429, { detail: "Too many requests" }, { "retry-after": "7" }),
      "retry",
      "RATE_LIMITED",
    ],
    ["is down", answer(503, "<html>maintenance</html>"), "retry", "UNAVAILABLE"],
    ["breaks", answer(500, { detail: "Internal Server Error" }), "hold", "UNKNOWN"],
    ["finds the draft in another state, though it is not", answer(409, { detail: "Busy" }), "hold", "DUPLICATE"],
    ["does not find the draft", answer(404, { detail: "Document not found" }), "retry", "NOT_FOUND"],
    ["has no credit left", answer(402, { detail: "Insufficient credits" }), "retry", "AUTHORIZATION"],
    ["answers something else", answer(200, { ok: true }), "hold", "INVALID_RESPONSE"],
    ["answers no JSON", answer(200, "sent!"), "hold", "INVALID_RESPONSE"],
    ["answers without a state", answer(200, { id: "doc-1" }), "hold", "INVALID_RESPONSE"],
  ] as const)("has the right consequence when the provider %s", async (_how, how, consequence, kind) => {
    open.simulator.fail({ path: /\/send$/, times: 1, how });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence, problem: { kind } });
  });

  it("tells how long to wait", async () => {
    open.simulator.fail({
      path: /\/ubl$/,
      times: 1,
      how: answer(429, { detail: "Slow down" }, { "retry-after": "7" }),
    });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({
      retryAfterSeconds: 7,
      problem: { message: "Slow down" },
    });
  });

  it("names the fields that were wrong", async () => {
    const detail = [{ type: "missing", loc: ["body", "items", 0, "amount"], msg: "Field required" }];
    open.simulator.fail({ path: /\/ubl$/, times: 1, how: answer(422, { detail }) });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({
      consequence: "refused",
      problem: { nativeCode: "missing", message: "body.items.0.amount: Field required" },
      rejection: { violations: [{ rule: "missing", path: ["body", "items", "0", "amount"] }] },
    });
  });
});
