import { meetsFilter } from "./event-filter.js";
import type { Gateway } from "./gateway.js";
import type { LogPage } from "./queries.js";
import { pause } from "./pause.js";
import type { EventFilter, StreamItem, StreamPosition } from "./tenant-gateway.js";

/** Each who is served from the past holds a page in memory. */
const pageSize = 100;

/** Between two tries while the log cannot be read. */
const pauseMs = 1_000;

/** The place behind which a stream from there begins; undefined when the log has not come so far. */
export async function findPlace(
  { store }: Pick<Gateway, "store">,
  tenantId: string,
  from: StreamPosition,
): Promise<number | undefined> {
  const reader = store.reader(tenantId);
  if ("since" in from) return reader.positionBefore(from.since);
  const end = await reader.lastPosition();
  if ("now" in from) return end;
  return from.after <= end ? from.after : undefined;
}

/** How far a stream has come. */
interface Progress {
  readonly position: number;
  readonly replayed: number;
  readonly hasBegun: boolean;
  readonly hasCaughtUp: boolean;
  /** It reads only what it looks for; who is up to date reads what all the others read. */
  readonly isBehind: boolean;
}

/**
 * The tenant's log behind a place, then live. Every item is read from the log behind the last place that was handed
 * out, at the pace of the consumer: nothing is skipped silently, nothing comes twice, and a lost wake-up only delays.
 */
export async function* streamEvents(
  { store, wakeUps }: Pick<Gateway, "store" | "wakeUps">,
  tenantId: string,
  after: number,
  filter: EventFilter,
  signal: AbortSignal,
): AsyncGenerator<StreamItem> {
  const bell = createBell(signal);
  const stopListening = wakeUps.listen(tenantId, bell.ring);
  const read = ({ position, isBehind }: Progress): Promise<LogPage> =>
    isBehind
      ? store.reader(tenantId).readLog({ ...filter, after: position, limit: pageSize })
      : store.tail(tenantId, position);
  try {
    let progress: Progress = { position: after, replayed: 0, hasBegun: false, hasCaughtUp: false, isBehind: true };
    while (!signal.aborted) {
      const before = progress;
      progress = yield* tellNext(() => read(before), before, filter, signal);
      if (progress === before) await pause(pauseMs, signal);
      else if (!progress.isBehind) await bell.wait();
    }
  } finally {
    stopListening();
  }
}

/** Tells a page and forgets it: who waits for days holds none. The same progress is answered for none at all. */
async function* tellNext(
  read: () => Promise<LogPage>,
  progress: Progress,
  filter: EventFilter,
  signal: AbortSignal,
): AsyncGenerator<StreamItem, Progress> {
  const page = await read().catch((error: unknown) => {
    // What the log cannot answer at all is told at once; a stream that runs outlasts a restart of the database.
    if (!progress.hasBegun) throw error;
  });
  if (!page) return progress;
  const { events, end, horizon } = page;
  const { isBehind } = progress;
  let { position, replayed, hasCaughtUp } = progress;
  if (horizon > position) {
    yield { kind: "gap", requested: position, horizon, end };
    position = horizon;
  }
  for (const event of events) {
    if (signal.aborted) return progress;
    position = event.position;
    if (!isBehind && !meetsFilter(event, filter)) continue;
    if (!hasCaughtUp) replayed += 1;
    yield { kind: "event", event };
  }
  const hasMore = isBehind ? events.length === pageSize : position < end;
  // Nothing of what it looks for is left before the end.
  if (!hasMore) position = Math.max(position, end);
  if (!hasMore && !hasCaughtUp) {
    hasCaughtUp = true;
    yield { kind: "caughtUp", position, replayed };
  }
  return { position, replayed, hasBegun: true, hasCaughtUp, isBehind: hasMore };
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
