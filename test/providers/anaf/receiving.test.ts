import { afterEach, describe, expect, it } from "vitest";
import type { Reference } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import conformance from "../../../providers/anaf/conformance.js";
import { toInstant, toStamp } from "../../../providers/anaf/romanian-time.js";
import provider from "../../../providers/anaf/index.js";
import type { SimulatorOptions } from "../../../providers/anaf/simulator.js";
import { anOrder, aRefusedInvoice } from "./a-romanian-invoice.js";
import { accepted, countRequests, failureOf, type OpenAnaf, openAnaf, pollToEnd, until } from "./open-anaf.js";

let anaf: OpenAnaf;
afterEach(() => anaf.close());

/** What was processed is in the list at once. */
const open = async (options: SimulatorOptions = {}, settings: SimulatorSettings = {}): Promise<void> => {
  anaf = await openAnaf({ listLagMs: 0, ...options }, settings);
};

const comesIn = (number: string): string => {
  const id = anaf.inside.arrive?.(conformance.inbound!(number));
  if (id === undefined) throw new Error("nothing can arrive");
  return id;
};

async function readInbox(from?: string) {
  const references: Reference[] = [];
  let cursor = from;
  for (let calls = 1; ; calls += 1) {
    const page = await provider.listReceived(cursor, anaf.call);
    references.push(...page.items.map(({ reference }) => reference));
    cursor = page.cursor;
    if (!page.more) return { references, ids: references.map(({ id }) => id), cursor, calls };
  }
}

const waitForList = () => new Promise((resolve) => setTimeout(resolve, 1_100));

describe("what RO e-Factura has for a company", () => {
  it("is nothing at first, which is no error, and then what came since", async () => {
    await open();
    const first = await readInbox();
    const id = comesIn("IN-1");
    await waitForList();

    const second = await readInbox(first.cursor);

    expect(first.ids).toEqual([]);
    expect(second.ids).toEqual([id]);
  });

  it("comes once, though the time before is read again", async () => {
    await open();
    const first = comesIn("IN-1");
    await waitForList();
    const { cursor } = await readInbox();
    const second = comesIn("IN-2");
    await waitForList();

    expect(cursor).toContain(first.replace("message-", ""));
    expect((await readInbox(cursor)).ids).toEqual([second]);
  });

  it("comes though a list was late", async () => {
    await open();
    const id = comesIn("IN-1");
    await waitForList();
    const nothing = { eroare: "Nu exista mesaje in intervalul selectat", titlu: "Lista Mesaje" };
    anaf.simulator.fail({ path: /lista/, times: 1, how: { answer: { status: 200, body: nothing } } });
    const { ids, cursor } = await readInbox();

    expect(ids).toEqual([]);
    expect((await readInbox(cursor)).ids).toEqual([id]);
  });

  it("comes oldest first, page by page, though lists begin with the newest", async () => {
    await open({ pageSize: 2 });
    const sent = Array.from({ length: 7 }, (_, index) => comesIn(`IN-${index}`));
    await waitForList();

    expect((await readInbox()).ids).toEqual(sent);
    expect(countRequests(anaf, "GET", /listaMesajePaginatieFactura/)).toBe(4);
  });

  it("is read slice by slice where it is much, and none of it twice", async () => {
    await open({ pageSize: 2 });
    const sent = Array.from({ length: 25 }, (_, index) => comesIn(`IN-${index}`));
    await waitForList();

    const { ids, calls } = await readInbox();

    expect(ids).toEqual(sent);
    expect(calls).toBeGreaterThan(1);
  });

  it("is listed though ANAF's clock is behind ours", async () => {
    const behindMs = 90_000;
    await open({}, { now: () => new Date(Date.now() - behindMs) });
    const id = comesIn("IN-1");
    await waitForList();
    await waitForList();

    expect((await readInbox()).ids).toEqual([id]);
    expect(countRequests(anaf, "GET", /listaMesajePaginatieFactura/)).toBe(2);
  });

  it("is named apart from what was sent, whose numbers may be the same", async () => {
    await open();
    comesIn("IN-1");
    await waitForList();

    const { references } = await readInbox();

    expect(references).toEqual([
      { id: "message-3000000001", message: "3000000001", upload: expect.stringMatching(/^\d+$/) },
    ]);
  });

  it("is handed out byte for byte", async () => {
    await open();
    const sent = conformance.inbound!("IN-1");
    comesIn("IN-1");
    await waitForList();
    const [reference] = (await readInbox()).references;

    const received = await provider.fetchReceived(reference!, anaf.call);

    expect(received).toMatchObject({
      reference,
      status: "FACTURA PRIMITA",
      document: { format: "UBL", mediaType: "application/xml" },
      networkReferences: [{ kind: "ANAF upload index", value: reference?.["upload"] }],
    });
    expect(Buffer.from(received.document.bytes)).toEqual(Buffer.from(sent.bytes));
  });

  it("can be asked for later when a company's rights are missing or the day's downloads are used up", async () => {
    await open({ limits: { downloadsPerMessageAndDay: 1 } });
    comesIn("IN-1");
    await waitForList();
    const [reference] = (await readInbox()).references;
    await provider.fetchReceived(reference!, anaf.call);

    const tooOften = await failureOf(provider.fetchReceived(reference!, anaf.call));
    const unknown = await failureOf(provider.fetchReceived({ ...reference!, message: "21" }, anaf.call));

    expect(tooOften).toMatchObject({ consequence: "retry", problem: { kind: "RATE_LIMITED" } });
    expect(unknown).toMatchObject({ consequence: "retry", problem: { kind: "NOT_FOUND" } });
  });
});

