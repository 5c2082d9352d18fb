import { anInvoiceInput, aMalaysianInvoiceInput } from "../api/support/an-invoice-input.js";
import { submitInvoice } from "../api/support/operations.js";
import type { GatewayClient } from "./client.js";
import type { FreshDatabase } from "./fresh-database.js";
import type { ProviderId } from "./gateway-process.js";

const inputs: Readonly<Record<ProviderId, (overrides: Record<string, unknown>) => unknown>> = {
  "e-invoice-be": anInvoiceInput,
  myinvois: aMalaysianInvoiceInput,
};

/** Submits an invoice under a key of its own number; repeats itself, as clients do, until it is acknowledged. */
export async function submitTo(
  provider: ProviderId,
  number: string,
  clientNow: () => GatewayClient,
  waitMs?: number,
): Promise<any> {
  const input = {
    idempotencyKey: number,
    content: { invoice: inputs[provider]({ number }) },
    routing: { provider },
    ...(waitMs !== undefined && { waitMs }),
  };
  for (let tries = 0; ; tries += 1) {
    try {
      const { submitInvoice: submitted } = await clientNow().ask(submitInvoice, { input });
      if (submitted.errors.length > 0) throw new Refusal(JSON.stringify(submitted.errors));
      return submitted;
    } catch (error) {
      if (error instanceof Refusal || tries > 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

class Refusal extends Error {}

export interface SubmissionRow {
  readonly number: string;
  readonly provider: string;
  readonly state: string;
  readonly attempts: number;
  readonly status: string;
}

export async function readSubmissions(database: FreshDatabase): Promise<SubmissionRow[]> {
  const { rows } = await database.query(
    `select i.number, s.provider, s.state, s.attempts, i.status from submission s
     join invoice i on i.tenant_id = s.tenant_id and i.id = s.invoice_id order by i.number`,
  );
  return rows;
}

export interface LogRow {
  readonly position: number;
  readonly number: string;
  readonly type: string;
  readonly sequence: number;
}

/** The truth about what has happened. */
export async function readLog(database: FreshDatabase): Promise<LogRow[]> {
  const { rows } = await database.query(
    `select e.position::int, i.number, e.type, e.sequence from event_log e
     join invoice i on i.tenant_id = e.tenant_id and i.id = e.invoice_id order by e.position`,
  );
  return rows;
}

/** What a list holds more than once. */
export function repeated(items: readonly string[]): string[] {
  const counts = Map.groupBy(items, (item) => item);
  return [...counts].filter(([, same]) => same.length > 1).map(([item, same]) => `${item} × ${same.length}`);
}
