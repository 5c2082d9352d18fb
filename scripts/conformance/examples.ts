import type { Invoice } from "../../src/domain/invoice.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { readDocument } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { compileXsd } from "../../src/infrastructure/rule-packs/xsd.js";
import { filesIn, parse, readBytes, tell } from "./material.js";

export interface Example {
  readonly file: string;
  readonly syntax: "UBL" | "CII";
  readonly bytes: Uint8Array;
  readonly invoice: Invoice;
}

const folders = [
  "en16931/ubl/examples",
  "en16931/test/testfiles",
  "en16931/cii/examples",
  "peppol-bis-3/rules/examples",
  "peppol-bis-3/rules/national-examples",
];

/** Every official example that can be read; the others are named. */
export function readExamples(): { readonly examples: readonly Example[]; readonly total: number } {
  const files = folders.flatMap((folder) => filesIn(folder, ".xml"));
  const examples = files.flatMap((file): Example[] => {
    const bytes = readBytes(file);
    const reading = readDocument({ bytes });
    if ("invoice" in reading) return [{ file, bytes, ...reading }];
    tell(
      `examples: ${file} is not read: ${reading.violations.map(({ rule, message }) => `${rule} ${message}`).join("; ")}`,
    );
    return [];
  });
  tell(`examples: ${examples.length} of ${files.length} are read`);
  return { examples, total: files.length };
}

const write = (invoice: Invoice, syntax: Example["syntax"]) => (syntax === "UBL" ? writeUbl : writeCii)(invoice);

/** Written again and read again it says the same, but for what reading it has listed as unmapped. */
export const isLossless = ({ invoice, syntax, file }: Example): boolean => {
  const { bytes, violations } = write(invoice, syntax);
  const again = readDocument({ bytes });
  const isSame =
    violations.length === 0 &&
    "invoice" in again &&
    JSON.stringify(sorted(again.invoice)) === JSON.stringify(sorted({ ...invoice, unmapped: [] }));
  if (!isSame) tell(`examples: ${file} is not the same after it was written and read again`);
  return isSame;
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
};

const schemas = {
  Invoice: { folder: "ubl-2.1/xsdrt", file: "maindoc/UBL-Invoice-2.1.xsd" },
  CreditNote: { folder: "ubl-2.1/xsdrt", file: "maindoc/UBL-CreditNote-2.1.xsd" },
  CrossIndustryInvoice: {
    folder: "en16931/cii-schema/uncoupled clm/CII/uncefact",
    file: "data/standard/CrossIndustryInvoice_100pD16B.xsd",
  },
} as const;

/** How many of the examples are valid against the schema of their syntax after we have written them again. */
export function countXsdValid(examples: readonly Example[]): number {
  const compiled = new Map(
    Object.entries(schemas).map(([root, { folder, file }]) => {
      const files = filesIn(folder, ".xsd").map((path) => [path.slice(folder.length + 1), readBytes(path)] as const);
      return [root, compileXsd(new Map(files), file)];
    }),
  );
  const valid = examples.filter(({ invoice, syntax, file }) => {
    const { bytes } = write(invoice, syntax);
    const root = parse(bytes, file);
    const faults = compiled.get(root.name)?.validate({ bytes, root }) ?? [];
    for (const { message, xpath } of faults) tell(`examples: ${file} as we write it: ${xpath}: ${message}`);
    return faults.length === 0;
  });
  for (const schema of compiled.values()) schema.dispose();
  tell(`examples: ${valid.length} of ${examples.length} are valid as we write them`);
  return valid.length;
}
