import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { DeliveryRecord, DeliveryTaker, Inbox, NewDelivery } from "../../application/inbox.js";
import type { Database } from "./database.js";

/** Under load, what comes meanwhile shares the next statement and its commit; without load nothing waits. */
const statementsAtOnce = 4;
/** While one runs, the next one is not begun sooner: every statement costs, and so does every commit. */
const pauseMs = 5;
const rowsPerStatement = 50;
const bytesPerStatement = 4 * 2 ** 20;

interface Waiting {
  readonly id: string;
  readonly delivery: NewDelivery;
  readonly resolve: (id: string | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface DeliveryWriterOptions {
  /** Whoever in this process has time for what it accepts. */
  readonly taker: () => DeliveryTaker | undefined;
  /** Called after every commit with a new one that nobody has taken. */
  readonly added: () => void;
}

/** Whoever takes a delivery has so long for it before another one may. */
export const takenForMs = 10_000;

/** What is applied by the process that accepted it is so at once: sooner to anybody's, when that process dies. */
const takenAtBirthMs = 2_000;

/**
 * Writes deliveries, durably before anybody is answered. What this process has time for is written as taken: it needs
 * to be neither looked for nor read again.
 */
export function createDeliveryWriter(database: Database, { taker, added }: DeliveryWriterOptions): Inbox["add"] {
  let waiting: Waiting[] = [];
  let running = 0;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const write = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const applier = taker();
      const takenUntil = applier && new Date(applier.now().getTime() + takenAtBirthMs).toISOString();
      const isTaken = (delivery: NewDelivery) => applier?.hasRoomFor(delivery.accountId) === true;
      const takes = group.map(({ delivery }) => (isTaken(delivery) ? takenUntil : undefined));
      const receivedAt = await insert(database, group, takes);
      for (const { id, resolve } of group) resolve(receivedAt.has(id) ? id : undefined);
      const taken = group.flatMap((one, index) => toTaken(one, receivedAt.get(one.id), takes[index]) ?? []);
      if (taken.length > 0) applier?.take(taken);
      if (taken.length < receivedAt.size) added();
    } catch (error) {
      if (group.length > 1 && isAboutOne(error)) for (const one of group) await write([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const start = (): void => {
    while (running < statementsAtOnce && waiting.length > 0) {
      const leftMs = lastStartMs + pauseMs - performance.now();
      if (running > 0 && leftMs > 0 && waiting.length < rowsPerStatement) {
        timer ??= setTimeout(() => {
          timer = undefined;
          start();
        }, leftMs);
        return;
      }
      lastStartMs = performance.now();
      const { group, rest } = split(waiting);
      waiting = rest;
      running++;
      void write(group).finally(() => {
        running--;
        start();
      });
    }
  };

  return (delivery) =>
    new Promise((resolve, reject) => {
      waiting.push({ id: randomUUID(), delivery, resolve, reject });
      start();
    });
}

/** One statement cannot take the same delivery twice: the repetition comes with a later one. */
function split(waiting: readonly Waiting[]): { readonly group: Waiting[]; readonly rest: Waiting[] } {
  const group = new Map<string, Waiting>();
  const rest: Waiting[] = [];
  let bytes = 0;
  for (const one of waiting) {
    const { tenantId, accountId, dedupeKey, body } = one.delivery;
    const key = JSON.stringify([tenantId, accountId, dedupeKey]);
    const isFull = group.size >= rowsPerStatement || (group.size > 0 && bytes + body.byteLength > bytesPerStatement);
    if (isFull || group.has(key)) rest.push(one);
    else {
      group.set(key, one);
      bytes += body.byteLength;
    }
  }
  // Everybody takes the places of the unique index in the same order.
  return { group: [...group].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one), rest };
}

/** Bad data, a broken constraint or a deadlock: alone the others may well succeed. */
const isAboutOne = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(2[123]|40)/.test(String(error.code));

/** Undefined when it is not new, or not taken. */
const toTaken = (
  { id, delivery: { tenantId, accountId, headers, body } }: Waiting,
  receivedAt: string | undefined,
  takenUntil: string | undefined,
): DeliveryRecord | undefined =>
  receivedAt === undefined || takenUntil === undefined
    ? undefined
    : { id, tenantId, accountId, headers, body, receivedAt, attempts: 1, takenUntil };

/** Answers those that are new, by id, with the moment at which they were received. */
async function insert(
  database: Database,
  group: readonly Waiting[],
  takenUntil: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const all = <Value>(of: (delivery: NewDelivery) => Value): Value[] => group.map(({ delivery }) => of(delivery));
  const { rows } = await sql<{ id: string; received_at: string }>`
    /* add_deliveries */
    insert into delivery (tenant_id, id, account_id, provider, dedupe_key, event_id, headers, body, bytes, sha256,
      next_attempt_at, attempts, state)
    select n.*, case when n.taken_until is null then 0 else 1 end, 'RECEIVED' from unnest(
      ${all(({ tenantId }) => tenantId)}::text[],
      ${group.map(({ id }) => id)}::uuid[],
      ${all(({ accountId }) => accountId)}::text[],
      ${all(({ provider }) => provider)}::text[],
      ${all(({ dedupeKey }) => dedupeKey)}::text[],
      ${all(({ eventId }) => eventId ?? null)}::text[],
      ${all(({ headers }) => JSON.stringify(headers))}::jsonb[],
      ${all(({ body }) => Buffer.from(body.buffer, body.byteOffset, body.byteLength))}::bytea[],
      ${all(({ body }) => body.byteLength)}::integer[],
      ${all(({ body }) => createHash("sha256").update(body).digest("hex"))}::text[],
      ${takenUntil.map((until) => until ?? null)}::timestamptz[])
      as n (tenant_id, id, account_id, provider, dedupe_key, event_id, headers, body, bytes, sha256, taken_until)
    on conflict (tenant_id, account_id, dedupe_key) where dedupe_key is not null
      do update set repeats = delivery.repeats + 1, last_repeat_at = now()
    returning id, received_at`.execute(database);
  const asked = new Set(group.map(({ id }) => id));
  return new Map(rows.filter(({ id }) => asked.has(id)).map(({ id, received_at }) => [id, received_at]));
}
