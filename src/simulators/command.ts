import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadSimulators } from "../infrastructure/provider-folder.js";
import { serveSimulator } from "../provider-kit/simulator-server.js";
import type { SimulatorDeclaration } from "../provider-kit/simulator.js";
import { Weather } from "../provider-kit/weather.js";
import { createMovableClock } from "./clock.js";
import { serveControl, type Standing } from "./control-server.js";

const help = `Stand-ins for providers: real HTTP servers that enforce the providers' own rules

Usage: npm run simulators -- [ID ...] [options]

Without an ID, all of them. Nothing has to be configured; what an account needs is printed.

  --port N         of the control API; the simulators listen behind it    default: 4100
  --data DIR       where they remember what they took                     default: in memory
  --step-ms N      between the steps of a document's life                 default: 400
  --seed N         of ids, faults and weather: the same seed, the same run
  --weather FILE   JSON file: what goes wrong by chance (docs/simulators.md)
  --directory DIR  a directory of further providers; may be repeated
  --help           this text

The control API plans faults, changes the weather, lets documents arrive, does what buyers and authorities do, and puts
the clock forward: docs/simulators.md.
`;

/** Answers the exit code, once it is stopped. */
export async function runSimulators(args: readonly string[], untilStopped: () => Promise<unknown>): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === "string") return say(`${asked}\n\n${help}`, 2);
  const { values, ids } = asked;
  if (values.help) return say(help, 0);
  const declarations = await loadSimulators({ directories: values.directory });
  const missing = ids.find((id) => !declarations.has(id));
  const numbers = [values.port, values["step-ms"], values.seed ?? "0"].map(Number);
  const [port = 0, stepMs = 0, seed = 0] = numbers;
  if (missing !== undefined)
    return say(`There is no simulator ${missing}: ${[...declarations.keys()].join(", ")}\n`, 2);
  if (numbers.some((number) => !Number.isSafeInteger(number) || number < 0) || port > highestPort)
    return say(`--port (up to ${highestPort}), --step-ms and --seed are whole numbers\n\n${help}`, 2);
  const weather = values.weather === undefined ? undefined : await readWeather(values.weather);
  if (typeof weather === "string") return say(weather, 2);

  const clock = createMovableClock();
  const wanted = [...declarations].filter(([id]) => ids.length === 0 || ids.includes(id));
  const standings = new Map<string, Standing>();
  const stopping: (() => Promise<void>)[] = [];
  if (values.data !== undefined) await mkdir(values.data, { recursive: true });
  try {
    for (const [index, [id, declaration]] of wanted.entries()) {
      const running = await serveSimulator(declaration, {
        port: port === 0 ? 0 : port + 1 + index,
        stepMs,
        now: clock.now,
        ...(values.data !== undefined && { ledgerFile: join(values.data, `${id}.jsonl`) }),
        ...(values.seed !== undefined && { seed: seedOf(seed, id) }),
      });
      stopping.push(() => running.stop());
      if (weather) running.setWeather(weather);
      standings.set(id, { declaration, running });
    }
    const control = await serveControl(standings, clock, port);
    stopping.push(() => control.stop());
    say(tableOf(control.url, standings), 0);
    await untilStopped();
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return say(`${messageOf(error)}: choose another --port, or 0 for any that are free\n`, 1);
  } finally {
    await Promise.all(stopping.map((stop) => stop()));
  }
}

/** There is room for a hundred behind it. */
const highestPort = 65_435;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What was asked for, or a sentence about what cannot be. */
function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: "string", default: "4100" },
        data: { type: "string" },
        "step-ms": { type: "string", default: "400" },
        seed: { type: "string" },
        weather: { type: "string" },
        directory: { type: "string", multiple: true, default: [] },
        help: { type: "boolean", default: false },
      },
    });
    return { values, ids: positionals };
  } catch (error) {
    return messageOf(error);
  }
}

/** Of one simulator: the same whether it stands alone or among others. */
const seedOf = (seed: number, id: string): number =>
  Buffer.from(id).reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, seed);

async function readWeather(file: string): Promise<Weather | string> {
  try {
    const parsed = Weather.safeParse(JSON.parse(await readFile(file, "utf8")));
    if (parsed.success) return parsed.data;
    return parsed.error.issues.map(({ path, message }) => `${file}: ${path.join(".")}: ${message}\n`).join("");
  } catch (error) {
    return `${file}: ${messageOf(error)}\n`;
  }
}

function tableOf(controlUrl: string, standings: ReadonlyMap<string, Standing>): string {
  const rows = [...standings].map(
    ([id, { running, declaration }]: [string, { running: Standing["running"]; declaration: SimulatorDeclaration }]) =>
      `  ${id.padEnd(20)} ${running.url}\n` +
      `  ${"".padEnd(20)} credentials ${shortened(running.credentials)}\n` +
      `  ${"".padEnd(20)} participants ${declaration.participants.known} (known), ${declaration.participants.unknown} (unknown)\n`,
  );
  return `\n${rows.join("\n")}\n  control API          ${controlUrl}\n\n  Ctrl-C stops them.\n`;
}

/** Certificates would fill the screen: the control API has them whole. */
const shortened = (credentials: unknown): string =>
  JSON.stringify(credentials, (_, value: unknown) =>
    typeof value === "string" && value.length > 80 ? `${value.slice(0, 30)}…` : value,
  );

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}
