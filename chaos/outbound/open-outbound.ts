import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { createApiKey } from "../../src/server/api-key.js";
import { type Ask, askGateway } from "../setting/ask-gateway.js";
import { freePort } from "../setting/free-port.js";
import { createGatewayProcess, type GatewayProcess } from "../setting/gateway.js";
import { buildProgram } from "../setting/program.js";
import { startStandIn } from "../setting/stand-in.js";
import { tell } from "../setting/tell.js";
import { createMovedClock, type MovedClock } from "./moved-clock.js";
import { manners, type Receiver, startReceiver } from "./receivers.js";

/** One provider that does what it is asked, four systems of a tenant, and a gateway whose clock can be moved. */
export interface OutboundSetting {
  readonly gateway: GatewayProcess;
  readonly ask: Ask;
  readonly receivers: readonly Receiver[];
  readonly clock: MovedClock;
  advance(ms: number): Promise<void>;
  close(options: { readonly keepFiles: boolean }): Promise<void>;
}

/** Shorter than in production: what hangs, hangs. */
export const webhookTimeoutMs = 2_000;

export async function openOutbound(seed: number): Promise<OutboundSetting> {
  const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-outbound-"));
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const program = await buildProgram();
    const server = await startEmbeddedServer({ dataDirectory: join(directory, "data") });
    closing.push(() => server.stop());
    const journalFile = join(directory, "keyed.jsonl");
    const standIn = await startStandIn(program.standIn, { kind: "keyed", journalFile, seed });
    closing.push(() => standIn.stop());
    const receivers = await Promise.all(manners.map((manner, index) => startReceiver(manner, seed + index)));
    closing.push(async () => void (await Promise.all(receivers.map((receiver) => receiver.close()))));

    const key = createApiKey("test");
    const configFile = join(directory, "gateway.json");
    await writeFile(configFile, configurationOf(Buffer.from(key.hash).toString("hex"), standIn.url));
    const clockFile = join(directory, "ahead-ms");
    const clock = createMovedClock();
    writeFileSync(clockFile, "0");
    const { host, user, database } = server.connection;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const gateway = createGatewayProcess({
      program: program.outboundGateway,
      url,
      logFile: join(directory, "gateway.log"),
      environment: {
        OUTBOUND: JSON.stringify({ clockFile, webhookTimeoutMs }),
        WEBHOOK_ALLOW_PRIVATE: "on",
        HOST: "127.0.0.1",
        PORT: String(port),
        CONFIG_FILE: configFile,
        MASTER_KEY: randomBytes(32).toString("base64"),
        DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
        PROVIDER_DIRS: program.providerDirectory,
        NODE_COMPILE_CACHE: join(directory, "compiled"),
      },
    });
    closing.push(() => gateway.kill());
    await gateway.start();
    return {
      gateway,
      ask: askGateway(url, key.secret),
      receivers,
      clock,
      async advance(ms) {
        // Renamed into its place: nobody reads half of it.
        await writeFile(`${clockFile}.next`, String(clock.aheadMs() + ms));
        await rename(`${clockFile}.next`, clockFile);
        clock.move(ms);
      },
      async close({ keepFiles }) {
        await close();
        if (keepFiles) tell(`What the gateway said is in ${directory}`);
        else await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await close();
    tell(`What the gateway said is in ${directory}`);
    throw error;
  }
}

const configurationOf = (sha256: string, baseUrl: string): string =>
  JSON.stringify({
    tenants: [
      {
        id: "chaos",
        name: "Chaos",
        apiKeys: [{ name: "chaos", sha256, scopes: ["*"] }],
        accounts: [
          { id: "keyed", provider: "keyed", environment: "SANDBOX", baseUrl, credentials: { apiKey: "chaos" } },
        ],
      },
    ],
  });
