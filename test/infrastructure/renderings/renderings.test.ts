import { afterEach, describe, expect, it } from "vitest";
import type { RenderingOrder } from "../../../src/application/document-ports.js";
import { extractInvoiceXml } from "../../../src/formats/pdf/extract-invoice-xml.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { openRenderings, type RenderingsOptions } from "../../../src/infrastructure/renderings/renderings.js";
import { renderHtml } from "../../../src/rendering/render-html.js";
import { renderPdf } from "../../../src/rendering/render-pdf.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";
import { silentLog } from "../../setup/silent-log.js";

const closing: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

const open = async (options: Partial<RenderingsOptions> = {}) => {
  const renderings = await openRenderings({ log: silentLog, threads: 1, ...options });
  closing.push(() => renderings.close());
  return renderings;
};

const createdAt = "2026-03-02T12:00:00.000Z";
const anOrder = (overrides: Partial<RenderingOrder> = {}): RenderingOrder => ({
  key: JSON.stringify(overrides),
  invoice: anInvoice(),
  format: "HTML",
  language: "en",
  createdAt,
  ...overrides,
});

/** Takes several seconds as PDF. */
const enormous = anInvoice({ lines: Array.from({ length: 6_000 }, () => anInvoiceLine()) });

const xmlIn = (outcome: object): Uint8Array => {
  const xml = "bytes" in outcome ? extractInvoiceXml(outcome.bytes as Uint8Array) : undefined;
  if (!xml || "violations" in xml) throw new Error(JSON.stringify(xml ?? outcome));
  return xml.bytes;
};

describe("copies for people made on threads", () => {
  it("are those that are made anywhere else", async () => {
    const renderings = await open();

    const html = await renderings.render(anOrder({ language: "de" }));
    const pdf = await renderings.render(anOrder({ format: "PDF", language: "ar" }));

    const expected = [
      Buffer.from(renderHtml(anInvoice(), { language: "de" })),
      await renderPdf(anInvoice(), { language: "ar", createdAt: new Date(createdAt) }),
    ];
    expect([html, pdf].map((outcome) => "bytes" in outcome && Buffer.from(outcome.bytes))).toEqual(
      expected.map((bytes) => Buffer.from(bytes)),
    );
  });

  it("carry the XML that was sent, also when it was sent inside a PDF", async () => {
    const renderings = await open();
    const { bytes } = writeCii(anInvoice());
    const xml = { fileName: "factur-x.xml", bytes, mediaType: "text/xml" };
    const hybrid = await renderPdf(anInvoice(), { createdAt: new Date(0), xml });
    const cii = { format: "CII", mediaType: "application/xml", fileName: "cii.xml", bytes } as const;
    const facturx = { format: "FACTURX", mediaType: "application/pdf", fileName: "i.pdf", bytes: hybrid } as const;

    for (const document of [cii, facturx]) {
      const outcome = await renderings.render(anOrder({ key: document.format, format: "PDF", document }));

      expect(Buffer.compare(xmlIn(outcome), bytes)).toBe(0);
    }
  });

  it("are given up when they take too long, and the next one is made", async () => {
    const renderings = await open({ timeLimitMs: 1_500 });
    await renderings.render(anOrder());

    const slow = await renderings.render(anOrder({ invoice: enormous, format: "PDF" }));
    const next = await renderings.render(anOrder({ language: "fr" }));

    expect(slow).toEqual({ unanswered: "TOO_SLOW", why: "it took more than 1500 ms" });
    expect(next).toHaveProperty("bytes");
  });

  it("are turned away when too many wait", async () => {
    const renderings = await open({ mostWaiting: 2 });
    await renderings.render(anOrder());

    const outcomes = await Promise.all(
      ["de", "fr", "nl", "it", "es"].map((language) => renderings.render(anOrder({ language }))),
    );

    expect(outcomes.map((outcome) => ("bytes" in outcome ? "made" : outcome.unanswered))).toEqual([
      "made",
      "made",
      "made",
      "BUSY",
      "BUSY",
    ]);
  });

  it("are made once for all who ask at the same time", async () => {
    const renderings = await open({ mostWaiting: 1 });

    const outcomes = await Promise.all(Array.from({ length: 20 }, () => renderings.render(anOrder())));

    expect(new Set(outcomes.map((outcome) => "bytes" in outcome && Buffer.from(outcome.bytes).toString())).size).toBe(
      1,
    );
  });

  it("are kept, so that asking again makes nothing", async () => {
    const renderings = await open();
    const made = await renderings.render(anOrder());

    await renderings.close();

    expect(await renderings.render(anOrder())).toEqual(made);
    expect(await renderings.render(anOrder({ language: "de" }))).toMatchObject({ unanswered: "CLOSED" });
  });

  it.each([
    ["AT", "de"],
    ["FR", "fr"],
    ["sa", "ar"],
    ["BE", "en"],
    ["CH", "en"],
    ["MY", "en"],
    ["", "en"],
  ])("speak to a reader in %j in %s", async (country, language) => {
    expect((await open()).languageOf(country)).toBe(language);
  });
});
