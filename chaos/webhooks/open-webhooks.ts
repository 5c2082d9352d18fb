import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createApiKey } from "../../src/server/api-key.js";
import { type DatabaseServer, startDatabaseServer } from "../setting/database-server.js";
import { freePort } from "../setting/free-port.js";
import { createGatewayProcess, type GatewayProcess } from "../setting/gateway.js";
import { buildProgram, type Program } from "../setting/program.js";
import { hasRedisServer, type RedisServer, startRedisServer } from "../setting/redis-server.js";
import { tell } from "../setting/tell.js";
import { type Pushing, startPushing } from "./pushing.js";

/** What the parts of a run share: the servers and the translated program. */
export interface WebhooksSetting {
  readonly directory: string;
  readonly program: Program;
  readonly database: DatabaseServer;
  /** Absent where there is no redis-server. */
  readonly redis?: RedisServer;
  close(options: { readonly keepFiles: boolean }): Promise<void>;
}

export interface Tenant {
  readonly id: string;
  readonly apiKey: string;
}

export interface Instance {
  readonly url: string;
  readonly process: GatewayProcess;
}

/** A gateway of one or more instances with a database, tenants and a provider of its own. */
export interface Stage {
  readonly tenants: readonly Tenant[];
  readonly instances: readonly Instance[];
  readonly pushing: Pushing;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

const tenantIds = ["north", "middle", "south"];
const registersWithinMs = 60_000;

export async function openWebhooks(): Promise<WebhooksSetting> {
  const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-webhooks-"));
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const program = await buildProgram();
    const database = await startDatabaseServer(join(directory, "data"));
    closing.push(async () => {
      await database.stop();
      await rm(join(directory, "data"), { recursive: true, force: true });
    });
    const redis = hasRedisServer() ? await startRedisServer() : undefined;
    if (redis) closing.push(() => redis.kill());
    else tell("There is no redis-server on the path: the gateway runs without Redis");
    return {
      directory,
      program,
      database,
      ...(redis && { redis }),
      async close({ keepFiles }) {
        await close();
        if (keepFiles) tell(`The ledgers and the gateway's log are in ${directory}`);
        else await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Leaves every instance stopped, with the tables made and the webhooks registered. */
export async function openStage(setting: WebhooksSetting, name: string, instanceCount: number): Promise<Stage> {
  const directory = join(setting.directory, name);
  await mkdir(directory);
  await setting.database.createDatabase(name);
  const databaseUrl = setting.database.urlOf(name);
  const ports = await Promise.all(Array.from({ length: instanceCount }, freePort));
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const pushing = await startPushing(setting.program.pushing, { directory, instances: urls });
  const tenants = tenantIds.map((id) => ({ id, key: createApiKey("test") }));
  const configFile = join(directory, "gateway.json");
  await writeFile(configFile, configurationOf(tenants, pushing.url));
  const masterKey = randomBytes(32).toString("base64");
  const instances = ports.map((port, index): Instance => {
    const url = `http://127.0.0.1:${port}`;
    const process = createGatewayProcess({
      program: setting.program.gateway,
      url,
      logFile: join(directory, `gateway-${index + 1}.log`),
      environment: {
        HOST: "127.0.0.1",
        PORT: String(port),
        // Only a name: the provider that pushes goes to an instance of its choice.
        PUBLIC_URL: "http://gateway.invalid",
        CONFIG_FILE: configFile,
        MASTER_KEY: masterKey,
        DATABASE_URL: databaseUrl,
        PROVIDER_DIRS: setting.program.providerDirectory,
        LOG_LEVEL: "warn",
        NODE_COMPILE_CACHE: join(setting.directory, "compiled"),
        ...(setting.redis && { REDIS_URL: setting.redis.url }),
      },
    });
    return { url, process };
  });
  const close = async () => {
    await Promise.all(instances.map(({ process }) => process.kill()));
    await pushing.stop();
  };
  try {
    const [first] = instances;
    await first?.process.start();
    for (const deadline = Date.now() + registersWithinMs; pushing.hooks < tenants.length; await pause(50)) {
      if (Date.now() > deadline) throw new Error(`The gateway registered ${pushing.hooks} webhooks of 3`);
    }
    await first?.process.stop();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    tenants: tenants.map(({ id, key }) => ({ id, apiKey: key.secret })),
    instances,
    pushing,
    databaseUrl,
    close,
  };
}

export const accountOf = (tenantId: string): string => `${tenantId}-account`;

const configurationOf = (
  tenants: readonly { readonly id: string; readonly key: ReturnType<typeof createApiKey> }[],
  baseUrl: string,
): string =>
  JSON.stringify({
    tenants: tenants.map(({ id, key }) => ({
      id,
      name: `Company ${id}`,
      apiKeys: [{ name: "chaos", sha256: Buffer.from(key.hash).toString("hex"), scopes: ["*"] }],
      accounts: [
        {
          id: accountOf(id),
          provider: "pushing",
          environment: "SANDBOX",
          baseUrl,
          credentials: { apiKey: accountOf(id) },
        },
      ],
    })),
  });
