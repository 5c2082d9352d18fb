import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../chaos/setting/free-port.js";
import eInvoiceBe from "../../providers/e-invoice-be/simulator.js";
import { declareSimulator as declareMyInvois } from "../../providers/myinvois/simulator.js";
import { openLedger } from "../../src/provider-kit/ledger.js";
import type { SimulatorDeclaration } from "../../src/provider-kit/simulator.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { builtTree } from "./built-tree.js";
import { createClient, type GatewayClient } from "./client.js";
import { type FreshDatabase, freshDatabase } from "./fresh-database.js";
import type { ChildConfiguration } from "./gateway-child.js";
import { type Line, openLine } from "./line.js";

/** A gateway in a process of its own, which can be killed. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  readonly client: GatewayClient;
  /** SIGKILL: nothing can be finished. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT: for the others it is as good as dead, and then it goes on. */
  freeze(): void;
  thaw(): void;
  /** SIGTERM; says how it ended and how long it took. */
  terminate(): Promise<{ code: number | null; tookMs: number }>;
}

/** A simulator that remembers in a file, behind a line that can be disturbed. */
export interface OutsideProvider {
  readonly line: Line;
  readonly simulator: RunningSimulator;
  /** The numbers of the documents that were sent into the network, each as often as it was. */
  sent(): string[];
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Everything that outlives a killed gateway: its database, its providers, its configuration. */
export interface Outside {
  readonly database: FreshDatabase;
  readonly providers: Readonly<Record<ProviderId, OutsideProvider>>;
  start(changes?: Partial<ChildConfiguration>): Promise<GatewayProcess>;
  close(): Promise<void>;
}

export type ProviderId = "e-invoice-be" | "myinvois";

/** So many crashes in a minute would use up what a minute allows. */
const manyRequests = { login: 6_000, submit: 6_000, submission: 6_000, details: 6_000, search: 6_000 };

const declarations: Readonly<Record<ProviderId, SimulatorDeclaration>> = {
  "e-invoice-be": eInvoiceBe,
  myinvois: declareMyInvois({ requestsPerMinute: manyRequests }),
};

const providerIds: readonly ProviderId[] = ["e-invoice-be", "myinvois"];

export interface OutsideOptions {
  readonly stepMs?: number;
  readonly settlesWithinSeconds?: number;
}

export async function openOutside({ stepMs = 100, settlesWithinSeconds = 4 }: OutsideOptions = {}): Promise<Outside> {
  const directory = await mkdtemp(join(tmpdir(), "gateway-outside-"));
  const program = join(await builtTree(), "test/setup/gateway-child.js");
  const database = await freshDatabase();
  const entries = await Promise.all(
    providerIds.map(async (id) => [id, await openProvider(id, join(directory, `${id}.jsonl`), stepMs)] as const),
  );
  const providers = Object.fromEntries(entries) as Record<ProviderId, OutsideProvider>;
  const key = createApiKey("test");
  const port = await freePort();
  const configuration: ChildConfiguration = {
    host: "127.0.0.1",
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    dataDirectory: "unused",
    databaseUrl: database.url,
    masterKey: randomBytes(32).toString("base64"),
    allowedOrigins: [],
    introspection: false,
    tenants: [
      {
        id: "mine",
        name: "Company mine",
        apiKeys: [{ name: "test", sha256: Buffer.from(key.hash).toString("hex"), scopes: ["*"] }],
      },
    ],
    accounts: entries.map(([id, { line, simulator }]) => ({
      id: `mine-${id}`,
      tenantId: "mine",
      provider: id,
      baseUrl: `http://127.0.0.1:${line.port}`,
      // What it gives out when it runs, such as tokens, is declared nowhere.
      credentials: simulator.credentials,
      settlesWithinSeconds,
    })),
  };
  const running = new Set<ChildProcess>();
  return {
    database,
    providers,
    start: (changes = {}) => startProcess(program, { ...configuration, ...changes }, key.secret, running),
    async close() {
      await Promise.all([...running].map((child) => end(child, "SIGKILL")));
      await Promise.all(entries.map(([, provider]) => provider.stop().then(() => provider.line.close())));
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openProvider(id: ProviderId, ledgerFile: string, stepMs: number): Promise<OutsideProvider> {
  const port = await freePort();
  const serve = () => serveSimulator(declarations[id], { port, ledgerFile, stepMs });
  let simulator = await serve();
  return {
    line: await openLine(port),
    get simulator() {
      return simulator;
    },
    sent: () => sentNumbers[id](ledgerFile),
    stop: () => simulator.stop(),
    async start() {
      simulator = await serve();
    },
  };
}

/** Read from the simulator's own file: what it says it did is not asked for over the wire. */
const sentNumbers: Readonly<Record<ProviderId, (file: string) => string[]>> = {
  "e-invoice-be": (file) =>
    openLedger(file)
      .list<{ state: string; direction: string; fields: { invoice_id: string } }>("document")
      .filter(({ state, direction }) => direction === "OUTBOUND" && state !== "DRAFT")
      .map(({ fields }) => fields.invoice_id),
  myinvois: (file) =>
    openLedger(file)
      .list<{ internalId: string }>("documents")
      .map(({ internalId }) => internalId),
};

async function startProcess(
  program: string,
  configuration: ChildConfiguration,
  key: string,
  running: Set<ChildProcess>,
): Promise<GatewayProcess> {
  const child = spawn(process.execPath, ["--enable-source-maps", program], {
    env: { ...process.env, GATEWAY_CHILD: JSON.stringify(configuration) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const url = await untilReady(child);
  const client = createClient(url, key);
  return {
    url,
    pid: child.pid ?? 0,
    client,
    kill: () => end(child, "SIGKILL"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async terminate() {
      const startedAt = Date.now();
      await end(child, "SIGTERM");
      return { code: child.exitCode, tookMs: Date.now() - startedAt };
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (bytes: Buffer) => {
      said += bytes.toString("utf8");
      const ready = /^ready (\S+)$/m.exec(said);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", (bytes: Buffer) => {
      said += bytes.toString("utf8");
      if (process.env["TEST_LOG"]) process.stderr.write(bytes);
    });
    child.once("exit", (code) => reject(new Error(`The gateway ended with ${code} before it was ready:\n${said}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
