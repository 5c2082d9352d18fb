import { setTimeout as wait } from "node:timers/promises";
import { connectTo } from "../../setup/connect-to.js";
import type { ProviderConnection } from "../../../src/infrastructure/network/connect-provider.js";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Reference, StatusReport, SubmitOrder } from "../../../src/provider-kit/provider.js";
import type { Simulator, SimulatorDeclaration } from "../../../src/provider-kit/simulator.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import type { Credentials } from "../../../providers/ksef/credentials.js";
import provider from "../../../providers/ksef/index.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/ksef/simulator.js";
import { buyer } from "../../../providers/ksef/simulator/taxpayers.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import type { Exchange } from "./official-api.js";

export interface OpenKsef extends OpenProvider<Credentials> {
  /** What others do. */
  readonly others: Simulator;
  /** Everything that was said so far. */
  readonly exchanges: readonly Exchange[];
}

/** Room for tests that ask more often than KSeF allows. */
const roomy = {
  onlineSession: [100, 1000, 9000],
  invoiceSend: [100, 1000, 9000],
  invoiceStatus: [100, 1000, 9000],
} as const;

export async function openKsef(options: SimulatorOptions = {}, settings: SimulatorSettings = {}): Promise<OpenKsef> {
  const declared = declareSimulator({ limits: { ...roomy, sessionInvoiceList: [100, 1000, 9000] }, ...options });
  let others: Simulator | undefined;
  const exchanges: Exchange[] = [];
  const declaration: SimulatorDeclaration = {
    ...declared,
    async create(context) {
      const simulator = await declared.create(context);
      others = simulator;
      const handle: Simulator["handle"] = async (request) => {
        const response = await simulator.handle(request);
        exchanges.push({ request, response });
        return response;
      };
      return { ...simulator, handle };
    },
  };
  const opened = await openProvider(provider, declaration, { stepMs: 20, ...settings });
  return { ...opened, others: others!, exchanges };
}

/** The buyer's own account at the same KSeF. */
export const connectBuyer = ({ simulator }: OpenKsef): ProviderConnection<Credentials> =>
  connectTo(provider, {
    baseUrl: simulator.url,
    credentials: { token: buyer.token, contextType: "Nip", contextValue: buyer.nip },
  });

export async function submitAccepted(order: SubmitOrder, { call }: OpenKsef): Promise<Reference> {
  const receipt = await provider.submit(order, call);
  if (receipt.outcome !== "accepted") throw new Error(receipt.rejection.message);
  return receipt.reference;
}

/** Asks until KSeF has finished with all of them. */
export async function pollToEnd(
  references: readonly Reference[],
  { call }: OpenKsef,
): Promise<readonly StatusReport[]> {
  for (let question = 0; question < 200; question += 1) {
    const reports = await provider.polling.fetch(references, call);
    const isOver = reports.every(({ status }) => provider.statuses[status]?.final);
    if (reports.length === references.length && isOver) return reports;
    await wait(25);
  }
  throw new Error("KSeF is still busy");
}

export const countRequests = ({ simulator }: OpenKsef, method: string, path: RegExp): number =>
  simulator.requests.filter((request) => request.method === method && path.test(request.path)).length;

export async function failureOf(work: Promise<unknown>): Promise<ProviderFailure> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ProviderFailure)) throw new Error(`no provider failure but ${String(failure)}`);
  return failure;
}

/** A clock that only moves when told to. */
export function aClock(start = "2026-03-02T08:00:00Z") {
  let nowMs = Date.parse(start);
  return { now: () => new Date(nowMs), advanceMinutes: (minutes: number) => void (nowMs += minutes * 60_000) };
}
