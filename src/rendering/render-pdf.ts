import type { Invoice } from "../domain/invoice.js";
import { drawBlock, drawClosing, drawHeader } from "./pdf/draw-blocks.js";
import { drawVerification } from "./pdf/draw-verification.js";
import { Sheet } from "./pdf/sheet.js";
import { linesOf, segmentOf, styles } from "./pdf/text-styles.js";
import type { InvoiceView } from "./view/invoice-view.js";
import type { ViewOptions } from "./view/view-invoice.js";
import { viewInvoice } from "./view/view-invoice.js";
import { labelIn } from "./words/labels.js";

/** The electronic document a rendering shows, to travel inside it. */
export interface AttachedXml {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** `text/xml` or `application/xml`. */
  readonly mediaType: string;
}

export interface PdfOptions extends ViewOptions {
  /** The moment the file claims to be made; the same invoice, options and moment give the same bytes. */
  readonly createdAt: Date;
  readonly xml?: AttachedXml;
}

/**
 * The invoice as a tagged PDF in the PDF/A-3b profile, with the XML as an associated file of relationship `Source`.
 * Characters the embedded font lacks are shown as □ and a remark says so.
 */
export const renderPdf = async (invoice: Invoice, options: PdfOptions): Promise<Uint8Array> => {
  const view = viewInvoice(invoice, options);
  const sheet = new Sheet({
    title: `${view.kind} ${view.number.text}`,
    language: view.language,
    direction: view.direction,
    createdAt: options.createdAt,
  });
  drawHeader(sheet, view);
  for (const block of view.blocks) drawBlock(sheet, block);
  if (view.verification !== undefined) drawVerification(sheet, view.verification);
  const remarks = [view.markReason, ...(sheet.hasMissingSigns ? [labelIn(view.language, "unprintable")] : [])];
  drawClosing(sheet, view, remarks);
  if (options.xml !== undefined) attach(sheet, options.xml, options.createdAt, view.kind);
  return await sheet.finish((page, pages, y) => drawFooter(sheet, view, `${page} / ${pages}`, y));
};

const attach = (sheet: Sheet, { fileName, bytes, mediaType }: AttachedXml, createdAt: Date, description: string) => {
  const file = {
    name: fileName,
    type: mediaType,
    description,
    relationship: "Source",
    creationDate: createdAt,
    modifiedDate: createdAt,
  };
  sheet.document.file(Buffer.from(bytes), file);
};

const drawFooter = (sheet: Sheet, view: InvoiceView, pageNumber: string, y: number) => {
  const numberWidth = 70;
  const title = segmentOf(sheet, `${view.kind} ${view.number.text}`, styles.smallSoft);
  const mark = segmentOf(sheet, view.mark, styles.smallSoft);
  const [line] = linesOf(sheet, [mark, { text: " · ", style: styles.smallSoft }, title], sheet.width - numberWidth);
  const [number] = linesOf(sheet, [segmentOf(sheet, pageNumber, styles.smallSoft)], numberWidth);
  sheet.mark(undefined, "Artifact", () => {
    if (line !== undefined) sheet.drawLine(line, 0, y, sheet.width - numberWidth, "start");
    if (number !== undefined) sheet.drawLine(number, sheet.width - numberWidth, y, numberWidth, "end");
  });
};
