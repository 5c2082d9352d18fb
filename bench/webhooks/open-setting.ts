import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { askGateway } from "../../chaos/setting/ask-gateway.js";
import { compileForNow } from "../../chaos/setting/compile-tree.js";
import { freePort } from "../../chaos/setting/free-port.js";
import { hasRedisServer, startRedisServer } from "../../chaos/setting/redis-server.js";
import { submitInvoice } from "../../chaos/setting/submit-invoice.js";
import { startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { type Helper, startHelper } from "./channel.js";
import { type RunningGateway, startGateway } from "./run-gateway.js";

/** A bare server and a gateway beside one database server, and processes that load and listen. */
export interface Setting {
  /** Where a notice is due, with the path. */
  readonly bareUrl: string;
  readonly gateway: RunningGateway;
  readonly load: Helper;
  readonly references: readonly string[];
  /** Of the tenant whose invoices the notices are about. */
  readonly key: string;
  /** Of a tenant to whom nothing happens: one a subscriber, two hundred times each at most. */
  readonly idleKeys: readonly string[];
  /** A gateway more, beside the same database and Redis. */
  startSecond(): Promise<RunningGateway>;
  startSubscribers(url: string, keys: readonly string[]): Promise<Helper>;
  close(): Promise<void>;
}

export interface SettingOrder {
  readonly idle: number;
  readonly invoices: number;
  /** Passed to the node of the gateway. */
  readonly nodeOptions: readonly string[];
}

const subscribersPerKey = 200;
/** As many as the gateway has. */
const databaseConnections = 16;
const submittersAtOnce = 8;
const sentWithinMs = 60_000;

export const noticePath = "/webhooks/steady";

export async function openSetting(order: SettingOrder): Promise<Setting> {
  // What was started here goes with this process, however it ends.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return await open(order, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(order: SettingOrder, closing: (() => unknown)[], close: () => Promise<void>): Promise<Setting> {
  const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-bench-"));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  // What a loader does to sources while they run would be measured, too.
  const built = await compileForNow("bench/webhooks/tsconfig.json", "bench");
  const program = (name: string) => join(built, "bench/webhooks", `${name}-process.js`);
  const server = await startEmbeddedServer({ dataDirectory: join(directory, "data") });
  closing.push(() => server.stop());
  const { host, user, database } = server.connection;
  const databaseUrl = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
  if (!hasRedisServer()) throw new Error("This bench needs redis-server on the path");
  const redis = await startRedisServer();
  closing.push(() => redis.kill());

  const bare = await startHelper<{ port: number }>(program("bare"), { databaseUrl, connections: databaseConnections });
  closing.push(() => bare.stop());
  const load = await startHelper(program("load"), {});
  closing.push(() => load.stop());

  const key = createApiKey("test");
  const idleKeys = Array.from({ length: Math.ceil(order.idle / subscribersPerKey) }, () => createApiKey("test"));
  const configFile = join(directory, "gateway.json");
  await writeFile(configFile, JSON.stringify(configurationOf([key], idleKeys)));
  const environment = {
    HOST: "127.0.0.1",
    CONFIG_FILE: configFile,
    MASTER_KEY: randomBytes(32).toString("base64"),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redis.url,
    PROVIDER_DIRS: join(built, "bench/webhooks/providers"),
    LOG_LEVEL: "warn",
  };
  const startOne = async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const gateway = await startGateway({
      program: join(built, "src/main.js"),
      nodeOptions: order.nodeOptions,
      url,
      environment: { ...environment, PORT: String(port), PUBLIC_URL: url },
    });
    closing.push(() => gateway.stop());
    return gateway;
  };
  const gateway = await startOne();
  const references = await submitMany(gateway.url, key.secret, order.invoices);
  await untilSent(databaseUrl);
  return {
    bareUrl: `http://127.0.0.1:${bare.ready.port}${noticePath}`,
    gateway,
    load,
    references,
    key: key.secret,
    idleKeys: idleKeys.flatMap(({ secret }) => Array<string>(subscribersPerKey).fill(secret)).slice(0, order.idle),
    startSecond: startOne,
    async startSubscribers(url, keys) {
      const subscribers = await startHelper(program("subscriber"), { url, keys });
      closing.push(() => subscribers.stop());
      return subscribers;
    },
    close,
  };
}

/** The invoices whose numbers the notices name. */
async function submitMany(url: string, key: string, count: number): Promise<string[]> {
  const ask = askGateway(url, key);
  const numbers = Array.from({ length: count }, (_, index) => `BENCH-${index}`);
  const left = [...numbers];
  const submitting = Array.from({ length: submittersAtOnce }, async () => {
    for (let number = left.pop(); number !== undefined; number = left.pop()) await submitInvoice(ask, number, "steady");
  });
  await Promise.all(submitting);
  return numbers;
}

/** A notice about one that is still on its way would wait, and those behind it would overtake it. */
async function untilSent(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const deadline = Date.now() + sentWithinMs;
  const isSent = async () =>
    (await client.query("select from submission where state <> 'ACCEPTED' limit 1")).rowCount === 0;
  while (!(await isSent())) {
    if (Date.now() > deadline) throw new Error(`The invoices were not sent within ${sentWithinMs} ms`);
    await pause(100);
  }
  await client.end();
}

type Key = ReturnType<typeof createApiKey>;

const configurationOf = (keys: readonly Key[], idleKeys: readonly Key[]) => {
  const apiKeys = (some: readonly Key[]) =>
    some.map(({ hash }, index) => ({ name: `key ${index}`, sha256: Buffer.from(hash).toString("hex"), scopes: ["*"] }));
  const account = { id: "steady", provider: "steady", environment: "SANDBOX", credentials: {} };
  return {
    tenants: [
      { id: "busy", name: "Busy", apiKeys: apiKeys(keys), accounts: [account] },
      { id: "idle", name: "Idle", apiKeys: apiKeys(idleKeys), accounts: [] },
    ],
  };
};
