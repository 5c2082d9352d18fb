import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import declaration from "../../../providers/invoicetronic/simulator.js";
import type { Simulator, SimulatorDeclaration } from "../../../src/provider-kit/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";
import { anEnvelope } from "./an-envelope.js";
import { accepted, anOrder, anOrderTo, prepared, until } from "./an-order.js";
import { openReceiver } from "./receiver.js";

let open: OpenProvider<{ apiKey: string }>;
let running: Simulator;

/** The declared simulator, with what it does beside HTTP in reach. */
const reachable: SimulatorDeclaration = {
  ...declaration,
  create: async (context) => (running = await declaration.create(context)),
};

beforeEach(async () => {
  open = await openProvider<{ apiKey: string }>(provider, reachable, { stepMs: 50 });
});
afterEach(() => open.close());

const anInbound = (number: string) => prepared(anItalianInvoice({ number }));
const arrive = (number: string) => running.arrive?.(anInbound(number)) ?? "";

async function walk(from?: string) {
  const ids: string[] = [];
  let cursor = from;
  for (let more = true; more;) {
    const page = await provider.listReceived(cursor, open.call);
    ids.push(...page.items.map(({ reference }) => reference.id));
    more = page.more && page.cursor !== cursor;
    cursor = page.cursor;
  }
  return { ids, cursor };
}

const readsOf = (path: RegExp) => open.simulator.requests.filter((request) => path.test(request.path));
const remove = (number: number) =>
  fetch(`${open.simulator.url}/receive/${number}`, {
    method: "DELETE",
    headers: { authorization: `Basic ${Buffer.from("ik_test_simulator:").toString("base64")}` },
  });

describe("invoices that come in", () => {
  it("are listed once, page by page, in the order they came", async () => {
    const arrived = Array.from({ length: 105 }, (_, index) => arrive(`IN-${index}`));

    const first = await walk();
    const later = arrive("IN-105");

    expect(first.ids).toEqual(arrived);
    expect((await walk(first.cursor)).ids).toEqual([later]);
  });

  it("are not hidden by deletions before them", async () => {
    Array.from({ length: 101 }, (_, index) => arrive(`IN-${index}`));
    const { cursor } = await walk();
    await Promise.all(Array.from({ length: 60 }, (_, index) => remove(index + 1)));
    const later = arrive("IN-101");

    expect((await walk(cursor)).ids).toEqual([later]);
  });

  it("are opened by one call each, which is all that makes them read", async () => {
    arrive("IN-1");
    const [id = ""] = (await walk()).ids;

    const received = await provider.fetchReceived({ id }, open.call);

    expect(Buffer.from(received.document.bytes).equals(anInbound("IN-1").bytes)).toBe(true);
    expect(received).toMatchObject({
      reference: { id: "receive/1" },
      status: "Consegnato",
      document: { format: "FATTURAPA", mediaType: "application/xml", fileName: "IN-1.xml" },
      networkReferences: [{ kind: "SDI", value: "20000001" }],
    });
    expect(readsOf(/^\/receive\/1/)).toHaveLength(1);
  });

  it("may be signed: then the envelope is what came in", async () => {
    const bytes = anEnvelope(anInbound("IN-1").bytes);
    running.arrive?.({ ...anInbound("IN-1"), fileName: "IN-1.xml.p7m", bytes });

    const { document } = await provider.fetchReceived({ id: "receive/1" }, open.call);

    expect(document.mediaType).toBe("application/pkcs7-mime");
    expect(Buffer.from(document.bytes).equals(bytes)).toBe(true);
  });
});

describe("a file that was signed by the client", () => {
  it("goes untouched, and is found again by its number", async () => {
    const document = {
      ...prepared(anItalianInvoice()),
      fileName: "IT01_1.xml.p7m",
      bytes: anEnvelope(anInbound("1").bytes),
    };
    const order = anOrder({ invoice: anItalianInvoice({ number: "1" }), document });
    open.simulator.fail({ method: "POST", path: /^\/send\/file$/, times: 1, how: "lose" });
    await expect(provider.submit(order, open.call)).rejects.toMatchObject({ consequence: "hold" });

    const { reference } = accepted(await provider.reconcile(order, open.call));

    const file = await until(async () => (await provider.fetchEvidence(reference, open.call))[0]);
    expect(Buffer.from(file.bytes).equals(document.bytes)).toBe(true);
    const other = anItalianInvoice({
      number: "1",
      seller: { ...order.invoice.seller, vatIdentifier: "IT99999999999" },
    });
    expect(await provider.reconcile(anOrder({ invoice: other, document }), open.call)).toBeUndefined();
  });
});

