import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { tell } from "../setting/tell.js";
import {
  type DeliveryEvidence,
  type DeliveryVerdict,
  judgeDeliveries,
  judgeStreams,
  type StreamEvidence,
  type StreamVerdict,
} from "./judge-webhooks.js";
import { accountOf, type Stage } from "./open-webhooks.js";
import type { Subscriber } from "./subscribers.js";

/** What the files, the tables and the subscribers of a stage say when it is quiet. */
export interface Findings {
  readonly deliveries: DeliveryVerdict;
  readonly streams: StreamVerdict;
  readonly streamEvidence: StreamEvidence;
  /** Invoices that the provider has more than once. */
  readonly doubled: number;
  readonly events: number;
}

/** A job that was under way when the gateway was killed is found again after twenty seconds. */
const drainMs = 180_000;
const catchUpMs = 20_000;

/** Waits until everything is applied and told, or until that has taken too long; then reads it straight from the tables. */
export async function readEvidence(stage: Stage, subscribers: readonly Subscriber[]): Promise<Findings> {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    await untilApplied(client);
    let logs = await readLogs(client);
    const isToldAll = ({ tenantId, taken }: Subscriber) => taken.length >= (logs.get(tenantId)?.length ?? 0);
    for (const deadline = Date.now() + catchUpMs; !subscribers.every(isToldAll) && Date.now() < deadline;) {
      await pause(500);
      logs = await readLogs(client);
    }
    const streamEvidence: StreamEvidence = {
      subscribers: subscribers.map(({ tenantId, taken }) => ({ tenantId, taken: [...taken] })),
      logs: await readLogs(client),
    };
    const created = stage.pushing.readCreated();
    return {
      deliveries: judgeDeliveries(await readDeliveries(client, stage)),
      streams: judgeStreams(streamEvidence),
      streamEvidence,
      doubled: created.length - new Set(created).size,
      events: [...streamEvidence.logs.values()].reduce((sum, { length }) => sum + length, 0),
    };
  } finally {
    await client.end();
  }
}

async function untilApplied(client: pg.Client): Promise<void> {
  for (const deadline = Date.now() + drainMs; ; await pause(2_000)) {
    const { rows } = await client.query<{ open: string }>(
      "select count(*) as open from delivery where state = 'RECEIVED'",
    );
    const open = Number(rows[0]?.open);
    if (open === 0 || Date.now() > deadline) return;
    tell(`${open} webhooks are not applied yet`);
  }
}

/** The ids of events are those that the API publishes. */
async function readLogs(client: pg.Client): Promise<StreamEvidence["logs"]> {
  const { rows } = await client.query<{ tenant_id: string; invoice_id: string; sequence: number; at: string }>(
    `select tenant_id, invoice_id, sequence, extract(epoch from recorded_at) * 1000 as at
     from event_log order by tenant_id, position`,
  );
  const byTenant = Map.groupBy(rows, (row) => row.tenant_id);
  return new Map(
    [...byTenant].map(([tenantId, events]) => [
      tenantId,
      events.map(({ invoice_id: invoiceId, sequence, at }) => ({
        eventId: Buffer.from(`InvoiceEvent:${invoiceId}:${sequence}`).toString("base64url"),
        recordedAtMs: Number(at),
      })),
    ]),
  );
}

async function readDeliveries(client: pg.Client, { pushing, tenants }: Stage): Promise<DeliveryEvidence> {
  const stored = await client.query<{ key: string; tenant: string; account: string; state: string; sha256: string }>(
    `select dedupe_key as key, tenant_id as tenant, account_id as account, state,
            encode(sha256(body), 'hex') as sha256 from delivery`,
  );
  const invoices = await client.query<{ reference: string; status: string }>(
    "select reference_id as reference, status from invoice where reference_id is not null",
  );
  const sent = pushing.readSent();
  const accountOfEvent = new Map(sent.map(({ id, accountId }) => [id, accountId]));
  const tenantOfAccount = new Map(tenants.map(({ id }) => [accountOf(id), id]));
  return {
    sent,
    ledger: pushing.readLedger().map(({ id }) => id),
    // What is stored for somebody else than it was sent to was never sent.
    stored: stored.rows.map(({ key, tenant, account, state, sha256 }) => {
      const eventId = key?.replace(/^event:/, "") ?? "without a key";
      const isHis = accountOfEvent.get(eventId) === account && tenantOfAccount.get(account) === tenant;
      return { eventId: isHis ? eventId : `${tenant} ${account} ${eventId}`, state, sha256 };
    }),
    statuses: new Map(invoices.rows.map(({ reference, status }) => [reference, status])),
  };
}
