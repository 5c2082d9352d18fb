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

type Sources = Pick<Gateway, "store" | "wakeUps">;

/**
 * The tenant's log behind a place, then live. Every item is read from the log behind the last place that was handed
 * out, at the pace of the consumer: nothing is skipped silently, nothing comes twice, and a lost wake-up only delays.
 */
export const streamEvents = (
  sources: Sources,
  tenantId: string,
  after: number,
  filter: EventFilter,
): AsyncIterableIterator<StreamItem, undefined> => new EventStream(sources, tenantId, after, filter);

/** No generator: thousands wait here for days, and `return` ends a wait at once. One item is asked for at a time. */
class EventStream implements AsyncIterableIterator<StreamItem, undefined> {
  readonly #sources: Sources;
  readonly #tenantId: string;
  readonly #filter: EventFilter;
  #progress: Progress;
  /** Told and forgotten: who waits holds none. */
  #page: Iterator<StreamItem, Progress> | undefined;
  #stopListening: (() => void) | undefined;
  /** Since the last reading began: what was written then may not have been read. */
  #isRung = false;
  #wake: (() => void) | undefined;
  #pausing: AbortController | undefined;
  #isStopped = false;

  constructor(sources: Sources, tenantId: string, after: number, filter: EventFilter) {
    this.#sources = sources;
    this.#tenantId = tenantId;
    this.#filter = filter;
    this.#progress = { position: after, replayed: 0, hasBegun: false, hasCaughtUp: false, isBehind: true };
  }

  async next(): Promise<IteratorResult<StreamItem, undefined>> {
    try {
      while (!this.#isStopped) {
        this.#stopListening ??= this.#sources.wakeUps.listen(this.#tenantId, () => this.#ring());
        this.#page ??= await this.#readPage();
        if (this.#isStopped) break;
        const item = this.#page?.next();
        if (item === undefined) await this.#pause();
        else if (!item.done) return { done: false, value: item.value };
        else await this.#turnPage(item.value);
      }
    } catch (error) {
      this.#stop();
      throw error;
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<StreamItem, undefined>> {
    this.#stop();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readPage(): Promise<Iterator<StreamItem, Progress> | undefined> {
    const { position, isBehind, hasBegun } = this.#progress;
    const { store } = this.#sources;
    this.#isRung = false;
    this.#wake = undefined;
    try {
      const page = isBehind
        ? await store.reader(this.#tenantId).readLog({ ...this.#filter, after: position, limit: pageSize })
        : await store.tail(this.#tenantId, position);
      return tellPage(page, this.#progress, this.#filter);
    } catch (error) {
      // What the log cannot answer at all is told at once; a stream that runs outlasts a restart of the database.
      if (!hasBegun) throw error;
      return undefined;
    }
  }

  /** Not async, so that who waits costs no more than the promise. */
  #turnPage(progress: Progress): Promise<void> | undefined {
    this.#page = undefined;
    this.#progress = progress;
    return progress.isBehind || this.#isRung ? undefined : new Promise((resolve) => (this.#wake = resolve));
  }

  #ring(): void {
    this.#isRung = true;
    this.#wake?.();
  }

  async #pause(): Promise<void> {
    this.#pausing = new AbortController();
    await pause(pauseMs, this.#pausing.signal);
    this.#pausing = undefined;
  }

  #stop(): void {
    this.#isStopped = true;
    this.#page = undefined;
    this.#stopListening?.();
    this.#wake?.();
    this.#pausing?.abort("nobody listens any more");
  }
}

function* tellPage({ events, end, horizon }: LogPage, progress: Progress, filter: EventFilter) {
  const { isBehind } = progress;
  let { position, replayed, hasCaughtUp } = progress;
  if (horizon > position) {
    yield { kind: "gap", requested: position, horizon, end } as const;
    position = horizon;
  }
  for (const event of events) {
    position = event.position;
    if (!isBehind && !meetsFilter(event, filter)) continue;
    if (!hasCaughtUp) replayed += 1;
    yield { kind: "event", event } as const;
  }
  const hasMore = isBehind ? events.length === pageSize : position < end;
  // Nothing of what it looks for is left before the end.
  if (!hasMore) position = Math.max(position, end);
  if (!hasMore && !hasCaughtUp) {
    hasCaughtUp = true;
    yield { kind: "caughtUp", position, replayed } as const;
  }
  return { position, replayed, hasBegun: true, hasCaughtUp, isBehind: hasMore };
}
