import { afterEach, describe, expect, it } from "vitest";
import type { DocumentContent, Reference } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import material from "../../../providers/myinvois/conformance.js";
import provider from "../../../providers/myinvois/index.js";
import { declareSimulator } from "../../../providers/myinvois/simulator.js";
import { aMalaysianInvoice, anOrder } from "./a-malaysian-invoice.js";
import { openProvider } from "../open-provider.js";
import { countRequests, type OpenMyInvois, pollToEnd, submitAccepted } from "./open-myinvois.js";

let myInvois: OpenMyInvois;
afterEach(() => myInvois.close());

/** A minute has more than twelve searches here. */
const openUnlimited = (settings: SimulatorSettings = {}): Promise<OpenMyInvois> =>
  openProvider(
    { ...provider, limits: { rates: { "*": { requests: 10_000, perSeconds: 1 } } } },
    declareSimulator({ requestsPerMinute: { search: 10_000, document: 10_000 } }),
    { stepMs: 20, ...settings },
  );

const anInboundDocument = (number: string): DocumentContent => material.inbound!(number);

function arrive(document: DocumentContent): string {
  const id = myInvois.simulator.simulator.arrive?.(document);
  if (id === undefined) throw new Error("nothing can arrive");
  return id;
}

/** Everything behind the cursor, and how it was listed. */
async function walk(from?: string) {
  const references: Reference[] = [];
  const pages: number[] = [];
  let cursor = from;
  for (let more = true; more;) {
    const page = await provider.listReceived(cursor, myInvois.call);
    references.push(...page.items.map(({ reference }) => reference));
    pages.push(page.items.length);
    ({ cursor, more } = page);
  }
  return { ids: references.map(({ id }) => id), references, pages, cursor };
}

async function walkUntil(many: number, from?: string) {
  for (let question = 0; question < 100; question += 1) {
    const walked = await walk(from);
    if (walked.ids.length >= many) return walked;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`fewer than ${many} documents were listed`);
}

describe("receiving from MyInvois", () => {
  it("hands over the very text that the issuer submitted, with the ids that it has", async () => {
    myInvois = await openUnlimited();
    const document = anInboundDocument("IN-1");
    const id = arrive(document);
    const [reference] = (await walkUntil(1)).references;

    const received = await provider.fetchReceived(reference!, myInvois.call);

    expect(reference).toEqual({ id, submission: expect.any(String) });
    expect(received).toEqual({
      reference,
      status: "Valid",
      document: { ...document, fileName: `${id}.json`, bytes: Buffer.from(document.bytes) },
      receivedAt: expect.any(String),
      networkReferences: [
        { kind: "MyInvois UUID", value: id },
        { kind: "MyInvois long id", value: expect.any(String) },
      ],
    });
  });

  it("tells a document in XML from one in JSON", async () => {
    myInvois = await openUnlimited();
    const body = { uuid: "X", submissionUid: "S", internalId: "1", status: "Valid", document: "<Invoice/>" };
    myInvois.simulator.fail({ path: /\/raw$/, times: 1, how: { answer: { status: 200, body } } });

    expect((await provider.fetchReceived({ id: "X" }, myInvois.call)).document).toMatchObject({
      format: "UBL",
      mediaType: "application/xml",
      fileName: "X.xml",
    });
  });

  it("shows nothing that waits for its validation, that is invalid, or that was sent", async () => {
    myInvois = await openUnlimited();
    await pollToEnd([await submitAccepted(anOrder(aMalaysianInvoice()), myInvois)], myInvois);
    const sound = JSON.parse(Buffer.from(anInboundDocument("IN-1").bytes).toString("utf8"));
    sound.Invoice[0].LegalMonetaryTotal[0].PayableAmount[0]._ = 1;
    const invalid = arrive({ ...anInboundDocument("IN-1"), bytes: Buffer.from(JSON.stringify(sound)) });
    const valid = arrive(anInboundDocument("IN-2"));

    const { ids } = await walkUntil(1);

    expect(ids).toEqual([valid]);
    await expect(provider.fetchReceived({ id: invalid }, myInvois.call)).rejects.toMatchObject({
      problem: { kind: "NOT_FOUND" },
    });
  });

  it("lists more than a page of one moment, and moments one after the other", async () => {
    const clock = { atMs: 0 };
    myInvois = await openUnlimited({ now: () => new Date(clock.atMs), stepMs: 0 });
    const minutesOf = new Map<string, number>();
    for (const [minutes, many] of [
      [60, 130],
      [40, 90],
      [20, 3],
    ] as const) {
      clock.atMs = Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000 + 500;
      for (let each = 0; each < many; each += 1) {
        minutesOf.set(arrive(anInboundDocument(`IN-${minutes}-${each}`)), minutes);
      }
    }

    const { ids, pages } = await walkUntil(minutesOf.size);

    const minutes = ids.map((id) => minutesOf.get(id)!);
    expect(new Set(ids)).toEqual(new Set(minutesOf.keys()));
    expect(minutes).toEqual(minutes.toSorted((left, right) => right - left));
    expect(Math.max(...pages)).toBe(100);
    expect(countRequests(myInvois, "GET", /search$/)).toBeLessThanOrEqual(12);
  });

  it("lists what came in within one page in the order in which it came", async () => {
    myInvois = await openUnlimited();
    const arrived = ["IN-1", "IN-2", "IN-3"].map((number) => arrive(anInboundDocument(number)));

    expect((await walkUntil(3)).ids).toEqual(arrived);
  });

  it("asks once for what fits into one answer, and then only about the last hours", async () => {
    myInvois = await openUnlimited();
    arrive(anInboundDocument("IN-1"));
    const { cursor, ids } = await walkUntil(1);
    const before = countRequests(myInvois, "GET", /search$/);

    const again = await walk(cursor);

    expect(countRequests(myInvois, "GET", /search$/) - before).toBe(1);
    expect(again.ids).toEqual(ids);
    const hoursBack = (Date.now() - Date.parse(cursor!.split("/")[0]!)) / 3_600_000;
    expect(hoursBack).toBeCloseTo(3, 1);
  });

  it("never asks for more than 31 days, however long nobody looked", async () => {
    const clock = { atMs: Date.now() - 100 * 24 * 3_600_000 };
    myInvois = await openUnlimited({ now: () => new Date(clock.atMs), stepMs: 0 });
    const id = arrive(anInboundDocument("IN-1"));
    clock.atMs += 3_600_000;
    const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const begin = clock.atMs - 2 * 3_600_000;
    const cursor = `${at(begin)}/${at(begin + 60_000)}/1`;

    const { ids, pages } = await walkUntil(1, cursor);

    expect(ids).toEqual([id]);
    expect(pages.length).toBeGreaterThan(3);
  });

  it("passes on a cancelled document too", async () => {
    myInvois = await openUnlimited();
    const id = arrive(anInboundDocument("IN-1"));
    await walkUntil(1);
    myInvois.simulator.simulator.deeds?.["cancel"]?.(id);

    const { references } = await walk();

    expect(await provider.fetchReceived(references[0]!, myInvois.call)).toMatchObject({ status: "Cancelled" });
  });
});

describe("what arrives at the simulator", () => {
  it("counts as nothing that was taken for sending", async () => {
    myInvois = await openUnlimited();
    arrive(anInboundDocument("IN-1"));
    const sent = await submitAccepted(anOrder(aMalaysianInvoice()), myInvois);

    expect(myInvois.simulator.simulator.taken?.()).toEqual([sent.id]);
  });
});
