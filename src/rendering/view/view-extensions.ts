import type { Extensions } from "../../domain/invoice.js";
import type { Block, Cell, CellLine, Fact, Phrasing } from "./invoice-view.js";
import { factOf } from "./phrasing.js";

interface Entry {
  readonly system: string;
  readonly key: string;
  readonly value: string;
}

/** What only one system asks for, as a table for each system. */
export const viewExtensions = (phrasing: Phrasing, extensions: Extensions = {}): Block[] =>
  Object.keys(extensions).flatMap((system) => {
    const rows = entriesOf({ [system]: extensions[system] ?? {} }).map(({ key, value }): Cell[] => [
      [{ values: [phrasing.text(undefined, key)], tone: "detail" }],
      [{ values: [phrasing.text(undefined, value)] }],
    ]);
    if (rows.length === 0) return [];
    return [
      {
        kind: "table",
        title: `${phrasing.label("extension")} ${phrasing.text(undefined, system).text}`,
        group: "",
        columns: [
          { label: phrasing.label("key"), isWide: true },
          { label: phrasing.label("value"), isWide: true },
        ],
        rows,
      },
    ];
  });

/** The same beside the facts of a party or a payment. */
export const extensionFacts = (phrasing: Phrasing, extensions: Extensions = {}): Fact[] =>
  entriesOf(extensions).flatMap((entry) => factOf(labelOf(phrasing, entry), phrasing.text(undefined, entry.value)));

/** The same as details of a cell. */
export const extensionLines = (phrasing: Phrasing, extensions: Extensions = {}): CellLine[] =>
  entriesOf(extensions).map((entry) => ({
    label: labelOf(phrasing, entry),
    values: [phrasing.text(undefined, entry.value)],
    tone: "detail",
  }));

const labelOf = (phrasing: Phrasing, { system, key }: Entry): string =>
  phrasing.text(undefined, `${system} ${key}`).text;

const entriesOf = (extensions: Extensions): readonly Entry[] =>
  Object.entries(extensions).flatMap(([system, values]) =>
    flatten(values, "").map(([key, value]) => ({ system, key, value })),
  );

/** Every value with the path to it: `shipping.incoterms`, `forms.1` for the first of a list. */
const flatten = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
  const entries = Array.isArray(value)
    ? value.map((member: unknown, index) => [String(index + 1), member] as const)
    : Object.entries(value);
  return entries.flatMap(([key, member]) => flatten(member, path === "" ? key : `${path}.${key}`));
};
