import { randomBytes } from "node:crypto";
import { startGateway } from "../../src/compose.js";
import { createApiKey } from "../../src/server/api-key.js";

/** What the gateway says to the bench that started it. */
export type Report =
  | { readonly ready: { readonly url: string; readonly keys: readonly string[] } }
  | { readonly memory: { readonly rss: number; readonly heapUsed: number; readonly external: number } };

const { KEYS: count = "1", DATA: dataDirectory = "" } = process.env;
const keys = Array.from({ length: Number(count) }, () => createApiKey("test"));
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

const gateway = await startGateway(
  {
    host: "127.0.0.1",
    port: 0,
    dataDirectory,
    masterKey: randomBytes(32),
    allowedOrigins: [],
    introspection: false,
    accounts: [],
    tenants: [
      {
        id: "bench",
        name: "Bench",
        apiKeys: keys.map(({ hash }, index) => ({
          name: `key ${index}`,
          sha256: Buffer.from(hash).toString("hex"),
          scopes: ["*"],
        })),
      },
    ],
  },
  { log: quiet },
);

const say = (report: Report) => void process.send?.(report);

async function measure(): Promise<void> {
  // Not all at once: the gateway goes on meanwhile, and gives back what it does not need.
  for (let round = 0; round < 3; round += 1) {
    await globalThis.gc?.({ type: "major", execution: "async" });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  say({ memory: { rss, heapUsed, external } });
}

process.on("message", (message) => {
  if (message === "stop") {
    void gateway.stop().then(() => process.exit(0));
    return;
  }
  void measure();
});
process.once("disconnect", () => process.exit(1));
say({ ready: { url: gateway.url, keys: keys.map(({ secret }) => secret) } });
