import { parentPort } from "node:worker_threads";
import type { RenderingOrder } from "../../application/document-ports.js";
import { extractInvoiceXml } from "../../formats/pdf/extract-invoice-xml.js";
import { isPdf } from "../../formats/pdf/pdf-file.js";
import { renderHtml } from "../../rendering/render-html.js";
import { type AttachedXml, renderPdf } from "../../rendering/render-pdf.js";

// Started as a thread and as nothing else; the pool is on the other side. A rejection ends the thread, and with it the
// order: the pool says so and starts another.
parentPort?.on("message", (order: RenderingOrder) => void render(order).then(answer));
parentPort?.postMessage({ ready: true });

function answer(bytes: Uint8Array): void {
  parentPort?.postMessage({ answer: bytes });
}

async function render(order: RenderingOrder): Promise<Uint8Array> {
  const { invoice, format, language, createdAt, verificationUrl } = order;
  const options = { language, ...(verificationUrl !== undefined && { verificationUrl }) };
  if (format === "HTML") return Buffer.from(renderHtml(invoice, options), "utf8");
  const xml = xmlOf(order);
  return renderPdf(invoice, { ...options, createdAt: new Date(createdAt), ...(xml && { xml }) });
}

/** The bytes as they were sent or received; of a hybrid document, those of the XML in it. */
function xmlOf({ document }: RenderingOrder): AttachedXml | undefined {
  if (!document) return undefined;
  const { fileName, bytes } = document;
  if (!isPdf(bytes)) return { fileName, bytes, mediaType: "application/xml" };
  const xml = extractInvoiceXml(bytes);
  return "violations" in xml ? undefined : { ...xml, mediaType: "application/xml" };
}
