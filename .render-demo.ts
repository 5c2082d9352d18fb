import { renderPdf } from "/work/main/src/rendering/render-pdf.js";
import { renderHtml } from "/work/main/src/rendering/render-html.js";
import { aCompleteInvoice } from "/work/main/test/builders/a-complete-invoice.js";
import { anInvoice, anInvoiceLine } from "/work/main/test/builders/an-invoice.js";
const lines = (n: number) => Array.from({ length: n }, (_, i) => anInvoiceLine({ id: String(i + 1), quantity: String(1 + (i % 7)), netAmount: `${1000 + i}.50`, item: process.env["PLAIN"] ? {name: `Article ${i} of many`, classifications: [], attributes: []} : { ...aCompleteInvoice().lines[0]!.item, name: `Article ${i} of many`, attributes: [] } }));
for (const n of [20, 20, 200, 2000]) {
  const invoice = anInvoice({ lines: lines(n) });
  let t = performance.now(); const html = renderHtml(invoice); const h = performance.now() - t;
  t = performance.now(); const pdf = await renderPdf(invoice, { createdAt: new Date(0) });
  console.log(n, "html", h.toFixed(1), html.length, "pdf", (performance.now() - t).toFixed(0), pdf.length, "rss", (process.memoryUsage().rss / 1e6).toFixed(0));
}
