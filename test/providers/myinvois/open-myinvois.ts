import type { StatusReport, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import type { Credentials } from "../../../providers/myinvois/credentials.js";
import provider from "../../../providers/myinvois/index.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/myinvois/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

export type OpenMyInvois = OpenProvider<Credentials>;

/** A clock that only moves when told to. */
export function aClock(start = "2026-02-01T08:00:00Z") {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    advanceHours: (hours: number) => void (nowMs += hours * 3_600_000),
  };
}

export const openMyInvois = (options: SimulatorOptions = {}, settings: SimulatorSettings = {}): Promise<OpenMyInvois> =>
  openProvider(provider, declareSimulator(options), { stepMs: 20, ...settings });

/** Submits one order and returns the reference of the accepted document. */
export async function submitAccepted(order: SubmitOrder, { call }: OpenMyInvois) {
  const receipt = await provider.submit(order, call);
  if (receipt.outcome !== "accepted") throw new Error(receipt.rejection.message);
  return receipt.reference;
}

/** Asks until none of the documents is waiting for its validation any more. */
export async function pollToEnd(
  references: readonly { readonly id: string; readonly [part: string]: string }[],
  { call }: OpenMyInvois,
): Promise<readonly StatusReport[]> {
  for (let question = 0; question < 100; question += 1) {
    const reports = await provider.polling.fetch(references, call);
    if (reports.every(({ status }) => status !== "Submitted")) return reports;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the documents are still waiting for their validation");
}

export const countRequests = ({ simulator }: OpenMyInvois, method: string, path: RegExp): number =>
  simulator.requests.filter((request) => request.method === method && path.test(request.path)).length;
