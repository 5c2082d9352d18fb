import { sql } from "kysely";
import type { AccountTraffic } from "../../application/store.js";
import type { Database } from "./database.js";

/** However many ask, the tables are asked so often. */
const rememberedForMs = 1_000;

/** What waits for each account and when it was last heard of. */
export function createTraffic(database: Database): (tenantId: string) => Promise<readonly AccountTraffic[]> {
  const remembered = new Map<
    string,
    { readonly answer: Promise<readonly AccountTraffic[]>; readonly untilMs: number }
  >();
  return (tenantId) => {
    const known = remembered.get(tenantId);
    if (known && Date.now() < known.untilMs) return known.answer;
    for (const [id, { untilMs }] of remembered) if (Date.now() >= untilMs) remembered.delete(id);
    const answer = readTraffic(database, tenantId);
    remembered.set(tenantId, { answer, untilMs: Date.now() + rememberedForMs });
    // Who asks next asks the tables again.
    answer.catch(() => remembered.delete(tenantId));
    return answer;
  };
}

async function readTraffic(database: Database, tenantId: string): Promise<readonly AccountTraffic[]> {
  const { rows } = await sql<{ account_id: string; backlog: number; last_webhook_at: string | null }>`
    with queued as (
      select account_id, count(*) as backlog from submission
      where tenant_id = ${tenantId} and state = 'QUEUED' group by account_id),
    accounts as (
      select account_id from queued union select account_id from account_state where tenant_id = ${tenantId})
    select a.account_id, coalesce(q.backlog, 0) as backlog, (
      select max(d.received_at) from delivery d
      where d.tenant_id = ${tenantId} and d.account_id = a.account_id and d.state <> 'REFUSED') as last_webhook_at
    from accounts a left join queued q on q.account_id = a.account_id`.execute(database);
  return rows.map(({ account_id: accountId, backlog, last_webhook_at: lastWebhookAt }) => ({
    accountId,
    backlog,
    ...(lastWebhookAt !== null && { lastWebhookAt }),
  }));
}
