import { randomUUID } from "node:crypto";
import material from "../../../providers/afnor-pa/conformance.js";
import type { Credentials } from "../../../providers/afnor-pa/credentials.js";
import provider from "../../../providers/afnor-pa/index.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/afnor-pa/simulator.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { Reference, StatusReport, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

export type OpenPlatform = OpenProvider<Credentials>;

export const openPlatform = (options: SimulatorOptions = {}, settings: SimulatorSettings = {}): Promise<OpenPlatform> =>
  openProvider(provider, declareSimulator({ holdBackMs: 0, ...options }), { stepMs: 10, ...settings });

export function anInvoice(number = "TDV-2026-0042", changes: Partial<Invoice> = {}): Invoice {
  const { sending } = material;
  if (!sending) throw new Error("there is no sample");
  return { ...sending.invoice(number), ...changes };
}

export interface TestOrder extends SubmitOrder {
  /** What the adapter remembered, oldest first. */
  readonly checkpoints: Reference[];
}

export function anOrder(invoice = anInvoice(), changes: Partial<SubmitOrder> = {}): TestOrder {
  const prepared = provider.prepare({ invoice });
  if ("violations" in prepared) throw new Error(prepared.violations[0]?.message);
  const checkpoints: Reference[] = [];
  return {
    key: randomUUID(),
    invoice,
    document: prepared.document,
    checkpoint: async (reference) => void checkpoints.push(reference),
    checkpoints,
    ...changes,
  };
}

export async function submitAccepted(order: SubmitOrder, { call }: OpenPlatform) {
  const receipt = await provider.submit(order, call);
  if (receipt.outcome !== "accepted") throw new Error(receipt.rejection.message);
  return receipt;
}

/** Reads the log from its beginning until the report that is waited for has come; answers all of them. */
export async function readLogUntil(
  { call }: OpenPlatform,
  isLast: (report: StatusReport) => boolean,
): Promise<readonly StatusReport[]> {
  const reports: StatusReport[] = [];
  let cursor: string | undefined;
  for (const giveUpAt = Date.now() + 10_000; Date.now() < giveUpAt;) {
    const page = await provider.feed.list(cursor, call);
    cursor = page.cursor ?? cursor;
    reports.push(...page.items);
    if (reports.some(isLast)) return reports;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`what is waited for did not come; only ${JSON.stringify(reports.map(({ status }) => status))}`);
}

export const has = (status: string) => (report: StatusReport) => report.status === status;

export const countRequests = ({ simulator }: OpenPlatform, method: string, path: RegExp): number =>
  simulator.requests.filter((request) => request.method === method && path.test(request.path)).length;
