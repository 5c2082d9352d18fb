import { tell } from "../../scripts/conformance/material.js";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import { readCii } from "../../src/formats/cii/read-cii.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { readUbl } from "../../src/formats/ubl/read-ubl.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { compileXsd } from "../../src/infrastructure/rule-packs/xsd.js";
import { renderHtml } from "../../src/rendering/render-html.js";
import { renderPdf } from "../../src/rendering/render-pdf.js";
import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import { aLongDraft } from "../../test/builders/a-long-draft.js";
import { hasOfficialRules, readOfficialRules, readSchemas } from "./official-material.js";
import { collectGarbage, median, processorMs } from "./timing.js";

export const stepNames = [
  "parseUbl",
  "parseCii",
  "derive",
  "ownRules",
  "xsd",
  "officialRules",
  "writeUbl",
  "writeCii",
  "html",
  "pdf",
] as const;

export type StepName = (typeof stepNames)[number];

/** Milliseconds of processor by step and lines; null where the official material is not there. */
export type StepTimes = Readonly<Record<StepName, ReadonlyMap<number, number> | null>>;

type Step = () => unknown;

/** Large ones as often as patience allows. */
const roundsOf = (lines: number): number => (lines <= 200 ? 7 : lines <= 2_000 ? 3 : 1);

const warmUpRounds = 40;

export async function measureSteps(sizes: readonly number[]): Promise<StepTimes> {
  const official = openOfficial();
  const times = Object.fromEntries(stepNames.map((name) => [name, new Map<number, number>()]));
  const warm = Object.values(stepsFor(20, official));
  for (let round = 0; round < warmUpRounds; round++) for (const step of warm) await step?.();
  for (const lines of sizes) {
    tell(`documents of ${lines} lines`);
    for (const [name, step] of Object.entries(stepsFor(lines, official))) {
      if (!step) continue;
      collectGarbage();
      const rounds: number[] = [];
      while (rounds.length < roundsOf(lines)) rounds.push(await processorMs(step));
      times[name]?.set(lines, median(rounds));
    }
  }
  official.dispose();
  return Object.fromEntries(
    stepNames.map((name) => [name, times[name] && times[name].size > 0 ? times[name] : null]),
  ) as Record<StepName, Map<number, number> | null>;
}

type Official = ReturnType<typeof openOfficial>;

function openOfficial() {
  const schemas = readSchemas();
  const schema = schemas && compileXsd(schemas.files, schemas.file);
  if (!schema) tell("xsd: not measured, because the official schemas are not in ../shared/invoices");
  const rules = hasOfficialRules() ? compileSchematron(readOfficialRules()) : undefined;
  if (!rules) tell("officialRules: not measured, because the official rules are not in ../shared/invoices");
  return { schema, rules, dispose: () => schema?.dispose() };
}

function stepsFor(lines: number, { schema, rules }: Official): Readonly<Record<StepName, Step | undefined>> {
  const draft = aLongDraft(lines);
  const { invoice } = completeInvoice(draft);
  const { bytes, document } = writeUbl(invoice);
  const cii = writeCii(invoice).bytes;
  const parsed = parseXml(bytes);
  if (!("root" in parsed))
    throw new Error(`Our own document of ${lines} lines cannot be read: ${parsed.problem.message}`);
  const { root } = parsed;
  return {
    parseUbl: () => readUbl(bytes),
    parseCii: () => readCii(cii),
    derive: () => completeInvoice(draft),
    ownRules: () => checkInvoice(invoice),
    xsd: schema && (() => schema.validate({ bytes, root: document })),
    officialRules: rules && (() => rules.validate(root, { milliseconds: 120_000 })),
    writeUbl: () => writeUbl(invoice),
    writeCii: () => writeCii(invoice),
    html: () => renderHtml(invoice, { language: "en" }),
    pdf: () => renderPdf(invoice, { language: "en", createdAt: new Date(0) }),
  };
}
