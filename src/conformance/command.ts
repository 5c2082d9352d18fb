import { parseArgs } from "node:util";
import type { CheckResult } from "./check.js";
import { loadCasts } from "./load-cast.js";
import { checks, type ConformanceSummary, runConformance, summarize } from "./run-conformance.js";
import { type Finding, runSabotage } from "./sabotage.js";
import { type Environment, inSandboxes } from "./sandbox.js";
import type { Cast } from "./stage.js";

const help = `Tries every promise of the adapter contract against providers and their simulators

Usage: npm run conformance -- [options]

  --provider ID    only this provider; may be repeated
  --check PREFIX   only checks whose id begins so, e.g. webhook.
  --sandbox        against the provider's own sandbox, with credentials of the environment
  --at URL         with --sandbox and one provider: where it is, if not at its usual address
  --sabotage       plants faults in sound adapters: each must be found
  --directory DIR  a directory of further providers; may be repeated
  --list           the checks, and nothing else
  --json           a line of JSON for each check, and one for all of them as the last line
  --help           this text

Ends with 1 when a promise is broken, when something stays unproven, or when a planted fault is not found.
`;

const marks = { passed: "✓", failed: "✗", unsupported: "–", unproven: "?" } as const;

/** Answers the exit code. */
export async function runConformanceCommand(args: readonly string[], environment: Environment): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      provider: { type: "string", multiple: true, default: [] },
      check: { type: "string", default: "" },
      directory: { type: "string", multiple: true, default: [] },
      sandbox: { type: "boolean", default: false },
      at: { type: "string" },
      sabotage: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(help, 0);
  if (values.list) return say(checks.map(({ id, title }) => `${id.padEnd(36)} ${title}\n`).join(""), 0);
  const casts = await chooseCasts(values.provider, values.directory);
  if (typeof casts === "string") return say(`${casts}\n\n${help}`, 2, process.stderr);
  if (values.sabotage) return sabotage(casts, values.json);
  if (values.at !== undefined && (!values.sandbox || casts.length !== 1)) {
    return say(`--at is for --sandbox and one --provider\n\n${help}`, 2, process.stderr);
  }
  if (!values.sandbox) return conform(casts, values);
  const skip = (sentence: string) => void say(`${sentence}\n`, 0, process.stderr);
  const baseUrl = values.at;
  return conform(inSandboxes(casts, environment, { skip, ...(baseUrl !== undefined && { baseUrl }) }), values);
}

async function chooseCasts(
  wanted: readonly string[],
  directories: readonly string[],
): Promise<readonly Cast[] | string> {
  const casts = await loadCasts({ directories });
  const missing = wanted.find((id) => !casts.has(id));
  if (missing !== undefined) return `There is no provider ${missing}: ${[...casts.keys()].join(", ")}`;
  return [...casts].filter(([id]) => wanted.length === 0 || wanted.includes(id)).map(([, cast]) => cast);
}

async function conform(casts: readonly Cast[], { check, json }: { check: string; json: boolean }): Promise<number> {
  const summaries: ConformanceSummary[] = [];
  for (const cast of casts) {
    const { id, name } = cast.provider;
    if (!json) say(`\n${name} (${id})\n`);
    const tell = (result: CheckResult) =>
      void say(json ? `${JSON.stringify({ provider: id, ...result })}\n` : lineOf(result));
    summaries.push(summarize(await runConformance(cast, { only: (each) => each.id.startsWith(check), tell })));
  }
  say(json ? `${JSON.stringify({ providers: summaries })}\n` : tableOf(summaries));
  if (summaries.length === 0) return 1;
  return summaries.every(({ failed, unproven }) => failed === 0 && unproven === 0) ? 0 : 1;
}

const lineOf = ({ id, title, outcome, detail }: CheckResult): string =>
  `  ${marks[outcome]} ${title}${detail === undefined ? "" : `\n      ${outcome} (${id}): ${detail}`}\n`;

function tableOf(summaries: readonly ConformanceSummary[]): string {
  const columns = ["passed", "failed", "unproven"] as const;
  const head = `\n${"provider".padEnd(20)}${columns.map((column) => column.padStart(10)).join("")}  unsupported\n`;
  const rows = summaries.map((summary) => {
    const numbers = columns.map((column) => String(summary[column]).padStart(10)).join("");
    return `${summary.id.padEnd(20)}${numbers}  ${summary.unsupported.join(", ")}\n`;
  });
  return head + rows.join("");
}

async function sabotage(casts: readonly Cast[], json: boolean): Promise<number> {
  const findings: (Finding & { provider: string })[] = [];
  for (const cast of casts) {
    if (!json) say(`\n${cast.provider.name}: an adapter that …\n`);
    const tell = ({ sentence, near, caughtBy }: Finding) => {
      if (json) return;
      const found = caughtBy === undefined ? `✗ NOT FOUND by ${near}*:` : "✓";
      say(`  ${found} ${sentence}${caughtBy === undefined ? "" : ` (${caughtBy})`}\n`);
    };
    for (const finding of await runSabotage(cast, { tell })) findings.push({ provider: cast.provider.id, ...finding });
  }
  const missed = findings.filter(({ caughtBy }) => caughtBy === undefined);
  say(
    json
      ? `${JSON.stringify({ planted: findings.length, found: findings.length - missed.length, findings })}\n`
      : `\n${findings.length - missed.length} of ${findings.length} planted faults were found\n`,
  );
  return missed.length === 0 && findings.length > 0 ? 0 : 1;
}

function say(text: string, code = 0, stream: NodeJS.WritableStream = process.stdout): number {
  stream.write(text);
  return code;
}
