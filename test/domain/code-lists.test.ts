import { describe, expect, it } from "vitest";
import { codesOf, isCodeOf } from "../../src/domain/code-lists/code-lists.js";

describe("code lists", () => {
  it.each([
    ["invoiceTypes", 50],
    ["creditNoteTypes", 13],
    ["currencies", 178],
    ["countries", 251],
    ["units", 2162],
    ["addressSchemes", 104],
    ["identifierSchemes", 243],
    ["exemptionReasons", 88],
    ["vatCategories", 10],
    ["paymentMeans", 84],
    ["mimeTypes", 6],
  ] as const)("%s holds %i codes", (list, size) => {
    expect(codesOf(list).size).toBe(size);
  });

  it("tells invoices from credit notes", () => {
    expect(isCodeOf("invoiceTypes", "380")).toBe(true);
    expect(isCodeOf("creditNoteTypes", "380")).toBe(false);
    expect(isCodeOf("creditNoteTypes", "381")).toBe(true);
  });

  it("takes a code as it is written", () => {
    expect(isCodeOf("currencies", "EUR")).toBe(true);
    expect(isCodeOf("currencies", "eur")).toBe(false);
    expect(isCodeOf("units", "")).toBe(false);
  });
});
