import { parseXml } from "../xml/parse-xml.js";
import type { XmlElement } from "../xml/xml-tree.js";
import { isLhdnDocument, readLhdnDocument } from "./lhdn/read-lhdn.js";
import { refusal, refusalOf } from "./mapping/refusal.js";
import { readUblDocument, type UblReading } from "./ubl/read-ubl.js";
import { parseUblJson } from "./ubl-json/parse-ubl-json.js";

/** Reads UBL in XML or JSON, as EN 16931 uses it or as LHDN does. */
export function readAnyUbl(bytes: Uint8Array, format: "UBL" | "JSON"): UblReading {
  if (format === "JSON") {
    const parsed = parseUblJson(bytes);
    if ("root" in parsed) return readAnyUblDocument(parsed.root);
    return { violations: [refusal(parsed.problem.code, "JSON", parsed.problem.message)] };
  }
  const parsed = parseXml(bytes);
  return "root" in parsed ? readAnyUblDocument(parsed.root) : { violations: [refusalOf(parsed.problem)] };
}

/** The same for a document that is parsed already. */
export const readAnyUblDocument = (root: XmlElement): UblReading =>
  isLhdnDocument(root) ? readLhdnDocument(root) : readUblDocument(root);
