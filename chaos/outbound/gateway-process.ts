import { readFileSync } from "node:fs";
import { startGateway } from "../../src/compose.js";
import { readConfiguration, readProviderDirectories } from "../../src/config.js";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";
import { runUntilStopped } from "../../src/run-until-stopped.js";

/** `serve`, with a clock that is as far ahead of the real one as a file says, and less patience with endpoints. */
const { clockFile, webhookTimeoutMs } = JSON.parse(process.env["OUTBOUND"] ?? "") as {
  readonly clockFile: string;
  readonly webhookTimeoutMs: number;
};

const readAhead = () => Number(readFileSync(clockFile, "utf8")) || 0;
let aheadMs = readAhead();
setInterval(() => (aheadMs = readAhead()), 20).unref();

const say = (details: object, message: string) =>
  void process.stderr.write(
    `${message} ${JSON.stringify(details, (_, value: unknown) => (value instanceof Error ? value.stack : value))}\n`,
  );
const log = { info: () => undefined, warn: say, error: say };

const configuration = readConfiguration(process.env, await loadProviders({ directories: readProviderDirectories(process.env) }));
const gateway = await startGateway(configuration, {
  log,
  webhookTimeoutMs,
  now: () => new Date(Date.now() + aheadMs),
});
await runUntilStopped(() => gateway.stop(), log);
