import { describe, expect, it } from "vitest";
import {
  type DeliveryEvidence,
  judgeDeliveries,
  judgeStreams,
  waitsAfterReady,
} from "../../chaos/webhooks/judge-webhooks.js";

const sound: DeliveryEvidence = {
  sent: [
    { id: "a", accountId: "account", sha256: "11", reference: "outgoing", word: "PAID" },
    { id: "b", accountId: "account", sha256: "22", reference: "incoming" },
  ],
  ledger: ["a", "b"],
  stored: [
    { eventId: "a", state: "APPLIED", sha256: "11" },
    { eventId: "b", state: "APPLIED", sha256: "22" },
  ],
  statuses: new Map([
    ["outgoing", "PAID"],
    ["incoming", "RECEIVED"],
  ]),
};
const [first, second] = sound.stored;
if (!first || !second) throw new Error("Two are stored");

const nothing = { lost: 0, duplicated: 0, unapplied: 0, unsent: 0, altered: 0 };
const judge = (changes: Partial<DeliveryEvidence>) => judgeDeliveries({ ...sound, ...changes });

describe("the judge of webhooks", () => {
  it("finds nothing where each acknowledged one is stored once and has had its effect", () => {
    expect(judge({})).toEqual({ acknowledged: 2, ...nothing });
  });

  it("counts one that was acknowledged and is not stored as lost", () => {
    expect(judge({ stored: [first] })).toMatchObject({ lost: 1, unapplied: 1 });
  });

  it("lets one pass that was sent and never acknowledged, stored or not", () => {
    expect(judge({ ledger: ["a"] })).toMatchObject(nothing);
    expect(judge({ ledger: ["a"], stored: [first] })).toMatchObject(nothing);
  });

  it("counts one that is stored twice, acknowledged or not", () => {
    expect(judge({ ledger: ["a"], stored: [first, second, second] })).toMatchObject({ duplicated: 1 });
  });

  it("counts one that is stored and not applied", () => {
    expect(judge({ stored: [first, { ...second, state: "RECEIVED" }] })).toMatchObject({ lost: 0, unapplied: 1 });
  });

  it("does not believe that one was applied which left no trace", () => {
    expect(judge({ statuses: new Map([["outgoing", "PAID"]]) })).toMatchObject({ unapplied: 1 });
    expect(judge({ statuses: new Map([...sound.statuses, ["outgoing", "APPROVED"]]) })).toMatchObject({ unapplied: 1 });
  });

  it("counts what nobody sent, and what was stored with other bytes", () => {
    expect(judge({ stored: [...sound.stored, { ...first, eventId: "c" }] })).toMatchObject({ unsent: 1 });
    expect(judge({ stored: [first, { ...second, sha256: "33" }] })).toMatchObject({ altered: 1 });
  });
});

const log = ["e1", "e2", "e3"].map((eventId, index) => ({ eventId, recordedAtMs: 1_000 + index }));
const logs = new Map([
  ["mine", log],
  ["theirs", [{ eventId: "x1", recordedAtMs: 1_000 }]],
]);
const told = (...eventIds: string[]) =>
  judgeStreams({
    subscribers: [{ tenantId: "mine", taken: eventIds.map((eventId) => ({ eventId, atMs: 0 })) }],
    logs,
  });

describe("the judge of streams", () => {
  it("finds nothing where all was told once and in order", () => {
    expect(told("e1", "e2", "e3")).toEqual({ missing: 0, duplicate: 0, disorder: 0, foreign: 0 });
  });

  it("counts what never came, at the end and in the middle", () => {
    expect(told("e1")).toMatchObject({ missing: 2 });
    expect(told("e1", "e3")).toMatchObject({ missing: 1, disorder: 0 });
  });

  it("counts what came twice", () => {
    expect(told("e1", "e2", "e2", "e3")).toEqual({ missing: 0, duplicate: 1, disorder: 0, foreign: 0 });
  });

  it("counts what came after something later", () => {
    expect(told("e2", "e1", "e3")).toEqual({ missing: 0, duplicate: 0, disorder: 1, foreign: 0 });
  });

  it("counts what belongs to another tenant or to nobody", () => {
    expect(told("e1", "x1", "e2", "e3", "invented")).toEqual({ missing: 0, duplicate: 0, disorder: 0, foreign: 2 });
  });
});

describe("how long subscribers wait after the gateway is ready", () => {
  const round = { startedAtMs: 1_500, readyAtMs: 2_000, killedAtMs: 3_000 };
  const waits = (...taken: [string, number][]) =>
    waitsAfterReady(
      { subscribers: [{ tenantId: "mine", taken: taken.map(([eventId, atMs]) => ({ eventId, atMs })) }], logs },
      [round],
    );

  it("is counted from readiness to the first event after the start", () => {
    expect(waits(["e1", 1_000], ["e2", 2_250], ["e3", 2_400])).toEqual([250]);
  });

  it("is not counted where nothing waited", () => {
    expect(waits(["e1", 1_000], ["e2", 1_001], ["e3", 1_499])).toEqual([]);
  });

  it("lasts until the kill for whom nothing came", () => {
    expect(waits(["e1", 1_000])).toEqual([1_000]);
    expect(waits(["e1", 1_000], ["e2", 3_500])).toEqual([1_000]);
  });

  it("is none for whom the first event came before anybody had seen that the gateway is ready", () => {
    expect(waits(["e1", 1_900])).toEqual([0]);
  });
});
