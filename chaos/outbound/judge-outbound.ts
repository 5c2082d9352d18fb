import type { Delivery, Event } from "./endpoints.js";
import type { MovedClock } from "./moved-clock.js";
import type { Call } from "./receivers.js";

/** Seconds between tries, as the documentation has them; written down once more so that a change is noticed. */
const documentedPauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
const jitter = 0.2;
/** Of calls that ended before the pause began, and of clocks. */
const slackSeconds = 3;

/** Events that a receiver never took. */
export function countLost(events: readonly Event[], calls: readonly Call[]): number {
  const taken = new Set(calls.filter(({ taken: wasTaken }) => wasTaken).map(({ eventId }) => eventId));
  return events.filter(({ id }) => !taken.has(id)).length;
}

/** Events with more than one webhook id, and webhook ids with more than one event. */
export function countUnstableIds(calls: readonly Call[]): number {
  const pairs = [...new Set(calls.map(({ eventId, webhookId }) => `${eventId} ${webhookId}`))];
  const repeated = (part: 0 | 1) => pairs.length - new Set(pairs.map((pair) => pair.split(" ")[part])).size;
  return repeated(0) + repeated(1);
}

/** Takes of an event beyond the first: what a kill between a call and its record costs. */
export function countRepeated(calls: readonly Call[]): number {
  const taken = calls.filter(({ taken: wasTaken }) => wasTaken);
  return taken.length - new Set(taken.map(({ eventId }) => eventId)).size;
}

export interface ScheduleFindings {
  readonly checked: number;
  /** Announced tries more than a fifth away from the documented pause, and tries that came before they were due. */
  readonly off: number;
}

/** A try that began so long before the clock moved, or so soon after, may have ended by another clock than it began. */
const besideMoveMs = { before: 500, after: 100 };

export function checkSchedule(deliveries: readonly Delivery[], clock: MovedClock): ScheduleFindings {
  let checked = 0;
  let off = 0;
  for (const { attempts, nextAttemptAt, status } of deliveries) {
    const begins = attempts.map(({ at }) => Date.parse(at));
    for (const [index, begin] of begins.entries()) {
      const pause = documentedPauses[index];
      const next = begins[index + 1];
      if (pause === undefined || clock.isBesideMove(begin, besideMoveMs)) continue;
      if (next !== undefined) {
        checked += 1;
        if ((next - begin) / 1_000 < pause * (1 - jitter) - slackSeconds) off += 1;
      } else if (status === "FAILED" && nextAttemptAt !== null) {
        checked += 1;
        const announced = (Date.parse(nextAttemptAt) - begin) / 1_000;
        if (Math.abs(announced - pause) > pause * jitter + slackSeconds) off += 1;
      }
    }
  }
  return { checked, off };
}

export interface GoneFindings {
  /** Begun before 410 was recorded, and told after it. */
  readonly underWay: number;
  /** Told so late that nothing was under way any more. */
  readonly after: number;
}

export function checkGone(calls: readonly Call[], disabledAtMs: number, timeoutMs: number): GoneFindings {
  const late = calls.map(({ atMs }) => atMs - disabledAtMs).filter((sinceMs) => sinceMs > 0);
  const after = late.filter((sinceMs) => sinceMs > timeoutMs).length;
  return { underWay: late.length - after, after };
}

/** Between an event and the first call about it, for the events behind a place. */
export function delaysMs(events: readonly Event[], calls: readonly Call[]): number[] {
  const first = new Map<string, number>();
  for (const { eventId, atMs } of calls) if (!first.has(eventId)) first.set(eventId, atMs);
  return events.map(({ id, recordedAt }) => (first.get(id) ?? Infinity) - Date.parse(recordedAt));
}
