import { parseXml } from "../../src/xml/parse-xml.js";
import { type Part, toPart } from "./soap.js";

/** Which invoice a record is about. */
export interface InvoiceIdentity {
  readonly issuer: string;
  readonly number: string;
  /** DD-MM-YYYY */
  readonly date: string;
}

/** What enters the hash of a record of an invoice. */
export interface RegisteredFacts extends InvoiceIdentity {
  readonly type: string;
  readonly taxTotal: string;
  readonly total: string;
}

/** The record as `prepare` wrote it. */
export function readPrepared(bytes: Uint8Array): Part {
  const parsed = parseXml(bytes);
  if ("problem" in parsed) throw new Error(`The prepared record cannot be read: ${parsed.problem.message}`);
  return toPart(parsed.root);
}

/** The facts that identify a prepared record; also the day of the operation, where it is another than that of issue. */
export function factsOf(record: Part): RegisteredFacts & { readonly operationDate: string | undefined } {
  return {
    issuer: textOf(record, "sf:IDEmisorFactura") ?? "",
    number: textOf(record, "sf:NumSerieFactura") ?? "",
    date: textOf(record, "sf:FechaExpedicionFactura") ?? "",
    type: textOf(record, "sf:TipoFactura") ?? "",
    taxTotal: textOf(record, "sf:CuotaTotal") ?? "",
    total: textOf(record, "sf:ImporteTotal") ?? "",
    operationDate: textOf(record, "sf:FechaOperacion"),
  };
}

/** The text of the first element of this name. */
function textOf([own, content]: Part, name: string): string | undefined {
  if (typeof content === "string") return own === name ? content : undefined;
  for (const part of content) {
    const found = part && textOf(part, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
