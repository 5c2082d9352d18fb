import { checkInvoice, modelRulesets } from "../../domain/rules/check-invoice.js";
import { checkReadyDocument } from "../../domain/rules/gateway-rules.js";
import { mergeViolations, toValidationReport, type ValidationReport } from "../../domain/validation.js";
import { loadRulePacks } from "../../infrastructure/rule-packs/load-rule-packs.js";
import { openOfficialRules, type OpenOfficialRules } from "../../infrastructure/rule-packs/official-rules.js";
import { type Environment, type ExitCode, parseGiven, print, printJson, tell, UsageError } from "../command.js";
import { isReadable, openDocument, type OpenedDocument, toFindings } from "./open-document.js";

export const validateHelp = `Usage: einvoice-gateway documents validate FILE…

  --rules <directory>   where rule packs are        default: RULE_PACKS, or rule-packs
  --json                print one JSON object

Ends with 0 when every document is valid, with 1 when one is not, with 2 when one cannot be read.
`;

const options = { rules: { type: "string" }, json: { type: "boolean", default: false } } as const;

interface CheckedDocument extends ValidationReport {
  readonly file: string;
  readonly verdict: "valid" | "invalid" | "unreadable";
}

/** Enough to keep every thread busy while files are read. */
const checkedAtOnce = 4;

export async function validate(given: readonly string[], environment: Environment): Promise<ExitCode> {
  const { values, positionals } = parseGiven(given, options);
  if (positionals.length === 0) throw new UsageError("Give at least one file");
  const packs = await loadRulePacks(values.rules ?? environment["RULE_PACKS"]);
  const warn = (_: object, message: string) => tell(message);
  const log = { info: () => {}, warn, error: warn };
  const rules = await openOfficialRules(packs, { log, ...(positionals.length === 1 && { threads: 1 }) });
  try {
    const checked = await checkAll(positionals, rules);
    if (values.json) printJson({ documents: checked, ...countsOf(checked) });
    else for (const document of checked) print(toText(document));
    if (!values.json && checked.length > 1) print(summaryOf(checked));
    return exitCodeOf(checked);
  } finally {
    await rules.close();
  }
}

async function checkAll(files: readonly string[], rules: OpenOfficialRules): Promise<CheckedDocument[]> {
  const checked: CheckedDocument[] = [];
  let done = 0;
  const left = files.entries();
  const workThrough = async () => {
    for (const [index, file] of left) {
      checked[index] = await check(await openDocument(file), rules);
      done++;
      if (files.length > 1) tell(`${done} of ${files.length}: ${file}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(checkedAtOnce, files.length) }, workThrough));
  return checked;
}

async function check(document: OpenedDocument, rules: OpenOfficialRules): Promise<CheckedDocument> {
  const { file, bytes, reading } = document;
  const own =
    "invoice" in reading
      ? [
          ...mergeViolations(checkInvoice(reading.invoice), reading.findings ?? []),
          ...checkReadyDocument(reading.invoice),
        ]
      : reading.violations;
  if (!isReadable(document)) {
    const state = rules.isInstalled ? "INCOMPLETE" : "NOT_INSTALLED";
    const report = toValidationReport([], own, { state, rulesets: [], violations: [] }, new Date());
    return { file, verdict: "unreadable", ...report };
  }
  // The content tells what it is; to the rules a document of any format is XML, or a PDF with XML.
  const official = await rules.check({ format: "UBL", mediaType: "application/xml", fileName: file, bytes });
  const report = toValidationReport(modelRulesets, own, official, new Date());
  return { file, verdict: report.valid ? "valid" : "invalid", ...report };
}

const officialWords = {
  CHECKED: "official rules checked",
  NOT_INSTALLED: "no official rules installed for it",
  INCOMPLETE: "official rules not checked to the end",
} as const;

function toText({ file, verdict, officialRules, rulesets, violations }: CheckedDocument): string {
  const heading = `${file}: ${verdict}; ${officialWords[officialRules]} (${rulesets.join(", ") || "none ran"})\n`;
  return violations.length > 0 ? `${heading}${toFindings(violations)}` : heading;
}

const countsOf = (checked: readonly CheckedDocument[]) => {
  const count = (wanted: CheckedDocument["verdict"]) => checked.filter(({ verdict }) => verdict === wanted).length;
  return { valid: count("valid"), invalid: count("invalid"), unreadable: count("unreadable") };
};

function summaryOf(checked: readonly CheckedDocument[]): string {
  const { valid, invalid, unreadable } = countsOf(checked);
  return `${checked.length} documents: ${valid} valid, ${invalid} invalid, ${unreadable} unreadable`;
}

function exitCodeOf(checked: readonly CheckedDocument[]): ExitCode {
  const { invalid, unreadable } = countsOf(checked);
  if (unreadable > 0) return 2;
  return invalid > 0 ? 1 : 0;
}
