import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EInvoice, { toFile } from "e-invoice-api";
import { afterEach, describe, expect, it } from "vitest";
import declaration from "../../../providers/e-invoice-be/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../../src/provider-kit/simulator-server.js";
import { aUblText, until } from "./an-order.js";
import { openReceiver } from "./receiver.js";

const running: RunningSimulator[] = [];
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.stop();
});

async function start(settings = {}) {
  const simulator = await serveSimulator(declaration, { stepMs: 50, ...settings });
  running.push(simulator);
  const { apiKey } = declaration.credentials as { apiKey: string };
  return { simulator, client: new EInvoice({ apiKey, baseURL: simulator.url, maxRetries: 0 }) };
}

const aJsonDocument = {
  document_type: "INVOICE",
  invoice_id: "KOF-JSON-1",
  invoice_date: "2026-11-20",
  due_date: "2026-12-20",
  currency: "EUR",
  vendor_name: "Koffiebranderij De Molen BV",
  vendor_tax_id: "BE0777777771",
  vendor_address: "Molenstraat 12, 2800 Mechelen",
  customer_name: "Atelier Lumière & fils SRL",
  customer_tax_id: "BE0887290276",
  items: [
    { description: "Espresso", quantity: 10, unit: "KGM", unit_price: "14.90", amount: "149.00", tax_rate: "6.00" },
    { description: "Handmolen", quantity: 1, unit: "C62", unit_price: 37.15, tax_rate: "21.00" },
  ],
} as const satisfies EInvoice.DocumentCreateParams;

const aFile = (text = aUblText()) => toFile(Buffer.from(text), "invoice.xml", { type: "application/xml" });

describe("the official client", () => {
  it("creates, validates and sends a document from JSON", async () => {
    const { client } = await start();

    const draft = await client.documents.create({ ...aJsonDocument, items: [...aJsonDocument.items] });
    const validation = await client.documents.validate(draft.id);
    const sent = await client.documents.send(draft.id);

    expect(draft).toMatchObject({
      state: "DRAFT",
      direction: "OUTBOUND",
      invoice_id: "KOF-JSON-1",
      customer_name: "Atelier Lumière & fils SRL",
      subtotal: "186.15",
      total_tax: "16.74",
      invoice_total: "202.89",
    });
    expect(validation).toMatchObject({ is_valid: true, issues: [] });
    expect(sent.state).toBe("TRANSIT");
    await until(async () => ((await client.documents.retrieve(draft.id)).state === "SENT" ? true : undefined));
  });

  it("creates from UBL, sends to explicit addresses and downloads the same bytes", async () => {
    const { client } = await start();

    const { id } = await client.documents.ubl.createFromUbl({ file: await aFile() });
    await client.documents.send(id, {
      sender_peppol_scheme: "0208",
      sender_peppol_id: "0777777771",
      receiver_peppol_scheme: "0208",
      receiver_peppol_id: "1018265814",
    });
    const ubl = await client.documents.ubl.get(id);
    const file = await fetch(ubl.signed_url ?? "");

    expect(ubl).toMatchObject({ file_name: "invoice.xml", receiver_peppol_id: "1018265814" });
    expect(await file.text()).toBe(aUblText());
    expect((await fetch((ubl.signed_url ?? "").replace(/.$/, "x"))).status).toBe(403);
  });

  it("validates without creating anything", async () => {
    const { client } = await start();
    const wrong = aUblText(undefined, ["0887290276", "0887290277"]);

    expect(await client.validate.validateUbl({ file: await aFile() })).toMatchObject({ is_valid: true });
    expect(await client.validate.validateUbl({ file: await aFile(wrong) })).toMatchObject({
      is_valid: false,
      issues: [{ rule_id: "PEPPOL-COMMON-R043", type: "error" }],
    });
    expect(await client.validate.validateJson({ ...aJsonDocument, items: [...aJsonDocument.items] })).toMatchObject({
      is_valid: true,
    });
    expect(await client.validate.validatePeppolID({ peppol_id: declaration.participants.unknown })).toMatchObject({
      is_valid: false,
    });
    expect((await client.outbox.listDraftDocuments()).total).toBe(0);
  });

  it("lists drafts, outbox and inbox with their filters", async () => {
    const { simulator, client } = await start({ stepMs: 60_000 });
    const first = await client.documents.ubl.createFromUbl({ file: await aFile(aUblText("A-1")) });
    await client.documents.ubl.createFromUbl({ file: await aFile(aUblText("A-2")) });
    await client.documents.send(first.id);
    for (const number of ["IN-1", "IN-2", "IN-3"]) {
      await fetch(`${simulator.url}/simulator/inbound`, { method: "POST", body: aUblText(number) });
    }

    const numbers = ({ items }: { items: { invoice_id?: string | null }[] }) => items.map((item) => item.invoice_id);

    expect(numbers(await client.outbox.listReceivedDocuments({ state: "TRANSIT" }))).toEqual(["A-1"]);
    expect(numbers(await client.outbox.listReceivedDocuments({ state: "SENT" }))).toEqual([]);
    expect(numbers(await client.outbox.listDraftDocuments())).toEqual(["A-2", "A-1"]);
    expect(numbers(await client.inbox.list({ page_size: 2 }))).toEqual(["IN-3", "IN-2"]);
    expect(await client.inbox.list({ page_size: 2, page: 2 })).toMatchObject({ total: 3, page: 2 });
    expect(numbers(await client.inbox.list({ search: "in-2", type: "INVOICE", date_from: "2026-11-01" }))).toEqual([
      "IN-2",
    ]);
    expect(numbers(await client.inbox.list({ date_to: "2026-11-01" }))).toEqual([]);
    expect((await client.inbox.listInvoices()).total).toBe(3);
    expect((await client.inbox.listCreditNotes()).total).toBe(0);
  });

  it("looks up participants and its own account", async () => {
    const { client } = await start();

    expect(await client.lookup.retrieve({ peppol_id: declaration.participants.known })).toMatchObject({
      status: "success",
    });
    expect(await client.lookup.retrieve({ peppol_id: declaration.participants.unknown })).toMatchObject({
      status: "error",
    });
    expect(await client.lookup.retrieveParticipants({ query: "company", country_code: "BE" })).toMatchObject({
      total_count: 1,
      participants: [{ peppol_id: "0887290276" }],
    });
    expect(await client.me.retrieve()).toMatchObject({ plan: "starter", peppol_ids: [declaration.participants.known] });
  });

  it("keeps webhooks, with their secret on every read", async () => {
    const { client } = await start();

    const hook = await client.webhooks.create({ url: "https://example.com/hook", events: ["document.sent"] });
    const updated = await client.webhooks.update(hook.id, { enabled: false });

    expect(updated).toEqual({ ...hook, enabled: false });
    expect(await client.webhooks.retrieve(hook.id)).toEqual(updated);
    expect(await client.webhooks.list()).toEqual([updated]);
    expect(await client.webhooks.delete(hook.id)).toEqual({ is_deleted: true });
    await expect(client.webhooks.retrieve(hook.id)).rejects.toBeInstanceOf(EInvoice.NotFoundError);
  });

  it("attaches files", async () => {
    const { client } = await start();
    const { id } = await client.documents.ubl.createFromUbl({ file: await aFile() });

    const added = await client.documents.attachments.add(id, { file: await toFile(Buffer.from("%PDF"), "terms.pdf") });
    const read = await client.documents.attachments.retrieve(added.id, { document_id: id });

    expect(read).toMatchObject({ file_name: "terms.pdf", file_size: 4 });
    expect(await (await fetch(read.file_url ?? "")).text()).toBe("%PDF");
    expect(await client.documents.attachments.list(id)).toHaveLength(1);
    expect(await client.documents.attachments.delete(added.id, { document_id: id })).toEqual({ is_deleted: true });
    expect(await client.documents.attachments.list(id)).toEqual([]);
  });

  it("meets the provider's refusals as its own errors", async () => {
    const { simulator, client } = await start({ stepMs: 60_000 });
    const stranger = new EInvoice({ apiKey: "wrong", baseURL: simulator.url, maxRetries: 0 });
    const { id } = await client.documents.ubl.createFromUbl({ file: await aFile() });
    await client.documents.send(id);

    await expect(stranger.me.retrieve()).rejects.toMatchObject({
      status: 401,
      error: { detail: "Invalid or missing API key" },
    });
    await expect(client.documents.send(id)).rejects.toMatchObject({ status: 409 });
    await expect(client.documents.delete(id)).rejects.toMatchObject({ status: 409 });
    await expect(client.documents.retrieve("doc_none")).rejects.toMatchObject({ status: 404 });
    await expect(client.documents.ubl.createFromUbl({ file: await aFile("no XML") })).rejects.toMatchObject({
      status: 422,
    });
    await expect(client.documents.create({ items: [] })).rejects.toMatchObject({ status: 422 });
    await expect(client.inbox.list({ page_size: 101 })).rejects.toMatchObject({ status: 422 });
    await expect(client.lookup.retrieve({ peppol_id: "0887290276" })).rejects.toMatchObject({ status: 422 });
  });
});

