import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../src/domain/invoice.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { compileXsd } from "../../src/infrastructure/rule-packs/xsd.js";
import { anInvoice } from "../builders/an-invoice.js";
import { anInvoiceWithAdditions } from "../builders/an-invoice-with-additions.js";

const official = path.resolve(import.meta.dirname, "../../../shared/invoices");
const isThere = existsSync(official);
const skipped = isThere ? "" : " (skipped: ../shared/invoices with the official schemas is not there)";

const ublFolder = "ubl-2.1/xsdrt";
const ciiFolder = "en16931/cii-schema/uncoupled clm/CII/uncefact";

const faultsOf = (folder: string, file: string, { bytes, document }: ReturnType<typeof writeUbl>) => {
  const names = readdirSync(path.join(official, folder), { recursive: true, encoding: "utf8" });
  const files = names
    .filter((name) => name.endsWith(".xsd"))
    .map((name) => [name, readFileSync(path.join(official, folder, name))] as const);
  const schema = compileXsd(new Map(files), file);
  try {
    return schema.validate({ bytes, root: document });
  } finally {
    schema.dispose();
  }
};

/** With whatever has a place and whatever has not. */
const everything = (overrides: Partial<Invoice> = {}): Invoice => {
  const invoice = anInvoiceWithAdditions(overrides);
  const [party] = invoice.parties;
  const roles = [
    "SELLER_AGENT",
    "BUYER_AGENT",
    "ADDITIONAL_BUYER",
    "CARRIER",
    "INVOICER",
    "INVOICEE",
    "PAYER",
  ] as const;
  return { ...invoice, parties: [...invoice.parties, ...roles.map((role) => ({ ...party!, role }))] };
};

const bareTaxes: Partial<Invoice> = {
  otherTaxes: [
    { kind: "WITHHOLDING", amount: "20.00", lineNumbers: [] },
    { kind: "WITHHOLDING", amount: "20.00", rate: "20", lineNumbers: [] },
    { kind: "WITHHOLDING", amount: "20.00", baseAmount: "100.00", lineNumbers: [] },
  ],
};

describe.skipIf(!isThere)(`a document with every addition to EN 16931${skipped}`, () => {
  it.each<[string, Invoice]>([
    ["all of them", everything()],
    ["a tax withheld without details", anInvoice(bareTaxes)],
  ])("is valid against the schema of a UBL invoice with %s", (_, invoice) => {
    expect(faultsOf(ublFolder, "maindoc/UBL-Invoice-2.1.xsd", writeUbl(invoice))).toEqual([]);
  });

  it("is valid against the schema of a UBL credit note", () => {
    const written = writeUbl(everything({ kind: "CREDIT_NOTE", typeCode: "381" }));

    expect(faultsOf(ublFolder, "maindoc/UBL-CreditNote-2.1.xsd", written)).toEqual([]);
  });

  it("is valid against the schema of CII", () => {
    expect(faultsOf(ciiFolder, "data/standard/CrossIndustryInvoice_100pD16B.xsd", writeCii(everything()))).toEqual([]);
  });
});
