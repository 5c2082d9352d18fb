import { documentKeyOf } from "../../application/document-key.js";
import type { ReadDocument } from "../../application/document-ports.js";
import { checkInvoice } from "../../domain/rules/check-invoice.js";
import { checkReadyDocument } from "../../domain/rules/gateway-rules.js";
import { isBlocking, mergeViolations, type RuleViolation } from "../../domain/validation.js";
import { readFa3 } from "../../formats/fa3/read-fa3.js";
import { readFatturaPa } from "../../formats/fatturapa/read-fatturapa.js";
import { readAnyUbl } from "../../formats/read-any-ubl.js";
import { readOsa } from "../../formats/osa/read-osa.js";
import { readDocument } from "../../formats/read-document.js";
import type { UblReading } from "../../formats/ubl/read-ubl.js";
import type { DocumentContent } from "../../provider-kit/provider.js";

export type DocumentToExamine = Pick<DocumentContent, "format" | "bytes">;

/** Reads a document in one of the formats that this house knows, and runs our own rules on it. */
export function examineDocument(document: DocumentToExamine): ReadDocument {
  const read = readInvoice(document);
  if ("violations" in read) return read;
  const { invoice, findings = [] } = read;
  return {
    invoice,
    findings: worst(mergeViolations(checkInvoice(invoice), findings)),
    cautions: worst(checkReadyDocument(invoice)),
    documentKey: documentKeyOf(invoice),
  };
}

/** More than anybody reads, and little enough to keep beside the invoice. */
const mostTold = 500;

/** What makes the document invalid is never left out for what does not. */
const worst = (violations: readonly RuleViolation[]): readonly RuleViolation[] =>
  violations.length <= mostTold
    ? violations
    : [...violations.filter(isBlocking), ...violations.filter((violation) => !isBlocking(violation))].slice(
        0,
        mostTold,
      );

function readInvoice({ format, bytes }: DocumentToExamine): UblReading {
  switch (format) {
    case "UBL":
    case "JSON":
      return readAnyUbl(bytes, format);
    case "CII":
    case "FACTURX":
      return readDocument({ format, bytes });
    case "FA3":
      return readFa3(bytes);
    case "OSA":
      return readOsa(bytes);
    case "FATTURAPA":
      return readFatturaPa(bytes);
    default:
      return { violations: [unreadable(format)] };
  }
}

const unreadable = (format: string): RuleViolation => ({
  rule: "GW-FORMAT-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message: `Documents of the format ${format} cannot be read; UBL (in XML or JSON), CII, FACTURX, FA3, FATTURAPA and OSA can`,
  path: ["content", "document", "format"],
});
