import { parseArgs } from "node:util";
import { findBrokenIsolation, runIsolation } from "./isolation/run-isolation.js";
import { findBrokenOutbound, runOutbound } from "./outbound/run-outbound.js";
import { tell } from "./setting/tell.js";
import { findBrokenPromises, runSubmissions } from "./submissions/run-submissions.js";
import { findBrokenWebhooks, runWebhooks } from "./webhooks/run-webhooks.js";

const help = `Breaks things around the gateway on purpose and counts what it kept of its promises (docs/chaos.md)

Usage: npm run chaos -- <what> [options]

What
  submissions    kills the gateway over and over while its providers fail: nothing doubled, nothing lost
  isolation      lets one provider hang and one go down: nobody else notices, and the outage costs no calls
  outbound       kills the gateway while it tells four endpoints what happens: nothing lost, nobody held up
  webhooks       kills and restarts the gateway while webhooks come in and subscribers follow: nothing lost or missed

Options
  --rounds       how often the gateway is killed at least                 default: 30; outbound: 20; webhooks: 40
  --submissions  submissions: how many invoices are to be acknowledged    default: 3000
  --rate         isolation: invoices a second while one provider hangs    default: 15
  --seconds      isolation: of each half, with and without the fault      default: 40
  --outage       isolation: seconds of the outage                         default: 60
  --events       outbound: how many events are to happen                  default: 2000
                 webhooks: how many webhooks are to be acknowledged       default: 5000
  --seed         of the providers' faults                                 default: drawn
  --json         one line of JSON as the last line instead of a table
  --help         this text

Ends with 1 when a promise is broken, or when the control is not.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    events: { type: "string" },
    submissions: { type: "string", default: "3000" },
    rate: { type: "string", default: "15" },
    seconds: { type: "string", default: "40" },
    outage: { type: "string", default: "60" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const runs: Readonly<Record<string, () => Promise<{ result: object; broken: readonly string[] }>>> = {
  async submissions() {
    const order = {
      rounds: positive("rounds", values.rounds ?? "30"),
      submissions: positive("submissions", values.submissions),
      seed: positive("seed", values.seed),
    };
    const result = await runSubmissions(order);
    return { result, broken: findBrokenPromises(result, order) };
  },
  async isolation() {
    const result = await runIsolation({
      oneHangs: { perSecond: positive("rate", values.rate), seconds: positive("seconds", values.seconds) },
      outage: { perSecond: 5, outageSeconds: positive("outage", values.outage) },
      seed: positive("seed", values.seed),
    });
    return { result, broken: findBrokenIsolation(result) };
  },
  async outbound() {
    const order = {
      rounds: positive("rounds", values.rounds ?? "20"),
      events: positive("events", values.events ?? "2000"),
      seed: positive("seed", values.seed),
    };
    const result = await runOutbound(order);
    return { result, broken: findBrokenOutbound(result, order) };
  },
  async webhooks() {
    const order = {
      rounds: positive("rounds", values.rounds ?? "40"),
      events: positive("events", values.events ?? "5000"),
      seed: positive("seed", values.seed),
    };
    const result = await runWebhooks(order);
    return { result, broken: findBrokenWebhooks(result, order) };
  },
};

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number <= 0) {
    tell(`--${name} ${text}: a whole number above 0 is needed`);
    process.exit(2);
  }
  return number;
}

// What is cleared away at the exit is cleared away after a signal, too.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const run = runs[positionals[0] ?? ""];
if (values.help || !run) {
  process.stdout.write(help);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { result, broken } = await run();
  for (const sentence of broken) tell(`BROKEN: ${sentence}`);
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : toTable(result));
  process.exitCode = broken.length > 0 ? 1 : 0;
}

function toTable(result: object, prefix = ""): string {
  return Object.entries(result)
    .map(([name, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? toTable(value, `${prefix}${name} `)
        : `${`${prefix}${name}`.padEnd(28)}${String(value).padStart(10)}\n`,
    )
    .join("");
}
