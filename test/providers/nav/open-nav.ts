import type { Receipt, Reference, StatusReport, SubmitOrder } from "../../../src/provider-kit/provider.js";
import { ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { SimulatorSettings } from "../../../src/provider-kit/simulator-server.js";
import type { Simulator, SimulatorDeclaration, SimulatorRequest } from "../../../src/provider-kit/simulator.js";
import type { Credentials } from "../../../providers/nav/credentials.js";
import provider from "../../../providers/nav/index.js";
import { declareSimulator } from "../../../providers/nav/simulator.js";
import { type OpenProvider, openProvider } from "../open-provider.js";

/** What was said on the wire. */
export interface Exchange {
  readonly request: SimulatorRequest;
  readonly status: number;
  readonly answer: Uint8Array;
}

export interface OpenNav extends OpenProvider<Credentials> {
  /** What people and other taxpayers can do there. */
  readonly others: Simulator;
  readonly exchanges: readonly Exchange[];
}

/** The limit of a request a second is NAV's; here nobody waits for it. */
const unlimited = { ...provider, limits: { ...provider.limits, rates: {} } };

export async function openNav(settings: SimulatorSettings = {}, credentials?: Credentials): Promise<OpenNav> {
  let others: Simulator | undefined;
  const exchanges: Exchange[] = [];
  const declared = declareSimulator({ requestsPerSecond: Infinity });
  const declaration: SimulatorDeclaration = {
    ...declared,
    ...(credentials && { credentials }),
    async create(context) {
      const simulator = await declared.create(context);
      others = simulator;
      return {
        ...simulator,
        async handle(request) {
          const response = await simulator.handle(request);
          if (response.body instanceof Uint8Array)
            exchanges.push({ request, status: response.status, answer: response.body });
          return response;
        },
      };
    },
  };
  const open = await openProvider(unlimited, declaration, { stepMs: 20, ...settings });
  return { ...open, others: others!, exchanges };
}

export function referenceOf(receipt: Receipt | undefined): Reference {
  if (receipt?.outcome !== "accepted") throw new Error(receipt?.rejection.message ?? "there is no receipt");
  return receipt.reference;
}

export const submitAccepted = async (order: SubmitOrder, { call }: OpenNav): Promise<Reference> =>
  referenceOf(await provider.submit(order, call));

const isUnderWay = ({ status }: StatusReport): boolean => ["RECEIVED", "PROCESSING", "SAVED"].includes(status);

/** Asks until NAV is through with all of them. */
export async function pollToEnd(references: readonly Reference[], { call }: OpenNav): Promise<readonly StatusReport[]> {
  for (let question = 0; question < 200; question += 1) {
    const reports = await provider.polling.fetch(references, call);
    if (reports.length > 0 && !reports.some(isUnderWay)) return reports;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("NAV does not come to an end");
}

export const countRequests = ({ simulator }: OpenNav, operation: string): number =>
  simulator.requests.filter(({ path }) => path === `/${operation}`).length;

export async function failureOf(work: Promise<unknown>): Promise<ProviderFailure> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof ProviderFailure)) throw new Error(`no provider failure but ${String(failure)}`);
  return failure;
}
