import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { compareSaxon, type SaxonComparison } from "./documents/compare-saxon.js";
import { type LoopMeasure, measureLoop } from "./documents/measure-loop.js";
import { measureSteps, type StepName, stepNames, type StepTimes } from "./documents/measure-steps.js";
import { rounded } from "./documents/timing.js";

const allSizes = [1, 20, 200, 2_000, 10_000];

/** Every other figure is relative to reading a UBL invoice of so many lines. */
const unitLines = 20;

export interface StepRatios {
  /** By lines: how many times the unit the step takes. */
  readonly ratio: Readonly<Record<string, number>>;
  /** By lines: what a line costs, relative to a line of 20. */
  readonly perLine: Readonly<Record<string, number>>;
  /** What a line of 10,000 costs relative to a line of 200: 1 is linear. Null when one of them was not measured. */
  readonly flat: number | null;
}

/** `npm run bench -- documents`: everything that happens to a document, in ratios that hold on any machine. */
export async function benchDocuments(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { json: { type: "boolean", default: false }, lines: { type: "string" } },
  });
  const sizes = values.lines === undefined ? allSizes : readSizes(values.lines);
  const loadBefore = loadavg()[0] ?? 0;
  const times = await measureSteps([...new Set([unitLines, ...sizes])]);
  const saxon = await compareSaxon();
  const eventLoop = await measureLoop(sizes.filter((lines) => lines >= unitLines));
  const result = {
    bench: "documents",
    machine: { node: process.version, processors: availableParallelism(), load: rounded(loadBefore) },
    unit: `parseUbl at ${unitLines} lines`,
    steps: toRatios(times, sizes),
    saxon: saxon && { ...saxon, ratio: rounded(saxon.ratio) },
    eventLoop: eventLoop.map(roundedMeasure),
  };
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(sizes, result.steps, saxon, eventLoop));
}

function readSizes(list: string): number[] {
  const sizes = list.split(",").map(Number);
  if (sizes.every((lines) => Number.isInteger(lines) && lines >= 1 && lines <= 10_000)) return sizes;
  throw new Error(`--lines ${list}: needs whole numbers from 1 to 10000, with commas between`);
}

function toRatios(times: StepTimes, sizes: readonly number[]): Record<StepName, StepRatios | null> {
  const unit = times.parseUbl?.get(unitLines) ?? Number.NaN;
  const ratios = stepNames.map((name): [StepName, StepRatios | null] => {
    const ofStep = times[name];
    if (!ofStep) return [name, null];
    const perLine = (lines: number) => (ofStep.get(lines) ?? Number.NaN) / lines;
    const by = (figure: (lines: number) => number) =>
      Object.fromEntries(sizes.map((lines) => [String(lines), rounded(figure(lines))]));
    const flat = perLine(10_000) / perLine(200);
    return [
      name,
      {
        ratio: by((lines) => (perLine(lines) * lines) / unit),
        perLine: by((lines) => perLine(lines) / perLine(unitLines)),
        flat: Number.isNaN(flat) ? null : rounded(flat),
      },
    ];
  });
  return Object.fromEntries(ratios) as Record<StepName, StepRatios | null>;
}

const roundedMeasure = (measure: LoopMeasure) => ({
  ...measure,
  p50: rounded(measure.p50),
  p99: rounded(measure.p99),
  longest: rounded(measure.longest),
  loop: {
    p99: rounded(measure.loop.p99),
    longest: rounded(measure.loop.longest),
    longestTurn: rounded(measure.loop.longestTurn),
  },
});

function table(
  sizes: readonly number[],
  steps: Record<StepName, StepRatios | null>,
  saxon: SaxonComparison | null,
  eventLoop: readonly LoopMeasure[],
): string {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(11))).join("");
  const lines = sizes.map((size) => `${size} lines`);
  return [
    `Processor time, in units of reading a UBL invoice of ${unitLines} lines`,
    row(["", ...lines, "flat"]),
    ...stepNames.map((name) => {
      const step = steps[name];
      return row([
        name,
        ...(step ? [...sizes.map((size) => step.ratio[size] ?? ""), step.flat ?? "–"] : ["not there"]),
      ]);
    }),
    "",
    `What a line costs, relative to a line of ${unitLines}`,
    row(["", ...lines]),
    ...stepNames.map((name) => row([name, ...sizes.map((size) => steps[name]?.perLine[size] ?? "–")])),
    "",
    saxon
      ? `SaxonJS takes ${rounded(saxon.ratio)} times as long at 20 lines; same findings: ${saxon.agrees ? "yes" : "NO"}`
      : "SaxonJS: not compared",
    "",
    "Milliseconds that tiny requests wait while documents are checked",
    row(["", "documents", "p50", "p99", "longest", "loop p99", "own turn", "rules"]),
    ...eventLoop.map(({ lines: size, documents, p50, p99, longest, loop, officialRules }) =>
      row([
        size === 0 ? "none" : `${size} lines`,
        documents,
        ...[p50, p99, longest, loop.p99, loop.longestTurn].map(rounded),
        officialRules.join(" "),
      ]),
    ),
    "",
  ].join("\n");
}
