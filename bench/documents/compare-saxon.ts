import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { tell } from "../../scripts/conformance/material.js";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { compileSchematron } from "../../src/schematron/compile-schematron.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import { aLongDraft } from "../../test/builders/a-long-draft.js";
import { hasOfficialRules, readOfficialRules } from "./official-material.js";
import { toStylesheet } from "./stylesheet.js";
import { median, processorMs } from "./timing.js";

export interface SaxonComparison {
  /** How many times longer SaxonJS takes. */
  readonly ratio: number;
  readonly rounds: number;
  /** Both find the same rules broken, as often. */
  readonly agrees: boolean;
}

const rounds = 11;

/** From the bytes of an invoice of 20 lines to what is wrong with it, in turns; null when there is nothing to compare. */
export async function compareSaxon(): Promise<SaxonComparison | null> {
  if (!hasOfficialRules()) {
    tell("saxon: not compared, because the official rules are not in ../shared/invoices");
    return null;
  }
  const schematron = readOfficialRules();
  const bytes = writeUbl(completeInvoice(aLongDraft(20)).invoice).bytes;
  const theirs = await openSaxon(toStylesheet(schematron));
  const ours = openOurs(schematron);
  const agrees = [bytes, broken(bytes)].every((document) => theirs(document).join() === ours(document).join());
  for (let round = 0; round < 2 * rounds; round++) ours(bytes);
  for (let round = 0; round < 3; round++) theirs(bytes);
  tell("saxon: in turns");
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const theirMs = await processorMs(() => theirs(bytes));
    ratios.push(theirMs / (await processorMs(() => ours(bytes))));
  }
  return { ratio: median(ratios), rounds, agrees };
}

/** The ids of the broken rules, sorted. */
type Check = (document: Uint8Array) => string[];

/** Without a buyer's country, with a wrong currency and with lines that do not add up. */
const broken = (document: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    new TextDecoder()
      .decode(document)
      .replace(/<cbc:LineExtensionAmount currencyID="EUR">/, '<cbc:LineExtensionAmount currencyID="XXY">9')
      .replace(/<cbc:IdentificationCode>BE</g, "<cbc:IdentificationCode>ZZ<")
      .replace(/<cbc:DueDate>.*?<\/cbc:DueDate>/, ""),
  );

function openOurs(schematron: string): Check {
  const rules = compileSchematron(schematron);
  return (document) => {
    const parsed = parseXml(document);
    if ("problem" in parsed) throw new Error(parsed.problem.message);
    return rules
      .validate(parsed.root)
      .findings.map(({ rule }) => rule)
      .sort();
  };
}

/** The part of SaxonJS that is used here; it has no types. */
interface Saxon {
  transform(
    options: { stylesheetInternal: unknown; sourceText: string; destination: "serialized" },
    how: "sync",
  ): { readonly principalResult: string };
}

async function openSaxon(stylesheet: string): Promise<Check> {
  const stylesheetInternal: unknown = JSON.parse(await readFile(await compile(stylesheet), "utf8"));
  const saxon = createRequire(import.meta.url)("saxon-js") as Saxon;
  const decoder = new TextDecoder();
  return (document) => {
    const sourceText = decoder.decode(document);
    const { principalResult } = saxon.transform({ stylesheetInternal, sourceText, destination: "serialized" }, "sync");
    return [...principalResult.matchAll(/ rule="([^"]*)"/g)].map(([, rule = ""]) => rule).sort();
  };
}

/** Takes SaxonJS's own compiler most of a minute, so the result is kept. */
async function compile(stylesheet: string): Promise<string> {
  const folder = fileURLToPath(new URL("../../node_modules/.cache/bench/", import.meta.url));
  const name = createHash("sha256").update(stylesheet).digest("hex").slice(0, 16);
  const source = join(folder, `${name}.xsl`);
  const compiled = join(folder, `${name}.sef.json`);
  if (existsSync(compiled)) return compiled;
  tell("saxon: compiling the rules, once");
  await mkdir(folder, { recursive: true });
  await writeFile(source, stylesheet);
  const compiler = createRequire(import.meta.url).resolve("xslt3/xslt3.js");
  await promisify(execFile)(process.execPath, [compiler, `-xsl:${source}`, `-export:${compiled}`, "-nogo"]);
  return compiled;
}
