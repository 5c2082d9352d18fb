import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Inbox, NewDelivery } from "../../application/inbox.js";
import type { Database } from "./database.js";

/** Under load, what comes meanwhile shares the next statement and its commit; without load nothing waits. */
const statementsAtOnce = 4;
const rowsPerStatement = 50;
const bytesPerStatement = 4 * 2 ** 20;

interface Waiting {
  readonly id: string;
  readonly delivery: NewDelivery;
  readonly resolve: (id: string | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes deliveries, durably before anybody is answered; `added` is called after every commit with a new one. */
export function createDeliveryWriter(database: Database, added: () => void): Inbox["add"] {
  let waiting: Waiting[] = [];
  let running = 0;

  const write = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const ids = await insert(database, group);
      for (const { id, resolve } of group) resolve(ids.has(id) ? id : undefined);
      if (ids.size > 0) added();
    } catch (error) {
      if (group.length > 1 && isAboutOne(error)) for (const one of group) await write([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const start = (): void => {
    while (running < statementsAtOnce && waiting.length > 0) {
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

/** Answers the ids that are new. */
async function insert(database: Database, group: readonly Waiting[]): Promise<ReadonlySet<string>> {
  const all = <Value>(of: (delivery: NewDelivery) => Value): Value[] => group.map(({ delivery }) => of(delivery));
  const { rows } = await sql<{ id: string }>`
    insert into delivery
      (tenant_id, id, account_id, provider, dedupe_key, event_id, headers, body, bytes, sha256, state)
    select n.*, 'RECEIVED' from unnest(
      ${all(({ tenantId }) => tenantId)}::text[],
      ${group.map(({ id }) => id)}::uuid[],
      ${all(({ accountId }) => accountId)}::text[],
      ${all(({ provider }) => provider)}::text[],
      ${all(({ dedupeKey }) => dedupeKey)}::text[],
      ${all(({ eventId }) => eventId ?? null)}::text[],
      ${all(({ headers }) => JSON.stringify(headers))}::jsonb[],
      ${all(({ body }) => Buffer.from(body.buffer, body.byteOffset, body.byteLength))}::bytea[],
      ${all(({ body }) => body.byteLength)}::integer[],
      ${all(({ body }) => createHash("sha256").update(body).digest("hex"))}::text[]) as n
    on conflict (tenant_id, account_id, dedupe_key) where dedupe_key is not null
      do update set repeats = delivery.repeats + 1, last_repeat_at = now()
    returning id`.execute(database);
  const asked = new Set(group.map(({ id }) => id));
  return new Set(rows.map(({ id }) => id).filter((id) => asked.has(id)));
}
