import { randomBytes } from "node:crypto";
import { freePort } from "../../chaos/setting/free-port.js";
import { type Extras, type RunningGateway, startGateway } from "../../src/compose.js";
import type { Configuration } from "../../src/config.js";
import { loadProviders, loadSimulators } from "../../src/infrastructure/provider-folder.js";
import type { SimulatorDeclaration } from "../../src/provider-kit/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { createClient, type GatewayClient } from "./client.js";
import { type FreshDatabase, freshDatabase } from "./fresh-database.js";
import { silentLog } from "./silent-log.js";

export interface TestGateway {
  readonly url: string;
  /** Signed in as the first tenant, with every scope. */
  readonly client: GatewayClient;
  /** Signed in as another tenant, which has no accounts. */
  readonly stranger: GatewayClient;
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  readonly configuration: Configuration;
  readonly database: FreshDatabase;
  /** Another gateway on the same database and simulators, with a client of the first tenant. */
  openTwin(changes?: Partial<Configuration>): Promise<{ client: GatewayClient; url: string; stop(): Promise<void> }>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestGatewayOptions {
  readonly stepMs?: number;
  /** Those of the tenant's accounts, in this order. */
  readonly providerIds?: readonly string[];
  readonly redisUrl?: string;
  /** Directory of the official rules; none are installed without it. */
  readonly rulePacks?: string;
  /** For accounts with providers that are none of ours. */
  readonly changeAccounts?: (accounts: Configuration["accounts"]) => Configuration["accounts"];
  readonly changeSimulator?: (declaration: SimulatorDeclaration) => SimulatorDeclaration;
  readonly extras?: Partial<Extras>;
  readonly changes?: Partial<Configuration>;
}

const masterKey = randomBytes(32);

/** The whole gateway on a database of its own, with a simulator for each of its providers. */
export async function openGateway({
  stepMs = 150,
  providerIds = ["e-invoice-be", "myinvois"],
  redisUrl,
  rulePacks,
  changeAccounts = (accounts) => accounts,
  changeSimulator = (declaration) => declaration,
  extras = {},
  changes: given = {},
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const database = await freshDatabase();
  const providers = await loadProviders();
  const simulators = new Map<string, RunningSimulator>();
  const declarations = await loadSimulators();
  for (const id of providerIds) {
    const declaration = declarations.get(id);
    if (!declaration) throw new Error(`There is no provider ${id}`);
    simulators.set(id, await serveSimulator(changeSimulator(declaration), { stepMs }));
  }
  const keys = { mine: createApiKey("test"), theirs: createApiKey("test") };
  const tenants = (["mine", "theirs"] as const).map((id) => ({
    id,
    name: `Company ${id}`,
    apiKeys: [{ name: "test", sha256: Buffer.from(keys[id].hash).toString("hex"), scopes: ["*"] }],
  }));
  const configuration: Configuration = {
    host: "127.0.0.1",
    port: await freePort(),
    dataDirectory: "unused",
    databaseUrl: database.url,
    masterKey,
    allowedOrigins: [],
    introspection: true,
    allowPrivateWebhooks: true,
    tenants,
    accounts: changeAccounts(
      [...simulators].map(([id, { url, credentials }]) => {
        const provider = providers.get(id);
        if (!provider) throw new Error(`There is no provider ${id}`);
        return {
          id: `mine-${id}`,
          tenantId: "mine",
          provider,
          environment: "SIMULATED" as const,
          baseUrl: url,
          credentials: provider.credentials.parse(credentials) as unknown,
        };
      }),
    ),
    ...(redisUrl !== undefined && { redisUrl }),
    ...(rulePacks !== undefined && { rulePacks }),
    ...given,
  };
  const start = (changes: Partial<Configuration> = {}) =>
    startGateway(
      { ...configuration, publicUrl: `http://127.0.0.1:${configuration.port}`, ...changes },
      { log: silentLog, ...extras },
    );
  let running: RunningGateway = await start();
  const registers = configuration.accounts.some(({ provider }) => provider.webhook?.register);
  if (registers) await untilWebhooksAreRegistered(database);
  const clients: GatewayClient[] = [];
  const clientOf = (url: string, key: string) => {
    const client = createClient(url, key);
    clients.push(client);
    return client;
  };
  return {
    url: running.url,
    client: clientOf(running.url, keys.mine.secret),
    stranger: clientOf(running.url, keys.theirs.secret),
    simulators,
    configuration,
    database,
    async openTwin(changes) {
      const twin = await start({ port: 0, ...changes });
      return { client: clientOf(twin.url, keys.mine.secret), url: twin.url, stop: () => twin.stop() };
    },
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()));
      await running.stop();
      await Promise.all([...simulators.values()].map((simulator) => simulator.stop()));
      await database.drop();
    },
  };
}

/** A document that is sent before its webhook is registered is heard of by polling only. */
async function untilWebhooksAreRegistered(database: FreshDatabase): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    const { rows } = await database.query("select 1 from account_state where webhook_registration is not null");
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("No webhook was registered");
}
