import type { Invoice } from "../../../src/domain/invoice.js";
import { readCii } from "../../../src/formats/cii/read-cii.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { aCompleteInvoice } from "../../builders/a-complete-invoice.js";
import { carried } from "./carried.js";

/** With every business term that CII carries. */
export const aFullInvoice = (): Invoice => carried(aCompleteInvoice());

export const xmlOf = (invoice: Invoice): string => new TextDecoder().decode(writeCii(invoice).bytes);

const read = (xml: string) => readCii(new TextEncoder().encode(xml));

export const invoiceIn = (xml: string): Invoice => {
  const reading = read(xml);
  if ("violations" in reading) throw new Error(reading.violations.map(({ message }) => message).join("\n"));
  return reading.invoice;
};

export const violationsIn = (xml: string) => {
  const reading = read(xml);
  return "violations" in reading ? reading.violations : [];
};

/** The document with one place changed; fails when the place is not there. */
export const changed = (invoice: Invoice, from: string | RegExp, to: string): string => {
  const xml = xmlOf(invoice);
  const result = xml.replace(from, to);
  if (result === xml) throw new Error(`${from} is not in the document`);
  return result;
};
