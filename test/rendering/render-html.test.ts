import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/rendering/render-html.js";
import { languages } from "../../src/rendering/words/language.js";
import { aCompleteInvoice } from "../builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "../builders/an-invoice.js";
import { anyInvoice } from "../builders/any-invoice.js";
import { expectedValues } from "./expected-values.js";
import { withEveryText } from "./leaves.js";
import { visibleText } from "./visible-text.js";

const hostile = `<script>alert(1)</script>"' onload='x' ]]> --> &amp; </style></bdi><!-- \u202Etxet\u2066`;

const tagsOf = (page: string): readonly string[] => page.match(/<[^>]*>/g) ?? [];

describe("an invoice as HTML", () => {
  it.each(languages)("shows every value of the invoice in %s", (language) => {
    const invoice = aCompleteInvoice({ unmapped: [{ path: "/Invoice/Odd", value: "left over" }] });

    const text = visibleText(renderHtml(invoice, { language }));

    const missing = expectedValues(invoice, language).filter((leaf) => !text.includes(leaf.text));
    expect(missing).toEqual([]);
  });

  it("shows every value of any invoice", () => {
    fc.assert(
      fc.property(fc.constantFrom("INVOICE" as const, "CREDIT_NOTE" as const).chain(anyInvoice), (invoice) => {
        const text = visibleText(renderHtml(invoice));
        return expectedValues(invoice, "en").every((leaf) => text.includes(leaf.text));
      }),
      { numRuns: 60 },
    );
  });

  it("names the business term of every value", () => {
    const page = renderHtml(aCompleteInvoice());

    const named = new Set([...page.matchAll(/data-term="(BT-\d+)"/g)].map(([, term]) => term));
    const standard = Array.from({ length: 165 }, (_, index) => `BT-${index + 1}`).filter((term) => term !== "BT-4");
    expect(standard.filter((term) => !named.has(term))).toEqual([]);
  });

  it("lets no value become markup, wherever it stands", () => {
    const invoice = aCompleteInvoice({ unmapped: [{ path: "p", value: "v" }] });

    const page = renderHtml(
      withEveryText(invoice, () => hostile),
      { source: hostile },
    );
    const harmless = renderHtml(
      withEveryText(invoice, () => "harmless"),
      { source: "harmless" },
    );

    expect(tagsOf(page)).toEqual(tagsOf(harmless));
  });

  it("shows characters that force a direction by their code point", () => {
    const page = renderHtml(anInvoice({ buyerReference: "invoice\u202Efdp.exe" }));

    expect(page).toContain("invoice[U+202E]fdp.exe");
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it("leaves out groups the invoice does not have", () => {
    const { payment: _payment, dueDate: _dueDate, buyerReference: _reference, ...rest } = anInvoice({ lines: [] });

    const page = renderHtml({ ...rest, vatBreakdown: [] });

    expect(page).not.toMatch(/undefined|<dl[^>]*><\/dl>|\[object/);
    for (const group of ["BG-1", "BG-3", "BG-10", "BG-11", "BG-13", "BG-16", "BG-20", "BG-23", "BG-24"]) {
      expect(page).not.toContain(`data-group="${group}`);
    }
  });

  it("says in the reader's language that it is not the legal original", () => {
    expect(renderHtml(anInvoice(), { language: "de-AT" })).toContain("Nicht das rechtliche Original");
    expect(renderHtml(anInvoice(), { language: "tlh" })).toContain("Not the legal original");
  });

  it("runs from right to left in Arabic, with every value in its own direction", () => {
    const page = renderHtml(anInvoice(), { language: "ar" });

    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('<bdi data-term="BT-27" title="BT-27">Meubelmakerij Leie bv</bdi>');
    expect(page).not.toMatch(/(margin|padding|border)-(left|right)|text-align: (left|right)/);
  });

  it("says in words what codes mean and keeps the code", () => {
    const text = visibleText(renderHtml(anInvoice({ kind: "CREDIT_NOTE", typeCode: "381" }), { language: "fr" }));

    expect(text).toContain("Avoir (381)");
    expect(text).toContain("Taux normal (S)");
    expect(text).toContain("Virement (30)");
    expect(text).toContain("pièce (C62)");
    expect(text).toContain("Belgique (BE)");
  });

  it("lists attached files without carrying them", () => {
    const base64 = Buffer.alloc(123_456, 7).toString("base64");
    const attachments = [{ reference: "T", content: { fileName: "t.pdf", mimeCode: "application/pdf", base64 } }];

    const page = renderHtml(anInvoice({ attachments }));

    expect(visibleText(page)).toContain("application/pdf · 123,456 bytes");
    expect(page.length).toBeLessThan(40_000);
  });

  it("grows by the line, not faster", () => {
    const lengthOf = (count: number) =>
      renderHtml(anInvoice({ lines: Array.from({ length: count }, () => anInvoiceLine()) })).length;

    expect(lengthOf(2000) - lengthOf(1000)).toBe(lengthOf(1000) - lengthOf(0));
  });
});
