import { describe, expect, it } from "vitest";
import { judge } from "../../chaos/submissions/judge.js";

const sent = { state: "ACCEPTED", showsUnknown: false };

const anObligation = (number: string) => ({
  number,
  provider: "bare" as const,
  submissionId: `submission of ${number}`,
});

const judgeOne = (created: readonly string[], sight?: { state: string; showsUnknown: boolean }) =>
  judge({
    obligations: [anObligation("A")],
    created,
    sights: new Map(sight && [["submission of A", sight]]),
  });

describe("the judge of a chaos run", () => {
  it("finds nothing where each invoice is at its provider once", () => {
    expect(judgeOne(["A"], sent)).toEqual({
      doubled: 0,
      neverSent: 0,
      pending: 0,
      parked: 0,
      parkedByProvider: { keyed: 0, numbered: 0, bare: 0 },
      parkedUnseen: 0,
      disagreeing: 0,
    });
  });

  it("counts an invoice that its provider has three times as one that is doubled", () => {
    expect(judgeOne(["A", "A", "A"], sent)).toMatchObject({ doubled: 1, neverSent: 0 });
  });

  it("counts a doubled invoice that nobody was promised", () => {
    expect(judgeOne(["A", "B", "B"], sent)).toMatchObject({ doubled: 1 });
  });

  it("does not believe a gateway that calls an invoice sent which no provider has", () => {
    expect(judgeOne([], sent)).toMatchObject({ neverSent: 1, disagreeing: 1 });
  });

  it("counts what was acknowledged and is not known any more as never sent", () => {
    expect(judgeOne([])).toMatchObject({ neverSent: 1 });
  });

  it("counts what still waits or is being sent as pending", () => {
    expect(judgeOne([], { state: "QUEUED", showsUnknown: false })).toMatchObject({ pending: 1, disagreeing: 0 });
    expect(judgeOne(["A"], { state: "IN_FLIGHT", showsUnknown: false })).toMatchObject({ pending: 1, disagreeing: 0 });
  });

  it("lets a parked invoice pass as unsent, if it says that it is unknown", () => {
    const unknown = judgeOne([], { state: "OUTCOME_UNKNOWN", showsUnknown: true });
    const hidden = judgeOne([], { state: "OUTCOME_UNKNOWN", showsUnknown: false });

    expect(unknown).toMatchObject({ parked: 1, parkedByProvider: { bare: 1 }, parkedUnseen: 0, neverSent: 0 });
    expect(hidden).toMatchObject({ parked: 1, parkedUnseen: 1 });
  });

  it("sees that an invoice is settled as refused which its provider has", () => {
    expect(judgeOne(["A"], { state: "REJECTED", showsUnknown: false })).toMatchObject({ disagreeing: 1 });
  });
});
