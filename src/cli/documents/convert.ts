import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { writeCii } from "../../formats/cii/write-cii.js";
import { writeUbl } from "../../formats/ubl/write-ubl.js";
import { type ExitCode, parseGiven, tell, UsageError } from "../command.js";
import { toTable } from "../table.js";
import { openInvoice, toFindings, writeResult } from "./open-document.js";

export const convertHelp = `Usage: einvoice-gateway documents convert FILE --to ubl|cii|json

  --to          the format to write; json is the gateway's own model
  -o, --output  the file to write                     default: standard output

Says on standard error what the model did not take from the document and what the new format has no room for. Ends with
0 when everything was carried over, with 1 when something was not (the rest is written) or the document is no complete
invoice, with 2 when it cannot be read.
`;

const options = { to: { type: "string" }, output: { type: "string", short: "o" } } as const;

interface Written {
  readonly bytes: Uint8Array | string;
  readonly violations: readonly RuleViolation[];
  /** Whether what the model could not take is in it. */
  readonly keepsUnmapped?: boolean;
}

const writers: Readonly<Record<string, (invoice: Invoice) => Written>> = {
  ubl: writeUbl,
  cii: writeCii,
  json: (invoice) => ({ bytes: `${JSON.stringify(invoice, null, 2)}\n`, violations: [], keepsUnmapped: true }),
};

export async function convert(given: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseGiven(given, options);
  const write = Object.hasOwn(writers, values.to ?? "") ? writers[values.to ?? ""] : undefined;
  if (!write) throw new UsageError(`--to is ${values.to ?? "missing"}; it can be ${Object.keys(writers).join(", ")}`);
  const opened = await openInvoice(positionals);
  if ("exit" in opened) return opened.exit;
  const { bytes, violations, keepsUnmapped = false } = write(opened.invoice);
  await writeResult(values.output, bytes);
  const { unmapped } = opened.invoice;
  if (unmapped.length > 0 && !keepsUnmapped) {
    const rows = unmapped.map(({ path, value }) => [path, value.slice(0, 80)]);
    tell(
      `${unmapped.length} value(s) of the document have no place in the model:\n${toTable(["PLACE", "VALUE"], rows)}`,
    );
  }
  if (violations.length > 0)
    tell(`${values.to} has no room for ${violations.length} value(s):\n${toFindings(violations)}`);
  return violations.length > 0 || (unmapped.length > 0 && !keepsUnmapped) ? 1 : 0;
}