describe("the evidence of RO e-Factura", () => {
  it("is the original and the signature over it, once the invoice was processed", async () => {
    await open({}, { stepMs: 300 });
    const order = anOrder();
    const reference = accepted(await provider.submit(order, anaf.call));

    const none = await provider.fetchEvidence(reference, anaf.call);
    await pollToEnd(reference, anaf);
    const [original, signature] = await provider.fetchEvidence(reference, anaf.call);

    expect(none).toEqual([]);
    expect(original).toMatchObject({ format: "UBL", fileName: `${reference.id}.xml` });
    expect(Buffer.from(original!.bytes)).toEqual(Buffer.from(order.document.bytes));
    expect(signature).toMatchObject({ format: "OTHER", fileName: `semnatura_${reference.id}.xml` });
  });

  it("is the errors and the signature over them, of an invoice that was refused", async () => {
    await open();
    const reference = accepted(await provider.submit(anOrder(aRefusedInvoice()), anaf.call));
    await pollToEnd(reference, anaf);

    const [errors] = await provider.fetchEvidence(reference, anaf.call);

    expect(Buffer.from(errors!.bytes).toString("utf8")).toContain("R_BT_48_cui");
  });

  it("has a PDF beside it, which the test system does not make", async () => {
    await open();
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(reference, anaf);
    const pdf = await provider.fetchPdf(reference, anaf.call);
    await anaf.close();
    await open({ isTestSystem: true });
    const other = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(other, anaf);

    expect(pdf).toMatchObject({ format: "PDF", mediaType: "application/pdf", fileName: `${reference.id}.pdf` });
    expect(Buffer.from(pdf!.bytes).toString("latin1")).toMatch(/^%PDF-.*FMB-2026-0117/s);
    expect(await provider.fetchPdf(other, anaf.call)).toBeUndefined();
  });
});

