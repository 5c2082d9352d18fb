import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CodeListName } from "../../src/domain/code-lists/code-lists.js";
import { codesOf } from "../../src/domain/code-lists/code-lists.js";
import { checkInvoice } from "../../src/domain/rules/check-invoice.js";
import { isBlocking } from "../../src/domain/validation.js";
import { readUbl } from "../../src/formats/ubl/read-ubl.js";

const shared = join(import.meta.dirname, "../../../shared/invoices");
const isThere = existsSync(shared);
const skipped = isThere ? "" : " (skipped: the official data is not at ../shared)";

/** Breaks BR-06 by the official rules too. */
const invalid = "GR-base-example-TaxRepresentative.xml";

const documents = (): string[] =>
  ["en16931/ubl/examples/*.{xml,XML}", "en16931/test/testfiles/*.xml", "peppol-bis-3/rules/**/*.xml"]
    .flatMap((pattern) => globSync(join(shared, pattern)))
    .filter((file) => !file.endsWith(invalid))
    .filter((file) =>
      /^\s*(<\?[^>]*>|<!--[^]*?-->|\s)*<(\w+:)?(Invoice|CreditNote)[\s>]/.test(readFileSync(file, "utf8")),
    );

describe.skipIf(!isThere)(`official documents${skipped}`, () => {
  it("break no rule that blocks", () => {
    const files = documents();
    expect(files.length).toBeGreaterThan(50);

    const findings = files.flatMap((file) => {
      const reading = readUbl(readFileSync(file));
      const violations = "invoice" in reading ? checkInvoice(reading.invoice) : reading.violations;
      return violations.filter(isBlocking).map(({ rule, message }) => `${file}: ${rule} ${message}`);
    });

    expect(findings).toEqual([]);
  });
});

describe.skipIf(!isThere)(`official code lists${skipped}`, () => {
  it.each<[CodeListName, string]>([
    ["noteSubjects", "BR-CL-08"],
    ["currencies", "BR-CL-05"],
    ["identifierSchemes", "BR-CL-26"],
    ["countries", "BR-CL-15"],
    ["vatCategories", "BR-CL-18"],
    ["exemptionReasons", "BR-CL-22"],
    ["units", "BR-CL-23"],
    ["addressSchemes", "BR-CL-25"],
  ])("%s hold what %s allows", (list, rule) => {
    const file = join(shared, "en16931/codelists/brcl-ubl.json");
    const published = JSON.parse(readFileSync(file, "utf8")) as Record<string, { readonly codes: readonly string[] }>;

    expect(Array.from(codesOf(list)).toSorted()).toEqual(published[rule]?.codes.toSorted());
  });
});
