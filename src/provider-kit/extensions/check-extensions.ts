import type { z } from "zod";
import type { InvoiceDraft, InvoiceLineDraft } from "../../domain/draft-invoice.js";
import type { Extensions } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import type { ExtensionAnchor, SystemExtensions } from "./system-extensions.js";

interface Place {
  readonly anchor: ExtensionAnchor;
  readonly extensions: Extensions;
  readonly path: readonly string[];
}

/** Everything in the extensions of an invoice that its system does not allow, with the path into the invoice. */
export function checkExtensions(systems: readonly SystemExtensions[], invoice: InvoiceDraft): RuleViolation[] {
  return placesIn(invoice).flatMap(({ anchor, extensions, path }) =>
    Object.entries(extensions).flatMap(([system, value]) => {
      const shape = systems.find((declared) => declared.system === system)?.[anchor];
      const own = [...path, "extensions", system];
      if (!shape) return [violation(own, `No provider of this gateway knows ${own.join(".")}`)];
      return shape.safeParse(value).error?.issues.map((issue) => toViolation(issue, own, value)) ?? [];
    }),
  );
}

function placesIn(invoice: InvoiceDraft): Place[] {
  const { seller, buyer, lines, payment, vatBreakdown = [], correction } = invoice;
  const place = (
    anchor: ExtensionAnchor,
    thing: { readonly extensions?: Extensions } | undefined,
    path: readonly string[],
  ): Place[] => (thing?.extensions ? [{ anchor, extensions: thing.extensions, path }] : []);
  const placesOfLines = (some: readonly InvoiceLineDraft[] = [], path: readonly string[]): Place[] =>
    some.flatMap((line, index) => {
      const own = [...path, String(index)];
      return [...place("line", line, own), ...placesOfLines(line.subLines, [...own, "subLines"])];
    });
  return [
    ...place("invoice", invoice, []),
    ...place("party", seller, ["seller"]),
    ...place("party", buyer, ["buyer"]),
    ...place("payment", payment, ["payment"]),
    ...vatBreakdown.flatMap((entry, index) => place("tax", entry, ["vatBreakdown", String(index)])),
    ...placesOfLines(lines, ["lines"]),
    ...placesOfLines(correction?.linesBefore, ["correction", "linesBefore"]),
  ];
}

function toViolation({ path, message }: z.core.$ZodIssue, own: readonly string[], value: unknown): RuleViolation {
  const inside = path.map(String);
  const found = inside.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);
  const name = [...own.slice(own.lastIndexOf("extensions")), ...inside].join(".");
  return violation([...own, ...inside], `${name} is ${JSON.stringify(found) ?? "missing"}: ${message}`);
}

const violation = (path: readonly string[], message: string): RuleViolation => ({
  rule: "GW-EXT-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message,
  path,
});
