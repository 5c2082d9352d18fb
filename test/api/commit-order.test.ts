import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../chaos/setting/free-port.js";
import eInvoiceBe from "../../providers/e-invoice-be/simulator.js";
import { signature } from "../../providers/e-invoice-be/webhook.js";
import { type EmbeddedServer, startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { builtTree } from "../setup/built-tree.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { readTrace } from "./support/read-trace.js";
import { until } from "./support/until.js";

const canTrace = mayTrace();
if (!canTrace) {
  console.warn("SKIPPED: whether the database's log is on the disk before a webhook is acknowledged. It needs strace.");
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const webhooks = 3;

describe.skipIf(!canTrace)("A webhook", () => {
  let directory: string;
  let server: EmbeddedServer;
  let simulator: RunningSimulator;
  let database: pg.Client;
  let gateway: ChildProcess | undefined;
  let url: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-order-"));
    server = await startEmbeddedServer({ dataDirectory: join(directory, "data") });
    database = new pg.Client(server.connection);
    await database.connect();
    simulator = await serveSimulator(eInvoiceBe);
    ({ gateway, url } = await startGateway(directory, server, simulator));
    await until(
      () => database.query("select 1 from account_state where webhook_registration is not null"),
      ({ rows }) => rows.length > 0,
      40_000,
    );
  }, 120_000);
  afterAll(async () => {
    gateway?.kill("SIGKILL");
    await database.end();
    await simulator.stop();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The gateway's calls and those of every session of the database, while so many webhooks come in. */
  async function trace(): Promise<string> {
    const file = join(directory, "trace");
    const [postmaster] = (await readFile(join(directory, "data/pg/postmaster.pid"), "utf8")).split("\n");
    const calls = "trace=recvfrom,write,writev,sendto,sendmsg,fdatasync,fsync";
    const processes = [postmaster, String(gateway?.pid)].flatMap((id) => ["-p", String(id)]);
    const strace = spawn("strace", ["-f", "-y", "-s", "160", "-e", calls, "-o", file, ...processes], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    await once(strace.stderr, "data");
    // Only sessions that begin from now on are traced.
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    const secret = await openAccount({ simulators: new Map([["e-invoice-be", simulator]]) }).webhookSecret();
    for (let index = 0; index < webhooks; index += 1) {
      const body = Buffer.from(
        JSON.stringify({ id: randomBytes(8).toString("hex"), type: "document.noted", data: {} }),
      );
      await until(
        () =>
          fetch(`${url}/webhooks/account`, {
            method: "POST",
            headers: { "content-type": "application/json", ...signature.sign(body, secret, Date.now()) },
            body,
          }),
        ({ status }) => status === 202,
      );
    }
    strace.kill("SIGINT");
    await once(strace, "exit");
    return readFile(file, "utf8");
  }

  it("is acknowledged after the database's log is on the disk", async () => {
    const traced = readTrace(await trace());

    expect(traced.length).toBeGreaterThanOrEqual(webhooks);
    expect(traced.filter(({ flushedBefore }) => !flushedBefore)).toEqual([]);
  }, 120_000);

  it("is seen to be acknowledged too soon where the database confirms what it has not written", async () => {
    await database.query("alter database postgres set synchronous_commit = off");

    const traced = readTrace(await trace());

    expect(traced.length).toBeGreaterThanOrEqual(webhooks);
    expect(traced.filter(({ flushedBefore }) => !flushedBefore).length).toBeGreaterThan(0);
  }, 120_000);
});

function mayTrace(): boolean {
  const { status } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]);
  if (status !== 0) return false;
  // Some containers let strace start a process and not join one.
  const joined = spawnSync("sh", ["-c", "sleep 5 & timeout -s INT 1 strace -p $! -o /dev/null 2>&1; kill $!"]);
  return joined.stdout.toString("utf8").includes("attached");
}

async function startGateway(
  directory: string,
  { connection: { host, user, database } }: EmbeddedServer,
  simulator: RunningSimulator,
): Promise<{ gateway: ChildProcess; url: string }> {
  const configFile = join(directory, "gateway.json");
  const { credentials } = eInvoiceBe;
  const account = {
    id: "account",
    provider: "e-invoice-be",
    environment: "SANDBOX",
    baseUrl: simulator.url,
    credentials,
  };
  const apiKeys = [{ name: "test", sha256: Buffer.from(createApiKey("test").hash).toString("hex"), scopes: ["*"] }];
  await writeFile(
    configFile,
    JSON.stringify({ tenants: [{ id: "mine", name: "Mine", apiKeys, accounts: [account] }] }),
  );
  await mkdir(join(directory, "rules"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const gateway = spawn(process.execPath, [join(await builtTree(), "src/main.js"), "serve"], {
    cwd: root,
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: url,
      CONFIG_FILE: configFile,
      MASTER_KEY: randomBytes(32).toString("base64"),
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
      RULE_PACKS: join(directory, "rules"),
      // The sessions that are ended before each trace would fill the log.
      LOG_LEVEL: "fatal",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.once("exit", () => gateway.kill("SIGKILL"));
  await until(
    async () => {
      if (gateway.exitCode !== null) throw new Error(`The gateway ended with ${gateway.exitCode}`);
      return fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => undefined,
      );
    },
    (status) => status === 200,
    60_000,
  );
  return { gateway, url };
}
