import type { Gateway } from "./gateway.js";
import type { EventFilter, StreamItem, StreamPosition } from "./tenant-gateway.js";

const pageSize = 200;

/**
 * The tenant's log from a place on, then live. Every item is read from the log behind the last place that was handed
 * out, at the pace of the consumer: nothing is skipped, nothing comes twice, and a lost wake-up only delays.
 */
export async function* streamEvents(
  { store, wakeUps }: Pick<Gateway, "store" | "wakeUps">,
  tenantId: string,
  from: StreamPosition,
  filter: EventFilter,
  signal: AbortSignal,
): AsyncGenerator<StreamItem> {
  const reader = store.reader(tenantId);
  const bell = createBell(signal);
  const stopListening = wakeUps.listen(tenantId, bell.ring);
  try {
    const live = "now" in from;
    let position = live
      ? await reader.lastPosition()
      : "after" in from
        ? from.after
        : await reader.positionBefore(from.since);
    let replayed = 0;
    let caughtUp = false;
    while (!signal.aborted) {
      // Read before the page: what is committed later is behind this place and is found in the next round.
      const end = await reader.lastPosition();
      const events = end > position ? await reader.events({ ...filter, after: position, limit: pageSize }) : [];
      for (const event of events) {
        if (signal.aborted) return;
        position = event.position;
        if (!caughtUp) replayed += 1;
        yield { kind: "event", event };
      }
      if (events.length === pageSize) continue;
      position = Math.max(position, end);
      if (!caughtUp) {
        caughtUp = true;
        yield { kind: "caughtUp", position, replayed };
      }
      await bell.wait();
    }
  } finally {
    stopListening();
  }
}

/** Remembers that it was rung while nobody waited. */
function createBell(signal: AbortSignal): { ring(): void; wait(): Promise<void> } {
  let rung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    rung = true;
    wake?.();
  };
  signal.addEventListener("abort", ring, { once: true });
  return {
    ring,
    async wait() {
      if (!rung) await new Promise<void>((resolve) => (wake = resolve));
      rung = false;
      wake = undefined;
    },
  };
}