describe("a simulator that was killed", () => {
  it("delivers what was in transit, and announces it", async () => {
    const ledgerFile = join(mkdtempSync(join(tmpdir(), "e-invoice-be-")), "ledger.jsonl");
    const receiver = await openReceiver();
    const before = await start({ ledgerFile, stepMs: 300 });
    const hook = await before.client.webhooks.create({ url: receiver.url, events: ["document.sent"] });
    receiver.secrets.push(hook.secret);
    const { id } = await before.client.documents.ubl.createFromUbl({ file: await aFile() });
    await before.client.documents.send(id);
    await before.simulator.stop();

    const after = await start({ ledgerFile, stepMs: 300 });

    const delivery = await until(() => receiver.deliveries[0]);
    expect(delivery).toMatchObject({ verdict: "valid", body: { type: "document.sent", data: { document_id: id } } });
    expect((await after.client.documents.retrieve(id)).state).toBe("SENT");
    await receiver.close();
  });

  it("repeats the deliveries that nobody may have taken", async () => {
    const ledgerFile = join(mkdtempSync(join(tmpdir(), "e-invoice-be-")), "ledger.jsonl");
    const receiver = await openReceiver();
    const { url } = receiver;
    await receiver.close();
    const before = await start({ ledgerFile });
    await before.client.webhooks.create({ url, events: ["document.received"] });
    await fetch(`${before.simulator.url}/simulator/inbound`, { method: "POST", body: aUblText() });
    await before.simulator.stop();
    const { createServer } = await import("node:http");
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString("utf8")));
      request.on("end", () => response.writeHead(200).end());
    }).listen(Number(new URL(url).port), "127.0.0.1");

    await start({ ledgerFile });

    expect(JSON.parse(await until(() => bodies[0]))).toMatchObject({ type: "document.received" });
    await new Promise((resolve) => server.close(resolve));
  });
});
