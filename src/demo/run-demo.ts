import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { startGateway } from "../compose.js";
import type { Configuration } from "../config.js";
import { loadProviders } from "../infrastructure/provider-folder.js";
import type { Provider } from "../provider-kit/provider.js";
import { runUntilStopped } from "../run-until-stopped.js";
import { createApiKey, toApiKeyHash } from "../server/api-key.js";
import { exampleOperations } from "./example-operations.js";
import type { RunningSimulator } from "../provider-kit/simulator-server.js";
import { startSimulators } from "./simulators.js";
import { welcome } from "./welcome.js";

const tenantId = "demo";

/** The gateway with everything it needs and nothing to configure; listens on this machine only. */
export async function runDemo(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const dataDirectory = environment["DATA_DIR"] ?? ".data";
  const port = Number(environment["PORT"] ?? 4000);
  await mkdir(dataDirectory, { recursive: true });
  const log = pino(
    { level: environment["LOG_LEVEL"] ?? "info", serializers: { error: pino.stdSerializers.errWithCause } },
    pino.destination({ dest: join(dataDirectory, "demo.log"), sync: false }),
  );
  const providers = await loadProviders();
  const simulators = await startSimulators(dataDirectory);
  const key = await keep(join(dataDirectory, "demo.key"), () => createApiKey("test").secret);
  const masterKey = await keep(join(dataDirectory, "demo.master-key"), () => randomBytes(32).toString("base64"));

  const gateway = await startGateway(
    demoConfiguration({ dataDirectory, port, key, masterKey, providers, simulators, environment }),
    { log, graphiql: true, exampleOperations: await exampleOperations() },
  );
  process.stdout.write(welcome({ url: gateway.url, key, simulators, dataDirectory }));
  await runUntilStopped(async () => {
    await gateway.stop();
    await Promise.all([...simulators.values()].map((simulator) => simulator.stop()));
    process.stdout.write("Stopped; everything is kept for the next start.\n");
  }, log);
}

interface DemoParts {
  readonly dataDirectory: string;
  readonly port: number;
  readonly key: string;
  readonly masterKey: string;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

function demoConfiguration(parts: DemoParts): Configuration {
  const { providers, simulators, environment } = parts;
  const hash = toApiKeyHash(parts.key);
  if (!hash) throw new Error(`demo.key in ${parts.dataDirectory} holds no API key; delete it to get a new one`);
  return {
    host: "127.0.0.1",
    port: parts.port,
    dataDirectory: parts.dataDirectory,
    masterKey: Buffer.from(parts.masterKey, "base64"),
    allowedOrigins: [],
    introspection: true,
    allowPrivateWebhooks: true,
    tenants: [
      {
        id: tenantId,
        name: "Demo company",
        apiKeys: [{ name: "demo", sha256: Buffer.from(hash).toString("hex"), scopes: ["*"] }],
      },
    ],
    accounts: [...providers].flatMap(([id, provider]) => {
      const simulator = simulators.get(id);
      if (!simulator) return [];
      const credentials: unknown = provider.credentials.parse(simulator.credentials);
      const baseUrl = simulator.url;
      return [{ id: `demo-${id}`, tenantId, provider, environment: "SIMULATED" as const, baseUrl, credentials }];
    }),
    ...(environment["DATABASE_URL"] !== undefined && { databaseUrl: environment["DATABASE_URL"] }),
    ...(environment["REDIS_URL"] !== undefined && { redisUrl: environment["REDIS_URL"] }),
  };
}

/** What a file holds, made once and readable by its owner only. */
async function keep(file: string, make: () => string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, make(), { mode: 0o600 });
  return (await readFile(file, "utf8")).trim();
}
