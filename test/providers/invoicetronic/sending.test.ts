import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import simulator from "../../../providers/invoicetronic/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";
import { accepted, anOrder, anOrderTo, prepared, until } from "./an-order.js";

let open: OpenProvider<{ apiKey: string }>;

beforeEach(async () => {
  open = await openProvider<{ apiKey: string }>(provider, simulator, { stepMs: 60 });
});
afterEach(() => open.close());

const posts = (path = /^\/send/) =>
  open.simulator.requests.filter((request) => request.method === "POST" && path.test(request.path));

async function statusOf(id: string) {
  const [report] = await provider.polling.fetch([{ id }], open.call);
  return report;
}

const restsAs = (id: string, status: string) =>
  until(async () => {
    const report = await statusOf(id);
    return report?.status === status ? report : undefined;
  });

describe("an invoice sent to SdI through Invoicetronic", () => {
  it("waits, is sent under an id of SdI, and is delivered", async () => {
    const receipt = accepted(await provider.submit(anOrder(), open.call));

    expect(receipt).toMatchObject({ reference: { id: "send/1" }, status: "waiting", warnings: [] });
    const delivered = await restsAs(receipt.reference.id, "Consegnato");
    expect(delivered.networkReferences).toEqual([{ kind: "SDI", value: "10000001" }]);
    expect(provider.statuses.Consegnato).toEqual({ transport: "DELIVERED", clearance: "CLEARED", final: true });
  });

  it("is refused by SdI when nobody has its recipient code, with the error of SdI", async () => {
    const { reference } = accepted(await provider.submit(anOrderTo("ZZZZZZZ"), open.call));

    const { rejection } = await restsAs(reference.id, "Scartato");

    expect(rejection).toMatchObject({
      code: "00311",
      message: "CodiceDestinatario ZZZZZZZ non valido",
      violations: [{ rule: "00311", ruleset: "SdI", severity: "FATAL" }],
      actionRequired: expect.stringContaining("five days") as string,
    });
  });

  it("is refused by SdI when its number was sent before under another key", async () => {
    await provider.submit(anOrder(), open.call);
    const { reference } = accepted(await provider.submit(anOrder({ key: "order-2" }), open.call));

    expect((await restsAs(reference.id, "Scartato")).rejection).toMatchObject({ code: "00404" });
  });

  it("is cleared, not failed, when the buyer can only find it in the tax drawer", async () => {
    const { electronicAddress: _, ...buyer } = anItalianInvoice().buyer;
    const order = anOrder({ invoice: anItalianInvoice({ buyer }) });
    const { reference } = accepted(await provider.submit(order, open.call));

    const report = await restsAs(reference.id, "ImpossibilitaDiRecapito");

    expect(report.rejection).toBeUndefined();
    expect(provider.statuses.ImpossibilitaDiRecapito).toMatchObject({ clearance: "CLEARED", final: true });
  });

  it("is cleared while a public office cannot be reached, and after SdI has given up", async () => {
    const { reference } = accepted(await provider.submit(anOrderTo("XXPA01"), open.call));

    await restsAs(reference.id, "AttestazioneTrasmissioneFattura");

    const { items } = await provider.feed.list(undefined, open.call);
    expect(items.map(({ status }) => status)).toEqual(["Inviato", "NonConsegnato", "AttestazioneTrasmissioneFattura"]);
    expect(provider.statuses.NonConsegnato).toEqual({ transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED" });
  });

  it("is refused before it is sent, with every rule it breaks", async () => {
    const text = Buffer.from(prepared(anItalianInvoice()).bytes).toString("utf8");
    const wrong = text.replace("<Imposta>55.00<", "<Imposta>54.00<").replace(">RF01<", "><");
    const order = (bytes: string) =>
      anOrder({ document: { ...prepared(anItalianInvoice()), bytes: Buffer.from(bytes) } });

    await expect(provider.submit(order(wrong), open.call)).rejects.toMatchObject({
      consequence: "refused",
      rejection: { code: "00200", violations: [{ rule: "00200", ruleset: "SdI" }] },
    });
    await expect(
      provider.submit(order(text.replace("<Imposta>55.00<", "<Imposta>54.00<")), open.call),
    ).rejects.toMatchObject({ consequence: "refused", rejection: { code: "00421" } });
    await expect(provider.submit(order("<Fattura>"), open.call)).rejects.toMatchObject({ consequence: "refused" });
  });

  it("arrives byte for byte when the client brought its own document", async () => {
    const raw = { ...prepared(anItalianInvoice()), fileName: "own.xml" };
    const bytes = Buffer.concat([Buffer.from("\uFEFF", "utf8"), raw.bytes]);
    const own = provider.prepare({ invoice: anItalianInvoice(), raw: { ...raw, bytes } });
    if (!("document" in own)) throw new Error("the document was refused");
    const { reference } = accepted(await provider.submit(anOrder({ document: own.document }), open.call));
    await restsAs(reference.id, "Consegnato");

    const [file] = await provider.fetchEvidence(reference, open.call);

    expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it("leaves as evidence what SdI said, beside the file", async () => {
    const { reference } = accepted(await provider.submit(anOrder(), open.call));
    expect(await provider.fetchEvidence(reference, open.call)).toEqual([]);
    await restsAs(reference.id, "Consegnato");

    const [file, said] = await provider.fetchEvidence(reference, open.call);

    expect(file).toMatchObject({ format: "FATTURAPA", fileName: "IT01180680397ITRON_00001.xml" });
    const updates = JSON.parse(Buffer.from(said?.bytes ?? []).toString("utf8")) as { state: string }[];
    expect(updates.map(({ state }) => state)).toEqual(["Inviato", "Consegnato"]);
  });
});

describe("an attempt that broke off", () => {
  it("is held when its answer is lost; asking finds it, and sending again sends nothing", async () => {
    open.simulator.fail({ method: "POST", path: /^\/send$/, times: 1, how: "lose" });
    const broken = anOrder();
    await expect(provider.submit(broken, open.call)).rejects.toMatchObject({ consequence: "hold" });
    const [progress] = broken.checkpoints;
    if (!progress) throw new Error("nothing was remembered");

    const found = accepted(await provider.reconcile(anOrder(), open.call));
    const again = accepted(await provider.submit(anOrder({ progress }), open.call));

    expect([found.reference, again.reference]).toEqual([{ id: "send/1" }, { id: "send/1" }]);
    expect(posts()).toHaveLength(1);
  });

  it("was not sent when only an order with another key has its number", async () => {
    await provider.submit(anOrder({ key: "order-2" }), open.call);

    expect(await provider.reconcile(anOrder(), open.call)).toBeUndefined();
  });

  it("is sent again when nothing had arrived", async () => {
    open.simulator.fail({ method: "POST", path: /^\/send$/, times: 1, how: "cut" });
    const broken = anOrder();
    await expect(provider.submit(broken, open.call)).rejects.toMatchObject({ consequence: "hold" });
    const [progress] = broken.checkpoints;

    expect(await provider.reconcile(anOrder(), open.call)).toBeUndefined();
    const receipt = accepted(await provider.submit(anOrder({ progress: progress! }), open.call));

    expect(receipt.reference).toEqual({ id: "send/1" });
  });

  it("is taken up as sent when SdI has refused it meanwhile, so that asking brings the reason", async () => {
    const { reference } = accepted(await provider.submit(anOrderTo("ZZZZZZZ"), open.call));
    await restsAs(reference.id, "Scartato");

    expect(accepted(await provider.reconcile(anOrderTo("ZZZZZZZ"), open.call)).status).toBe("Inviato");
  });
});

describe("asking about many invoices", () => {
  it("is one question for a hundred, and passes over what is not there", async () => {
    await provider.submit(anOrder(), open.call);
    const before = open.simulator.requests.length;
    const references = Array.from({ length: 150 }, (_, index) => ({ id: `send/${index + 1}` }));

    const reports = await provider.polling.fetch(references, open.call);

    expect(reports.map(({ reference }) => reference.id)).toEqual(["send/1"]);
    expect(open.simulator.requests.slice(before)).toHaveLength(2);
  });
});

describe("the feed of updates", () => {
  it("tells of every invoice from the beginning, and goes on where it stood", async () => {
    await provider.submit(anOrder(), open.call);
    const all = async (cursor?: string) => provider.feed.list(cursor, open.call);
    const first = await until(async () => {
      const page = await all();
      return page.items.length === 2 ? page : undefined;
    });
    const invoice = anItalianInvoice({ number: "FV-2026-118" });
    await provider.submit(anOrder({ key: "order-2", invoice, document: prepared(invoice) }), open.call);

    const later = await until(async () => {
      const page = await all(first.cursor);
      return page.items.some(({ reference }) => reference.id === "send/2") ? page : undefined;
    });

    expect(first.items.map(({ status }) => status)).toEqual(["Inviato", "Consegnato"]);
    expect(first.items[0]?.networkReferences).toEqual([{ kind: "SDI", value: "10000001" }]);
    expect(later.more).toBe(false);
  });

  it("does not begin again at the beginning", async () => {
    const { reference } = accepted(await provider.submit(anOrder(), open.call));
    await restsAs(reference.id, "Consegnato");

    const { cursor } = await provider.feed.list(undefined, open.call);
    const [from = "", page] = (cursor ?? "").split("|");

    expect(page).toBe("1");
    expect(Date.now() - Date.parse(from)).toBeLessThan(11 * 60_000);
  });
});

describe("errors", () => {
  const cases: readonly [string, number, unknown, string, string][] = [
    ["a wrong key", 401, { title: "Unauthorized", status: 401 }, "retry", "AUTHENTICATION"],
    ["no operations left", 403, { title: "Forbidden", detail: "usage limit exceeded" }, "retry", "AUTHORIZATION"],
    ["too many requests", 429, "", "retry", "RATE_LIMITED"],
    ["a document that is refused", 422, { title: "Unprocessable", detail: "00200" }, "refused", "INVALID_REQUEST"],
    ["a page of a proxy", 400, "<html>Bad Request</html>", "retry", "INVALID_REQUEST"],
    ["a fault on their side", 500, { title: "Error" }, "hold", "UNKNOWN"],
    ["maintenance", 503, "", "retry", "UNAVAILABLE"],
    ["an answer of another shape", 201, { nr: 1 }, "hold", "INVALID_RESPONSE"],
  ];

  it.each(cases)("%s (%i)", async (_name, status, body, consequence, kind) => {
    open.simulator.fail({ method: "POST", path: /^\/send$/, times: 1, how: { answer: { status, body } } });

    await expect(provider.submit(anOrder(), open.call)).rejects.toMatchObject({ consequence, problem: { kind } });
  });

  it("reads errors by field and by code", () => {
    const read = (errors: unknown) =>
      provider.errors({ status: 422, headers: {}, body: { title: "No", errors } }).rejection?.violations;

    expect(read({ payload: ["is too long", "is no XML"] })?.map(({ message }) => message)).toEqual([
      "payload: is too long",
      "payload: is no XML",
    ]);
    expect(read([{ code: "00423", description: "Total", hint: "Check it" }])).toMatchObject([
      { rule: "00423", message: "Total Check it" },
    ]);
    expect(read(7)).toEqual([]);
  });
});
