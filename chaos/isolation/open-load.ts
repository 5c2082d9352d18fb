import { setTimeout as pause } from "node:timers/promises";
import type { Ask } from "../setting/ask-gateway.js";
import { submitInvoice } from "../setting/submit-invoice.js";
import type { StandInKind } from "../stand-in/wire.js";

/** One invoice that a client hands over. */
export interface Operation {
  readonly number: string;
  readonly provider: StandInKind;
  /** When it was due, however busy everybody was: whoever is late has kept it waiting. */
  readonly dueAtMs: number;
  readonly acknowledgedAtMs: number;
}

export interface LoadOrder {
  readonly name: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly providerOf: (index: number) => StandInKind;
}

/** Begins operations at a steady rate and waits for none of them in between: a stall shows in all that were due in it. */
export async function runOpenLoad(ask: Ask, order: LoadOrder): Promise<Operation[]> {
  const startsAtMs = Date.now();
  const running: Promise<Operation>[] = [];
  for (let index = 0; index < order.perSecond * order.seconds; index += 1) {
    const dueAtMs = startsAtMs + (index * 1000) / order.perSecond;
    const waitMs = dueAtMs - Date.now();
    if (waitMs > 0) await pause(waitMs);
    const operation = operate(ask, `${order.name}-${index + 1}`, order.providerOf(index), dueAtMs);
    operation.catch(() => undefined);
    running.push(operation);
  }
  return Promise.all(running);
}

async function operate(ask: Ask, number: string, provider: StandInKind, dueAtMs: number): Promise<Operation> {
  await submitInvoice(ask, number, provider);
  return { number, provider, dueAtMs, acknowledgedAtMs: Date.now() };
}

/** The value that this share of the values stays below; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
