import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Extensions, Invoice } from "../../src/domain/invoice.js";
import { renderHtml } from "../../src/rendering/render-html.js";
import { renderPdf } from "../../src/rendering/render-pdf.js";
import { viewInvoice } from "../../src/rendering/view/view-invoice.js";
import { languages } from "../../src/rendering/words/language.js";
import { labelIn } from "../../src/rendering/words/labels.js";
import { anInvoice, anInvoiceLine } from "../builders/an-invoice.js";
import { anInvoiceWithAdditions } from "../builders/an-invoice-with-additions.js";
import { expectedValues } from "./expected-values.js";
import { withEveryText } from "./leaves.js";
import { readPdf, withoutSpace } from "./read-pdf.js";
import { visibleText } from "./visible-text.js";

const createdAt = new Date("2026-03-02T12:00:00Z");

/** The names of every field of the model, as its source has them. */
const fieldsOfModel = (): readonly string[] => {
  const domain = new URL("../../src/domain/", import.meta.url);
  const parts = readdirSync(new URL("invoice/", domain)).map((name) => `invoice/${name}`);
  const text = ["invoice.ts", ...parts].map((name) => readFileSync(new URL(name, domain), "utf8")).join("\n");
  return [...new Set(Array.from(text.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name]) => name ?? ""))];
};

const keysIn = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null
    ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysIn)]
    : [];

/** A text that stands nowhere else, for every field of the model that is a text of its own. */
const marked = (invoice: Invoice) => {
  const markers = new Map<string, string>();
  const withMarkers = withEveryText(invoice, ({ path }) => {
    const marker = `m${markers.size}m`;
    markers.set(path, marker);
    return path.endsWith("base64") ? "ZGF5" : marker;
  });
  return { invoice: withMarkers, markers: [...markers].filter(([path]) => !path.endsWith("base64")) };
};

describe("what the model has beside EN 16931", () => {
  it("stands with all the rest in the invoice of these tests", () => {
    const keys = new Set(keysIn(anInvoiceWithAdditions()));

    expect(fieldsOfModel().filter((field) => !keys.has(field))).toEqual([]);
  });

  it("is shown field by field", () => {
    const { invoice, markers } = marked(anInvoiceWithAdditions());

    const text = visibleText(renderHtml(invoice));

    expect(markers.filter(([, marker]) => !text.includes(marker))).toEqual([]);
  });

  it.each(languages)("is shown in %s as the language writes it", (language) => {
    const invoice = anInvoiceWithAdditions();

    const text = visibleText(renderHtml(invoice, { language }));

    expect(expectedValues(invoice, language).filter((leaf) => !text.includes(leaf.text))).toEqual([]);
  });

  it("is shown in the PDF as well", async () => {
    const invoice = anInvoiceWithAdditions();

    const text = readPdf(await renderPdf(invoice, { createdAt })).pages.join("");

    const missing = expectedValues(invoice, "en").filter((leaf) => !text.includes(withoutSpace(leaf.text)));
    expect(missing).toEqual([]);
  });

  it("has a label of its own for each kind of it", () => {
    const text = visibleText(renderHtml(anInvoiceWithAdditions(), { language: "de" }));

    const labels = [
      "installments",
      "prepayments",
      "otherTaxes",
      "correction",
      "linesBefore",
      "additionalData",
    ] as const;
    for (const label of labels) expect(text).toContain(labelIn("de", label));
    for (const word of ["Weitere Partei", "Factor", "Frachtführer", "Quellensteuer", "Vorher und nachher"])
      expect(text).toContain(word);
  });

  it("leaves nothing behind when it is not there", () => {
    const titles = viewInvoice(anInvoice(), {}).blocks.flatMap((block) => ("title" in block ? [block.title] : []));

    expect(titles).toEqual(["Lines", "VAT breakdown", "Totals", "Payment", "Electronic document"]);
  });
});

describe("sub-lines", () => {
  const part = (id: string, subLines: Invoice["lines"] = []) => anInvoiceLine({ id, subLines });
  const invoice = anInvoice({ lines: [part("1", [part("1.1", [part("1.1.1")]), part("1.2")]), part("2")] });

  it("follow their line, set in by level", () => {
    const table = viewInvoice(invoice, {}).blocks.find((block) => block.kind === "table" && block.title === "Lines");

    const rows = table?.kind === "table" ? table.rows : [];
    expect(rows.map(([id, item]) => [id?.[0]?.values[0]?.text, item?.[0]?.indent ?? 0])).toEqual([
      ["1", 0],
      ["1.1", 1],
      ["1.1.1", 2],
      ["1.2", 1],
      ["2", 0],
    ]);
  });

  it("are set in from the start of the line in HTML", () => {
    const paddings = [...renderHtml(invoice).matchAll(/padding-inline-start: (\d+)em/g)].map(([, level]) => level);

    expect(paddings).toEqual(["1", "2", "1"]);
  });
});

describe("extensions", () => {
  const shown = (extensions: Extensions): string => visibleText(renderHtml(anInvoice({ extensions })));

  it("are a table for each system, with the path to every value", () => {
    const text = shown({ ksef: { flags: { cash: true }, codes: ["GTU_01", "GTU_02"] }, zatca: { count: 3 } });

    expect(text).toContain("Data of the system ksef");
    expect(text).toContain("Data of the system zatca");
    for (const pair of ["flags.cashtrue", "codes.1GTU_01", "codes.2GTU_02", "count3"]) expect(text).toContain(pair);
  });

  it("without values are not shown", () => {
    expect(shown({ ksef: {}, zatca: { empty: null } })).not.toContain("Data of the system");
  });

  it("let no key become markup", () => {
    const page = renderHtml(anInvoice({ extensions: { "<b>": { "<i>": "<u>" } } }));

    expect(page).not.toMatch(/<[biu]>/);
  });
});
