import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMemoryChain } from "../infrastructure/memory/chain.js";
import { connectProvider, type ProviderConnection } from "../infrastructure/network/connect-provider.js";
import { createLocalRateWindows } from "../infrastructure/network/rate-windows.js";
import { createMemoryTokens } from "../infrastructure/network/token-store.js";
import type { Call } from "../provider-kit/call.js";
import type { ConformanceMaterial, SandboxAccount } from "../provider-kit/conformance.js";
import type { Provider } from "../provider-kit/provider.js";
import { type RunningSimulator, serveSimulator } from "../provider-kit/simulator-server.js";
import type { SimulatorDeclaration } from "../provider-kit/simulator.js";

/** One provider, its stand-in and an account at it, for one check. */
export interface Stage extends Cast {
  readonly simulator: RunningSimulator;
  readonly call: Call<unknown>;
  /** The same account as another process sees it: signed in anew. */
  connect(credentials?: unknown): ProviderConnection<unknown>;
  /** A stage of its own, with a stand-in that remembers nothing. */
  again(): Promise<Stage>;
  /** Receives what the provider pushes. */
  receive(): Promise<Receiver>;
  newNumber(): string;
  close(): Promise<void>;
}

export interface Delivered {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
}

export interface Receiver {
  readonly url: string;
  readonly deliveries: readonly Delivered[];
}

export interface Cast {
  readonly provider: Provider;
  readonly declaration: SimulatorDeclaration;
  readonly material: ConformanceMaterial;
  /** The provider itself instead of its simulator. */
  readonly sandbox?: SandboxAccount;
  /** How long a simulator is waited for; 45 s unless stated. */
  readonly patienceMs?: number;
}

/** Found out on the way: there is nothing here that the check could try. */
export class Unsupported extends Error {}

/** Found out on the way: what the folder gives the check to try with does not prove it. */
export class Unproven extends Error {}

function standBehind({ provider }: Cast, { baseUrl, credentials }: SandboxAccount): RunningSimulator {
  const onlySimulated = (): never => {
    throw new Unsupported("only with a simulator");
  };
  return {
    url: baseUrl ?? provider.baseUrl.sandbox,
    credentials,
    get requests() {
      return onlySimulated();
    },
    get simulator() {
      return onlySimulated();
    },
    fail: onlySimulated,
    clearFaults: onlySimulated,
    setWeather: onlySimulated,
    stop: () => Promise.resolve(),
  };
}

const stepMs = 40;
const callMs = 4_000;
const sandboxCallMs = 30_000;

export async function openStage(cast: Cast): Promise<Stage> {
  const { provider, declaration } = cast;
  const { sandbox } = cast;
  const simulator = sandbox ? standBehind(cast, sandbox) : await serveSimulator(declaration, { stepMs });
  const closing: (() => Promise<unknown>)[] = [() => simulator.stop()];
  const tokens = createMemoryTokens();
  const chain = createMemoryChain();
  let numbers = 0;
  const series = randomUUID().slice(0, 6);

  const connect = (credentials: unknown = simulator.credentials): ProviderConnection<unknown> => {
    const connection = connectProvider(
      provider,
      { id: "conformance", baseUrl: simulator.url, credentials: provider.credentials.parse(credentials) as unknown },
      {
        windows: createLocalRateWindows(Date.now),
        tokens,
        chainOf: () => chain,
        timeouts: { callMs: sandbox ? sandboxCallMs : callMs },
      },
    );
    closing.push(() => connection.close());
    return connection;
  };
  const { call } = connect();
  return {
    ...cast,
    simulator,
    call,
    connect,
    async again() {
      const stage = await openStage(cast);
      closing.push(() => stage.close());
      return stage;
    },
    async receive() {
      const receiver = await openReceiver();
      closing.push(() => receiver.close());
      return receiver;
    },
    newNumber: () => `C-${series}-${(numbers += 1)}`,
    async close() {
      for (const end of closing.splice(0).reverse()) await end();
    },
  };
}

async function openReceiver(): Promise<Receiver & { close(): Promise<void> }> {
  const deliveries: Delivered[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      deliveries.push({ headers, body: Buffer.concat(chunks), receivedAtMs: Date.now() });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/conformance`,
    deliveries,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Some let one request a second through; a real sandbox takes its time. */
const simulatedMs = 45_000;
const sandboxMs = 300_000;

/** Asks until there is an answer. */
export async function eventually<Answer>(
  { sandbox, patienceMs = simulatedMs }: Pick<Stage, "sandbox" | "patienceMs">,
  ask: () => Promise<Answer | undefined>,
  otherwise: () => string,
): Promise<Answer> {
  const pauseMs = sandbox ? 2_000 : 100;
  for (const deadline = Date.now() + (sandbox ? sandboxMs : patienceMs); Date.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(otherwise());
}
