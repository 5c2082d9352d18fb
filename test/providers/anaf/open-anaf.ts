import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Receipt, Reference, StatusReport } from "../../../src/provider-kit/provider.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import type { Simulator, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import type { Credentials } from "../../../providers/anaf/credentials.js";
import provider from "../../../providers/anaf/index.js";
import { declareSimulator, type SimulatorOptions } from "../../../providers/anaf/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

export interface OpenAnaf extends OpenProvider<Credentials> {
  /** What others do there. */
  readonly inside: Pick<Simulator, "arrive" | "deeds">;
  /** All that was said to it and by it. */
  readonly exchanges: readonly Exchange[];
}

export interface Exchange {
  readonly request: SimulatorRequest;
  readonly response: SimulatorResponse;
}

export async function openAnaf(options: SimulatorOptions = {}, settings: SimulatorSettings = {}): Promise<OpenAnaf> {
  const exchanges: Exchange[] = [];
  const declaration = declareSimulator(options);
  let inside: Simulator | undefined;
  const open = await openProvider(
    provider,
    {
      ...declaration,
      async create(context) {
        const simulator = await declaration.create(context);
        inside = simulator;
        return {
          ...simulator,
          async handle(request) {
            const response = await simulator.handle(request);
            exchanges.push({ request, response });
            return response;
          },
        };
      },
    },
    { stepMs: 10, ...settings },
  );
  return { ...open, inside: inside ?? {}, exchanges };
}

export function accepted(receipt: Receipt | undefined): Reference {
  if (receipt?.outcome !== "accepted") throw new Error(receipt?.rejection.message ?? "there is no receipt");
  return receipt.reference;
}

export async function until<Value>(find: () => Promise<Value | undefined>): Promise<Value> {
  for (let question = 0; question < 200; question += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("what the test waits for did not come within 5 seconds");
}

/** Asks until the document is no longer in processing. */
export const pollToEnd = (reference: Reference, { call }: OpenAnaf): Promise<StatusReport> =>
  until(async () => {
    const [report] = await provider.polling.fetch([reference], call);
    return report?.status === "in prelucrare" ? undefined : report;
  });

export const countRequests = ({ simulator }: OpenAnaf, method: string, path: RegExp): number =>
  simulator.requests.filter((request) => request.method === method && path.test(request.path)).length;

export async function failureOf(work: Promise<unknown>): Promise<ProviderFailure> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ProviderFailure)) throw new Error(`no provider failure but ${String(failure)}`);
  return failure;
}
