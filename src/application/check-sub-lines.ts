import type { InvoiceDraft, InvoiceLineDraft } from "../domain/draft-invoice.js";
import { deepestSubLines } from "../domain/rules/sub-line-rules.js";
import type { RuleViolation } from "../domain/validation.js";

/** The first sub-line that lies too deep. Goes level by level: a recursion would end where such content should. */
export function checkSubLines({ lines, correction }: InvoiceDraft): RuleViolation[] {
  let level = [...at(lines, ["lines"]), ...at(correction?.linesBefore, ["correction", "linesBefore"])];
  for (let depth = 0; depth < deepestSubLines; depth += 1) level = level.flatMap(below);
  const tooDeep = level.flatMap(below)[0];
  if (!tooDeep) return [];
  const message = `Sub-line ${tooDeep.line.id} is ${deepestSubLines + 1} levels below its line; ${deepestSubLines} are possible`;
  return [{ rule: "GW-SUB-01", ruleset: "GATEWAY", severity: "FATAL", message, path: tooDeep.path }];
}

interface PlacedLine {
  readonly line: InvoiceLineDraft;
  readonly path: readonly string[];
}

const at = (lines: readonly InvoiceLineDraft[] = [], path: readonly string[]): PlacedLine[] =>
  lines.map((line, index) => ({ line, path: [...path, String(index)] }));

const below = ({ line, path }: PlacedLine): PlacedLine[] => at(line.subLines, [...path, "subLines"]);