describe("what buyers write", () => {
  it("puts the invoice under query, with their words, and is downloaded once", async () => {
    await open();
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(reference, anaf);
    anaf.inside.deeds?.["query"]?.(reference.id);

    let cursor: string | undefined;
    const [report] = await until(async () => {
      const page = await provider.feed.list(cursor, anaf.call);
      ({ cursor } = page);
      return page.items.length > 0 ? page.items : undefined;
    });
    const again = await provider.feed.list(cursor, anaf.call);

    expect(report).toMatchObject({
      reference: { id: reference.id },
      status: "MESAJ CUMPARATOR PRIMIT",
      label: expect.stringContaining("comanda"),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(provider.statuses["MESAJ CUMPARATOR PRIMIT"]).toEqual({ business: "UNDER_QUERY" });
    expect(again.items).toEqual([]);
    expect(countRequests(anaf, "GET", /descarcare/)).toBe(1);
  });

  it("is passed over when nobody can tell what it is about", async () => {
    await open();
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(reference, anaf);
    anaf.inside.deeds?.["query"]?.(reference.id);
    await waitForList();
    const elsewhere = await readInbox();
    const body = {
      mesaje: [{ data_creare: "202611201044", id_solicitare: "1", tip: "MESAJ CUMPARATOR PRIMIT", id: "3000000001" }],
    };
    anaf.simulator.fail({ path: /lista/, times: 1, how: { answer: { status: 200, body } } });

    const page = await provider.feed.list(undefined, anaf.call);

    expect(elsewhere.ids).toEqual([]);
    expect(page.items).toEqual([]);
  });
});

describe("an answer to a received invoice", () => {
  const rejection = {
    kind: "REJECT",
    reasons: [{ code: "QTY", text: "s-au livrat 8 din 10" }],
    note: "Asteptam o factura de stornare",
    key: "response-1",
  } as const;

  async function receive(): Promise<Reference> {
    await open();
    comesIn("IN-1");
    await waitForList();
    return (await readInbox()).references[0]!;
  }

  it("is written to the seller in words that begin with what it is", async () => {
    const reference = await receive();

    const report = await provider.respond(reference, rejection, anaf.call);
    const found = await until(() => provider.findResponse(reference, rejection, anaf.call));

    expect(report).toMatchObject({ reference, status: "MESAJ CUMPARATOR TRANSMIS" });
    expect(found).toMatchObject({ reference, status: "MESAJ CUMPARATOR TRANSMIS" });
    expect(provider.statuses["MESAJ CUMPARATOR TRANSMIS"]).toEqual({});
  });

  it("is found again by what it says, when nobody confirmed it", async () => {
    const reference = await receive();
    anaf.simulator.fail({ method: "POST", path: /upload/, times: 1, how: "lose" });

    const failure = await failureOf(provider.respond(reference, rejection, anaf.call));
    await until(() => provider.findResponse(reference, rejection, anaf.call));

    expect(failure.consequence).toBe("hold");
    expect(await provider.findResponse(reference, { ...rejection, note: "Altceva" }, anaf.call)).toBeUndefined();
    expect(await provider.findResponse({ ...reference, upload: "5000000099" }, rejection, anaf.call)).toBeUndefined();
  });

  it("waits for the next day when the messages of this one are used up", async () => {
    await open({ limits: { buyerMessagesPerDay: 0 } });
    comesIn("IN-1");
    await waitForList();
    const [reference] = (await readInbox()).references;

    expect(await failureOf(provider.respond(reference!, rejection, anaf.call))).toMatchObject({
      consequence: "retry",
      problem: { kind: "RATE_LIMITED" },
    });
  });
});

describe("a moment in Romania", () => {
  it.each([
    ["202607011530", "2026-07-01T12:30:00.000Z"],
    ["202611201044", "2026-11-20T08:44:00.000Z"],
    ["202603290259", "2026-03-29T00:59:00.000Z"],
    ["202603290400", "2026-03-29T01:00:00.000Z"],
    ["202601010030", "2025-12-31T22:30:00.000Z"],
  ])("%s is %s", (stamp, iso) => {
    expect(toInstant(stamp).toISOString()).toBe(iso);
    expect(toStamp(new Date(iso))).toBe(stamp);
  });

  it("in the hour that autumn repeats is one of both", async () => {
    expect(toStamp(toInstant("202610250330"))).toBe("202610250330");
  });
});
