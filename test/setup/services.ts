import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { migrate, openDatabase } from "../../src/infrastructure/postgres/database.js";
import { startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { createJobQueue } from "../../src/infrastructure/postgres/jobs.js";
import { findRedisServer, startRedis } from "./redis-server.js";
import { silentLog } from "./silent-log.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server with a database `template_gateway` that is migrated and empty. */
    readonly databaseServer: { readonly host: string; readonly user: string };
    /** Absent when there is no Redis to be had on this machine. */
    readonly redisUrl: string | undefined;
    /** Where `builtTree` makes it. */
    readonly builtTree: string;
  }
}

/** The real services that the tests need, once for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-test-"));
  // Inside the tree, where what is built finds its libraries.
  await mkdir(join(root, ".data"), { recursive: true });
  const builtTree = await mkdtemp(join(root, ".data", "test-"));
  project.provide("builtTree", builtTree);
  const server = await startEmbeddedServer({ dataDirectory: directory, settings: { max_connections: "400" } });
  await prepareTemplate(server.connection);
  project.provide("databaseServer", { host: server.connection.host, user: server.connection.user });

  const redis = await provideRedis();
  project.provide("redisUrl", redis?.url);
  return async () => {
    await redis?.stop();
    await server.stop();
    await Promise.all([directory, builtTree].map((each) => rm(each, { recursive: true, force: true })));
  };
}

async function prepareTemplate(connection: { readonly host: string; readonly user: string }): Promise<void> {
  const admin = openDatabase({ ...connection, database: "postgres" }, { onError: () => undefined });
  await admin.pool.query("create database template_gateway");
  await admin.close();
  const template = openDatabase({ ...connection, database: "template_gateway" }, { onError: () => undefined });
  await migrate(template.database);
  const jobs = createJobQueue(template.pool, silentLog);
  await jobs.start();
  await jobs.stop();
  await template.close();
}

async function provideRedis(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const given = process.env["REDIS_URL"];
  if (given) return { url: given, stop: () => Promise.resolve() };
  if (await findRedisServer()) return startRedis();
  console.warn(
    "\nSKIPPED: every test that needs Redis. Install redis-server (Debian: apt-get install redis-server) or set REDIS_URL.\n",
  );
  return undefined;
}
