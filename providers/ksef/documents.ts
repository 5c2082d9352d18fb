import type { DocumentContent, PrepareOrder, Prepared } from "../../src/provider-kit/provider.js";
import { fa3Namespace } from "../../src/formats/fa3/codes.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import { ruleset } from "./fa3/findings.js";
import { writeFa3 } from "./fa3/write-fa3.js";

/** https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity.md */
const plainBytes = 1_048_576;
export const documentBytes = 3 * plainBytes;

/** FA(3) documents of the client's own go untouched; others are written anew from the invoice. */
export function prepareDocument({ invoice, raw }: PrepareOrder): Prepared {
  if (raw?.format === "FA3") return checkRaw(raw);
  const written = writeFa3(invoice);
  if ("violations" in written) return written;
  const fileName = `${invoice.number.replace(/[^\p{L}\d.-]+/gu, "-")}.xml`;
  return withinSize({ format: "FA3", mediaType: "application/xml", fileName, bytes: written.bytes });
}

function checkRaw(raw: DocumentContent): Prepared {
  const parsed = parseXml(raw.bytes);
  if ("problem" in parsed) return refuse("DOCUMENT-XML", parsed.problem.message);
  const { root } = parsed;
  if (root.namespace !== fa3Namespace || root.name !== "Faktura")
    return refuse(
      "DOCUMENT-FORMAT",
      `KSeF takes FA(3); the root of ${raw.fileName} is ${root.name} in "${root.namespace}"`,
    );
  if (instruction.test(Buffer.from(raw.bytes).toString("utf8")))
    return refuse("DOCUMENT-XML", `KSeF takes no processing instructions; ${raw.fileName} has one`);
  return withinSize(raw);
}

/** Any but the XML declaration. */
const instruction = /<\?(?!xml\s)/;

/** Zalacznik, with whatever prefix. */
export const hasAttachment = (bytes: Uint8Array): boolean =>
  /<([\w.-]+:)?Zalacznik[\s>]/.test(Buffer.from(bytes).toString("utf8"));

function withinSize(document: DocumentContent): Prepared {
  const most = hasAttachment(document.bytes) ? documentBytes : plainBytes;
  const { byteLength } = document.bytes;
  if (byteLength <= most) return { document };
  return refuse("BG-25", `${document.fileName} has ${byteLength} bytes; KSeF takes ${most}`);
}

const refuse = (term: string, message: string): Prepared => ({
  violations: [{ rule: `KSEF-${term}`, ruleset, severity: "ERROR", message: `${term}: ${message}` }],
});
