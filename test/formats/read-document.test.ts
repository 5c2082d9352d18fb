import { describe, expect, it } from "vitest";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { readDocument } from "../../src/formats/read-document.js";
import type { ReadableFormat } from "../../src/formats/read-document.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { anInvoice } from "../builders/an-invoice.js";
import { aPdf } from "./pdf/a-pdf.js";

const creditNote = anInvoice({ kind: "CREDIT_NOTE", typeCode: "381" });
const cii = writeCii(anInvoice()).bytes;
const ubl = writeUbl(anInvoice()).bytes;
const inPdf = (content: Uint8Array, name = "factur-x.xml") => aPdf({ files: [{ name, content }] });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("reading a document", () => {
  it.each([
    ["UBL", ubl],
    ["CII", cii],
  ] as const)("knows %s by its content", (syntax, bytes) => {
    expect(readDocument({ bytes })).toEqual({ invoice: anInvoice(), syntax });
    expect(readDocument({ format: syntax, bytes })).toEqual({ invoice: anInvoice(), syntax });
  });

  it("knows a credit note in both syntaxes", () => {
    expect(readDocument({ bytes: writeUbl(creditNote).bytes })).toEqual({ invoice: creditNote, syntax: "UBL" });
    expect(readDocument({ bytes: writeCii(creditNote).bytes })).toEqual({ invoice: creditNote, syntax: "CII" });
  });

  it("reads the invoice inside a PDF, with a byte order mark or without", () => {
    const marked = bytesOf(`\ufeff${new TextDecoder().decode(cii)}`);

    for (const content of [cii, marked]) {
      expect(readDocument({ bytes: inPdf(content) })).toEqual({ invoice: anInvoice(), syntax: "CII" });
      expect(readDocument({ format: "FACTURX", bytes: inPdf(content) })).toMatchObject({ syntax: "CII" });
    }
  });

  it.each<[ReadableFormat, Uint8Array, string]>([
    ["UBL", cii, "The document is said to be UBL, but is CII"],
    ["CII", ubl, "The document is said to be CII, but is UBL"],
    ["FACTURX", cii, "The document is said to be FACTURX, but is no PDF"],
    ["CII", inPdf(cii), "The document is said to be CII, but is a PDF"],
  ])("refuses a document that is not %s as it is said to be", (format, bytes, message) => {
    expect(readDocument({ format, bytes })).toMatchObject({ violations: [{ rule: "DOCUMENT-FORMAT", message }] });
  });

  it.each([
    ["DOCUMENT-UNKNOWN", bytesOf("<Order/>")],
    ["DOCUMENT-UNKNOWN", inPdf(bytesOf("<Order/>"))],
    ["XML-NOT-WELL-FORMED", bytesOf("Dear customer")],
    ["XML-DOCTYPE", inPdf(bytesOf("<!DOCTYPE a><a/>"))],
    ["PDF-NO-INVOICE", aPdf()],
    ["BR-02", bytesOf(new TextDecoder().decode(ubl).replace("<cbc:ID>2026-0117</cbc:ID>", ""))],
  ])("answers %s when it cannot be read", (rule, bytes) => {
    expect(readDocument({ bytes })).toMatchObject({ violations: [{ rule, severity: "FATAL" }] });
  });
});
