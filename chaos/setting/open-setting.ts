import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { type StandInKind, standInKinds } from "../stand-in/wire.js";
import { freePort } from "./free-port.js";
import { createGatewayProcess, type GatewayProcess } from "./gateway.js";
import { buildProgram } from "./program.js";
import { type StandIn, startStandIn } from "./stand-in.js";
import { tell } from "./tell.js";

/** Everything that outlives a killed gateway: its database, its providers, its configuration. */
export interface Setting {
  readonly url: string;
  readonly apiKey: string;
  readonly gateway: GatewayProcess;
  readonly standIns: ReadonlyMap<StandInKind, StandIn>;
  /** One more stand-in, which the gateway does not know. */
  startOutsider(kind: StandInKind): Promise<StandIn>;
  /** Ends everything; `keepFiles` leaves the journals and the gateway's log for reading. */
  close(options: { readonly keepFiles: boolean }): Promise<void>;
}

export async function openSetting(seed: number): Promise<Setting> {
  const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-chaos-"));
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return await open(seed, directory, closing, close);
  } catch (error) {
    await close();
    tell(`What the gateway said is in ${directory}`);
    throw error;
  }
}

async function open(
  seed: number,
  directory: string,
  closing: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Setting> {
  const program = await buildProgram();
  const server = await startEmbeddedServer({ dataDirectory: join(directory, "data") });
  closing.push(async () => {
    await server.stop();
    await rm(join(directory, "data"), { recursive: true, force: true });
  });

  const start = async (kind: StandInKind, name: string, standInSeed: number) => {
    const journalFile = join(directory, `${name}.jsonl`);
    const standIn = await startStandIn(program.standIn, { kind, journalFile, seed: standInSeed });
    closing.push(() => standIn.stop());
    return standIn;
  };
  const standIns = new Map<StandInKind, StandIn>();
  for (const [index, kind] of standInKinds.entries()) standIns.set(kind, await start(kind, kind, seed + index));

  const key = createApiKey("test");
  const configFile = join(directory, "gateway.json");
  await writeFile(configFile, JSON.stringify(configurationOf(Buffer.from(key.hash).toString("hex"), standIns)));
  const { host, user, database } = server.connection;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(directory, "gateway.log");
  const gateway = createGatewayProcess({
    program: program.gateway,
    url,
    logFile,
    environment: {
      HOST: "127.0.0.1",
      PORT: String(port),
      CONFIG_FILE: configFile,
      MASTER_KEY: randomBytes(32).toString("base64"),
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
      PROVIDER_DIRS: program.providerDirectory,
      LOG_LEVEL: "warn",
      NODE_COMPILE_CACHE: join(directory, "compiled"),
    },
  });
  closing.push(() => gateway.kill());
  // The first start makes the tables and leaves its compiled code behind: all others are faster.
  await gateway.start();
  await gateway.stop();
  return {
    url,
    apiKey: key.secret,
    gateway,
    standIns,
    startOutsider: (kind) => start(kind, `outsider-${kind}`, seed + standInKinds.length),
    async close({ keepFiles }) {
      await close();
      if (keepFiles) tell(`The journals and the gateway's log are in ${directory}`);
      else await rm(directory, { recursive: true, force: true });
    },
  };
}

const configurationOf = (sha256: string, standIns: ReadonlyMap<StandInKind, StandIn>) => ({
  tenants: [
    {
      id: "chaos",
      name: "Chaos",
      apiKeys: [{ name: "chaos", sha256, scopes: ["*"] }],
      accounts: [...standIns].map(([kind, { url }]) => ({
        id: kind,
        provider: kind,
        environment: "SANDBOX",
        baseUrl: url,
        credentials: { apiKey: "chaos" },
      })),
    },
  ],
});
