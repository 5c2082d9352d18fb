import { readFile, writeFile } from "node:fs/promises";
import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { type DocumentReadingResult, readDocument } from "../../formats/read-document.js";
import { type ExitCode, messageOf, tell, UsageError } from "../command.js";
import { toTable } from "../table.js";

/** A file, as far as it could be read. */
export interface OpenedDocument {
  readonly file: string;
  /** Empty when the file could not be opened. */
  readonly bytes: Uint8Array;
  readonly reading: DocumentReadingResult;
}

export async function openDocument(file: string): Promise<OpenedDocument> {
  try {
    const bytes = await readFile(file);
    return { file, bytes, reading: readDocument({ bytes }) };
  } catch (error) {
    const violation = { rule: "FILE", ruleset: "FILE", severity: "FATAL", message: messageOf(error) } as const;
    return { file, bytes: new Uint8Array(), reading: { violations: [violation] } };
  }
}

/** Refusals of these are about the file and not about the invoice in it. */
const fileRulesets: readonly string[] = ["FILE", "XML", "DOCUMENT", "PDF"];

/** Whether there is an invoice in the file at all, however wrong. */
export const isReadable = ({ reading }: OpenedDocument): boolean =>
  "invoice" in reading || !reading.violations.some(({ ruleset }) => fileRulesets.includes(ruleset));

/** The invoice of one file, or how the command ends after it has told why there is none. */
export async function openInvoice(
  positionals: readonly string[],
): Promise<{ readonly invoice: Invoice; readonly document: OpenedDocument } | { readonly exit: ExitCode }> {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("Give one file");
  const document = await openDocument(file);
  const { reading } = document;
  if ("invoice" in reading) return { invoice: reading.invoice, document };
  tell(`${file} cannot be read as an invoice\n${toFindings(reading.violations)}`);
  return { exit: isReadable(document) ? 1 : 2 };
}

export const toFindings = (violations: readonly RuleViolation[]): string =>
  toTable(
    ["RULE", "SEVERITY", "MESSAGE", "PLACE"],
    violations.map(({ rule, severity, message, path, xpath }) => [
      rule,
      severity,
      message,
      [path?.join("."), xpath].filter(Boolean).join("  "),
    ]),
  );

/** Into the file, or to standard output. */
export async function writeResult(target: string | undefined, content: Uint8Array | string): Promise<void> {
  if (target === undefined || target === "-") process.stdout.write(content);
  else await writeFile(target, content);
}
