import { describe, expect, it } from "vitest";
import type { Delivery } from "../../chaos/outbound/endpoints.js";
import { checkGone, checkSchedule, countLost, countUnstableIds } from "../../chaos/outbound/judge-outbound.js";
import { createMovedClock } from "../../chaos/outbound/moved-clock.js";
import type { Call } from "../../chaos/outbound/receivers.js";

const aCall = (call: Partial<Call>): Call => ({ webhookId: "W", eventId: "E", taken: true, atMs: 0, ...call });

const at = (ms: number) => new Date(ms).toISOString();

const aFailedDelivery = (triedAtMs: number, nextAtMs: number): Delivery => ({
  id: "D",
  webhookId: "W",
  status: "FAILED",
  nextAttemptAt: at(nextAtMs),
  attempts: [{ at: at(triedAtMs), durationMs: 10 }],
});

describe("the judge of outbound chaos", () => {
  it("counts events that were called about and never taken as lost", () => {
    const events = ["E", "F"].map((id) => ({ id, cursor: id, recordedAt: at(0) }));

    expect(countLost(events, [aCall({}), aCall({ eventId: "F", taken: false })])).toBe(1);
  });

  it("sees an id that changes, and one that two events share", () => {
    expect(countUnstableIds([aCall({}), aCall({})])).toBe(0);
    expect(countUnstableIds([aCall({}), aCall({ webhookId: "X" })])).toBe(1);
    expect(countUnstableIds([aCall({}), aCall({ eventId: "F" })])).toBe(1);
  });

  it("sees a pause that is more than a fifth too long or too short", () => {
    const clock = createMovedClock();
    const after = (seconds: number) => checkSchedule([aFailedDelivery(0, seconds * 1_000)], clock).off;

    expect([1.5, 5, 8].map(after)).toEqual([0, 0, 0]);
    expect([0.5, 10, 300].map(after)).toEqual([1, 1, 1]);
    const tooSoon = {
      ...aFailedDelivery(0, 0),
      attempts: [0, 5_000, 200_000].map((ms) => ({ at: at(ms), durationMs: 1 })),
    };
    expect(checkSchedule([{ ...tooSoon, nextAttemptAt: null }], clock)).toEqual({ checked: 2, off: 1 });
  });

  it("does not judge what was tried while the clock was moved", () => {
    const clock = createMovedClock(() => 10_000);
    clock.move(3_600_000);

    expect(checkSchedule([aFailedDelivery(9_800, 3_615_000)], clock)).toEqual({ checked: 0, off: 0 });
    expect(checkSchedule([aFailedDelivery(9_000, 3_615_000)], clock)).toEqual({ checked: 1, off: 1 });
    expect(clock.toRealMs(3_620_000)).toBe(20_000);
  });

  it("tells what was under way when 410 was recorded from what was begun later", () => {
    const calls = [900, 1_500, 4_000].map((atMs) => aCall({ atMs, taken: false }));

    expect(checkGone(calls, 1_000, 2_000)).toEqual({ underWay: 1, after: 1 });
  });
});
