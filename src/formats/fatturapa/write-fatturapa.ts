import type { Invoice } from "../../domain/invoice.js";
import type { RuleViolation } from "../../domain/validation.js";
import { serializeXml } from "../../xml/serialize-xml.js";
import { summarise } from "./amounts.js";
import type { FatturaPaDetails, Transmission } from "./details.js";
import { FatturaWriting, from, namespace } from "./fattura-writing.js";
import { ascii, latin } from "./fields.js";
import { refuseWhatHasNoPlace } from "./no-place.js";
import { writeGeneralData } from "./write-general.js";
import { formatOf, recipientOf, writeHeader } from "./write-header.js";
import { writeGoodsAndServices } from "./write-lines.js";
import { writePayment } from "./write-payment.js";

export type FatturaPaDocument = { readonly bytes: Uint8Array } | { readonly violations: readonly RuleViolation[] };

/**
 * Writes an ordinary FatturaPA invoice, format 1.2 (schema 1.2.2), with one body; or says by term and path what it
 * cannot express. Format: https://www.fatturapa.gov.it/it/norme-e-regole/documentazione-fattura-elettronica/formato-fatturapa/
 */
export function writeFatturaPa(
  invoice: Invoice,
  details: FatturaPaDetails,
  transmission: Transmission,
): FatturaPaDocument {
  const to = new FatturaWriting();
  const { tree, violations } = to;
  const entries = summarise(invoice, details);
  const version = formatOf(recipientOf(invoice.buyer, details.buyer).code);
  tree.openElement({ namespace, prefix: "p", name: "FatturaElettronica" });
  tree.addAttribute({ namespace: "", prefix: "", name: "versione", value: version, origin: undefined });
  writeHeader(to, invoice, details, transmission);
  to.element("FatturaElettronicaBody", () => {
    writeGeneralData(to, invoice, details, entries);
    writeGoodsAndServices(to, invoice, entries);
    writePayment(to, invoice, details.payment, entries);
    writeAttachments(to, invoice);
  });
  tree.closeElement();
  refuseWhatHasNoPlace(to, invoice);
  return violations.length > 0 ? { violations } : { bytes: serializeXml(tree.finish()) };
}

function writeAttachments(to: FatturaWriting, { attachments }: Invoice): void {
  attachments.forEach(({ reference, description, content }, index) => {
    if (!content) return;
    const path = ["attachments", String(index)];
    const isNamed = reference === content.fileName;
    const words = [isNamed ? undefined : reference, description].filter(Boolean).join(": ");
    const extension = /\.([A-Za-z0-9]{1,10})$/.exec(content.fileName)?.[1]?.toUpperCase();
    to.element("Allegati", () => {
      to.needed("NomeAttachment", content.fileName, latin(60), from("BT-125", ...path, "content", "fileName"));
      to.text("FormatoAttachment", extension, ascii(10), from("BT-125", ...path, "content", "mimeCode"));
      to.text("DescrizioneAttachment", words || undefined, latin(100), from("BT-123", ...path, "description"));
      const anything = { holds: /^[A-Za-z0-9+/=\s]*$/, words: "base64" };
      to.needed("Attachment", content.base64, anything, from("BT-125", ...path, "content"));
    });
  });
}
