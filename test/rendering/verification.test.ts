import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/rendering/render-html.js";
import { renderPdf } from "../../src/rendering/render-pdf.js";
import { anInvoice } from "../builders/an-invoice.js";
import { readCode, readHtmlCode } from "./read-code.js";
import { objectsOf, readPdf } from "./read-pdf.js";

const verificationUrl = "https://portal.example/F9D425P6DS7D8IU/share/LIJAF97HJJKH8298KHADH09908570FDKK9S2LSIUHB377373";
const createdAt = new Date(0);

/** The code in the file; its modules are the only squares drawn in plain black. */
const readPdfCode = (bytes: Uint8Array): string => {
  const contents = [...objectsOf(Buffer.from(bytes)).values()].map(({ stream }) => stream?.toString("latin1") ?? "");
  const content = contents.find((drawn) => /\bFigure\b/.test(drawn)) ?? "";
  const figure = content.slice(content.indexOf("/Figure"), content.indexOf("EMC", content.indexOf("/Figure")));
  const modules = [...figure.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map((found) =>
    found.slice(1).map(Number),
  );
  const left = Math.min(...modules.map(([x = 0]) => x));
  const top = Math.min(...modules.map(([, y = 0]) => y));
  const side = 108;
  const border = 4 * (modules[0]?.[3] ?? 0);
  return readCode(
    modules.map(([x = 0, y = 0, width = 0, height = 0]) => ({
      x: x - left + border,
      y: y - top + border,
      width,
      height,
    })),
    side,
  );
};

describe("a copy of an invoice that can be verified", () => {
  it("shows the address as text and as a code that a camera reads, in HTML", () => {
    const page = renderHtml(anInvoice(), { verificationUrl });

    expect(page).toContain(`>${verificationUrl}</bdi>`);
    expect(readHtmlCode(page)).toBe(verificationUrl);
    expect(page.replace(verificationUrl, "")).not.toMatch(/<(img|link|script)|src=|href=|url\(/);
  });

  it.each(["en", "ar"])("shows the same in the PDF, in %s", async (language) => {
    const bytes = await renderPdf(anInvoice(), { createdAt, language, verificationUrl });

    const { pages, structureTypes } = readPdf(bytes);
    expect(pages.join("")).toContain(verificationUrl);
    expect(structureTypes.get("Figure")).toBe(1);
    expect(readPdfCode(bytes)).toBe(verificationUrl);
  });

  it("shows no code where there is nothing to verify", async () => {
    const { structureTypes } = readPdf(await renderPdf(anInvoice(), { createdAt }));

    expect(structureTypes.has("Figure")).toBe(false);
    expect(renderHtml(anInvoice())).not.toContain("<svg");
  });

  it("shows an address as text alone when no code could be read", async () => {
    const long = `https://portal.example/${"a".repeat(3_000)}`;

    const page = renderHtml(anInvoice(), { verificationUrl: long });
    const { pages, structureTypes } = readPdf(await renderPdf(anInvoice(), { createdAt, verificationUrl: long }));

    expect(page).toContain(long);
    expect(page).not.toContain("<svg");
    expect(pages.join("")).toContain("aaaa");
    expect(structureTypes.has("Figure")).toBe(false);
  });

  it("lets no address become markup", () => {
    const page = renderHtml(anInvoice(), { verificationUrl: `javascript:"'><script>alert(1)</script>` });

    expect(page).not.toContain("<script>");
    expect(page).not.toContain('href="javascript');
  });
});
