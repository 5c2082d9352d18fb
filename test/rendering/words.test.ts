import { describe, expect, it } from "vitest";
import { codeWordRows } from "../../src/rendering/words/code-words.js";
import { base64Size, formatDate, formatDecimal, formatPercentage } from "../../src/rendering/words/format-value.js";
import { labelRows } from "../../src/rendering/words/labels.js";
import { languages, wordIn } from "../../src/rendering/words/language.js";

describe("the words of a rendering", () => {
  it("exist in every language for every label and every code", () => {
    const rows = [...Object.values(labelRows), ...codeWordRows];

    const incomplete = rows.filter(
      (row) => row.split("|").length !== languages.length || languages.some((language) => wordIn(row, language) === ""),
    );
    expect(incomplete).toEqual([]);
  });

  it("are Arabic in Arabic", () => {
    const foreign = Object.values(labelRows).filter((row) => !/\p{Script=Arabic}/u.test(wordIn(row, "ar")));
    expect(foreign).toEqual([]);
  });
});

describe("a formatted value", () => {
  it.each([
    ["en", "1234567.80", "1,234,567.80"],
    ["de", "1234567.80", "1.234.567,80"],
    ["fr", "1234567.80", "1\u00a0234\u00a0567,80"],
    ["ar", "-1234.5", "\u22121,234.5"],
    ["en", "999", "999"],
    ["en", "-100", "\u2212100"],
    ["nl", "999999999999999999.0123456789", "999.999.999.999.999.999,0123456789"],
    ["en", "twelve", "twelve"],
  ] as const)("keeps every digit of an amount in %s: %s", (language, value, expected) => {
    expect(formatDecimal(language, value)).toBe(expected);
  });

  it("writes days and percentages as the language does", () => {
    expect(formatDate("en", "2026-03-02")).toBe("2 Mar 2026");
    expect(formatDate("de", "2026-03-02")).toBe("02.03.2026");
    expect(formatDate("nl", "2026-12-31")).toBe("31-12-2026");
    expect(formatDate("de", "soon")).toBe("soon");
    expect(formatPercentage("de", "7.5")).toBe("7,5\u00a0%");
    expect(formatPercentage("en", "21")).toBe("21%");
  });

  it.each([0, 1, 2, 3, 4, 1000])("knows that a file has %i bytes", (size) => {
    expect(base64Size(Buffer.alloc(size).toString("base64"))).toBe(size);
  });
});