describe("a public office", () => {
  it.each([
    ["accept", "AccettatoDalDestinatario", "ACCEPTED"],
    ["reject", "RifiutatoDalDestinatario", "REJECTED"],
    ["lapse", "DecorrenzaTermini", "ACCEPTED"],
  ] as const)("can %s an invoice it has: the feed says %s", async (deed, word, business) => {
    const { reference } = accepted(await provider.submit(anOrderTo("UFABCD"), open.call));
    const states = async () => (await provider.feed.list(undefined, open.call)).items.map(({ status }) => status);
    await until(async () => ((await states()).includes("Consegnato") ? true : undefined));

    running.deeds?.[deed]?.(reference.id);

    const { items } = await provider.feed.list(undefined, open.call);
    expect(items.at(-1)).toMatchObject({ reference, status: word });
    expect(provider.statuses[word]).toMatchObject({ business, final: true });
    expect(items.at(-1)?.rejection?.message).toBe(
      deed === "reject" ? "Esito committente EC02: importi non corretti" : undefined,
    );
  });
});

describe("the webhook", () => {
  it("tells of what comes in and that the feed has news, signed, and is registered once", async () => {
    const receiver = await openReceiver();
    const earlier = await provider.webhook.register?.(receiver.url, open.call);
    const registration = await provider.webhook.register?.(receiver.url, open.call);
    receiver.secrets.push(...(registration?.secrets ?? []));

    arrive("IN-1");
    await provider.submit(anOrder(), open.call);
    await until(() => (receiver.deliveries.length === 3 ? true : undefined));

    expect(registration?.id).not.toBe(earlier?.id);
    expect(receiver.deliveries.map(({ verdict }) => verdict)).toEqual(["valid", "valid", "valid"]);
    const readings = receiver.deliveries.map(({ body }) => provider.webhook.read(provider.webhook.body.parse(body)));
    expect(readings.map(({ news }) => news)).toEqual([
      { kind: "received", reference: { id: "receive/1" } },
      { kind: "feed" },
      { kind: "feed" },
    ]);
    expect(new Set(readings.map(({ eventId }) => eventId)).size).toBe(3);
    await receiver.close();
  });

  it("says nothing more when it is unregistered", async () => {
    const receiver = await openReceiver();
    const { id = "" } = (await provider.webhook.register?.(receiver.url, open.call)) ?? {};

    await provider.webhook.unregister?.(id, open.call);
    arrive("IN-1");
    await provider.listReceived(undefined, open.call);

    expect(receiver.deliveries).toEqual([]);
    await receiver.close();
  });

  it.each([
    [
      { endpoint: "/v1/receive/7", resource_id: 7, success: true },
      { kind: "received", reference: { id: "receive/7" } },
    ],
    [
      { event: "receive.add", resource_id: "7" },
      { kind: "received", reference: { id: "receive/7" } },
    ],
    [{ endpoint: "update", resource_id: 7, status_code: 201 }, { kind: "feed" }],
    [
      { endpoint: "receive", resource_id: 7, success: false },
      { kind: "other", name: "receive" },
    ],
    [
      { endpoint: "send", resource_id: 7, success: true },
      { kind: "other", name: "send" },
    ],
  ])("is read in every form it has been seen in: %j", (body, news) => {
    expect(provider.webhook.read(provider.webhook.body.parse(body)).news).toEqual(news);
  });
});

describe("the signature of a webhook", () => {
  const { signature } = provider.webhook;
  const body = Buffer.from('{"id":1}', "utf8");
  const sentAtMs = 1_733_395_200_000;
  const headers = signature?.sign(body, "secret", sentAtMs) ?? {};
  const verify = (changes: Partial<{ headers: Record<string, string>; body: Buffer; receivedAtMs: number }>) =>
    signature?.verify({ headers, body, receivedAtMs: sentAtMs, ...changes }, ["other", "secret"]);

  it("is an HMAC over the time, a point and the bytes", () => {
    expect(headers["invoicetronic-signature"]).toBe(
      "t=1733395200,v1=743b703c47b781fe81f32e9bbb71c12596101bd7916074c605816a1d6b339c89",
    );
    expect(verify({})).toBe("valid");
  });

  it.each([
    ["missing signature", { headers: {} }],
    ["malformed signature", { headers: { "invoicetronic-signature": "v1=00" } }],
    ["wrong signature", { body: Buffer.from('{"id":2}', "utf8") }],
    ["stale timestamp", { receivedAtMs: sentAtMs + 301_000 }],
    ["stale timestamp", { receivedAtMs: sentAtMs - 301_000 }],
    ["valid", { receivedAtMs: sentAtMs + 299_000 }],
  ])("is refused as: %s", (verdict, changes) => {
    expect(verify(changes)).toBe(verdict);
  });
});
