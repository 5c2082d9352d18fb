import { describe, expect, it } from "vitest";
import { isSettled, moveTo, type SubmissionState, submissionTransitions } from "../../src/domain/submission.js";

const states = Object.keys(submissionTransitions) as SubmissionState[];

describe("A submission", () => {
  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    "goes from %s to %s only if the table says so",
    (from, to) => {
      if (submissionTransitions[from].includes(to)) expect(moveTo(from, to)).toBe(to);
      else expect(() => moveTo(from, to)).toThrow(`cannot go from ${from} to ${to}`);
    },
  );

  it("leads nowhere once it is settled, unless it has failed and somebody asks for another try", () => {
    const leadsOn = (state: SubmissionState) => submissionTransitions[state].length > 0;

    expect(states.filter((state) => isSettled(state) && leadsOn(state))).toEqual(["FAILED"]);
    expect(states.filter((state) => !isSettled(state) && !leadsOn(state))).toEqual([]);
  });

  it("is sent only out of the queue, and gets back there only when nobody has it", () => {
    const leadingTo = (to: SubmissionState) => states.filter((from) => submissionTransitions[from].includes(to));

    expect(leadingTo("IN_FLIGHT")).toEqual(["QUEUED"]);
    expect(leadingTo("QUEUED")).toEqual(["IN_FLIGHT", "OUTCOME_UNKNOWN", "FAILED"]);
    expect(leadingTo("OUTCOME_UNKNOWN")).toEqual(["IN_FLIGHT"]);
  });

  it("never loses an unknown outcome to anything but evidence", () => {
    expect(submissionTransitions.OUTCOME_UNKNOWN).toEqual(["QUEUED", "ACCEPTED", "REJECTED"]);
  });
});
