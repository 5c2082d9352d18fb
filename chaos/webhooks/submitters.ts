import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "../setting/ask-gateway.js";
import { Refusal, submitInvoice } from "../setting/submit-invoice.js";
import type { Balancer } from "../stand-in/pushing/balancer.js";
import type { Tenant } from "./open-webhooks.js";

/** Clients that hand over the invoices which the webhooks are about. */
export interface Submitters {
  readonly acknowledged: number;
  /** How many invoices may be begun in all. */
  allow(count: number): void;
  /** @throws when an invoice was refused */
  finish(): Promise<void>;
}

const submitterCount = 4;

export function startSubmitters(balancer: Balancer, tenants: readonly Tenant[]): Submitters {
  const asks = tenants.map(({ apiKey }) => askThrough(balancer, apiKey));
  let begun = 0;
  let acknowledged = 0;
  let allowed = 0;
  let finishing = false;
  const submit = async (index: number): Promise<void> => {
    const ask = asks[index % asks.length];
    if (!ask) throw new Error("There is no tenant to submit for");
    for (;;) {
      try {
        await submitInvoice(ask, `WEBHOOKS-${String(index + 1).padStart(6, "0")}`, "pushing");
        acknowledged += 1;
        return;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        await pause(50 + Math.random() * 100);
      }
    }
  };
  const work = async (): Promise<void> => {
    for (;;) {
      if (begun < allowed) await submit(begun++);
      else if (finishing) return;
      else await pause(20);
    }
  };
  const working = Promise.all(Array.from({ length: submitterCount }, work));
  // Waited for at the end; until then a refusal must not end the process unheard.
  working.catch(() => undefined);
  return {
    get acknowledged() {
      return acknowledged;
    },
    allow: (count) => void (allowed = count),
    async finish() {
      finishing = true;
      allowed = Math.min(allowed, begun);
      await working;
    },
  };
}

const askThrough =
  (balancer: Balancer, apiKey: string): Ask =>
  async <Data>(query: string, variables: Readonly<Record<string, unknown>>) => {
    const response = await balancer.send("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { readonly data?: Data; readonly errors?: unknown };
    if (answer.errors !== undefined || !answer.data) {
      throw new Error(`The gateway answered ${response.status}: ${JSON.stringify(answer.errors)}`);
    }
    return answer.data;
  };
