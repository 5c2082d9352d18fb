import { describe, expect, it } from "vitest";
import type { Invoice, RelatedParty } from "../../../src/domain/invoice.js";
import { writeCii } from "../../../src/formats/cii/write-cii.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";
import { anInvoiceWithAdditions } from "../../builders/an-invoice-with-additions.js";
import { changed, invoiceIn, xmlOf } from "./reading.js";

const pathsOf = (invoice: Invoice): readonly string[] =>
  writeCii(invoice).violations.map(({ path = [] }) => path.join("."));

const payer: RelatedParty = { role: "PAYER", name: "Payer nv", identifiers: [] };
const difference = { method: "DIFFERENCE", linesBefore: [] } as const;

describe("additions to EN 16931 in a CII document", () => {
  it("say by path what has no place", () => {
    const additions = pathsOf(anInvoiceWithAdditions()).filter((path) => !/issue(Time|Date)|clearanceId/.test(path));

    expect(additions.toSorted()).toEqual(
      [
        ...["seller", "buyer"].flatMap((party) =>
          ["buildingNumber", "additionalNumber", "district", "postBox"].map((key) => `${party}.address.${key}`),
        ),
        "contractReferences.0.lineNumbers",
        "lines.0.subLines",
        "installments.0.meansCode",
        "prepayments.0.time",
        "prepayments.0.reference",
        "otherTaxes",
        "parties.0",
        "parties.1",
        "parties.2",
        "parties.3",
        "correction.effect",
        "correction.method",
        "correction.linesBefore",
        "additionalData",
      ].toSorted(),
    );
  });

  it.each<[string, Invoice, string]>([
    [
      "an instalment with nothing but a day",
      anInvoice({ installments: [{ dueDate: "2026-04-30" }] }),
      "installments.0",
    ],
    ["a second party of a role", anInvoice({ parties: [payer, payer] }), "parties.1"],
    ["a carrier", anInvoice({ parties: [{ ...payer, role: "CARRIER" }] }), "parties.0"],
    ["sub-lines", anInvoice({ lines: [anInvoiceLine({ subLines: [anInvoiceLine()] })] }), "lines.0.subLines"],
    ["a correction without a reason", anInvoice({ correction: difference }), "correction.method"],
  ])("cannot carry %s, and say so", (_, invoice, path) => {
    expect(writeCii(invoice).violations).toMatchObject([{ rule: "CII-CAPACITY", path: path.split(".") }]);
  });

  it("leave extensions to their own system without a word", () => {
    const invoice = anInvoice({ extensions: { myInvois: { customsForm: "K1" } } });

    expect(writeCii(invoice).violations).toEqual([]);
    expect(xmlOf(invoice)).toBe(xmlOf(anInvoice()));
  });

  it("read the parts of an address that EN 16931 forbids to write", () => {
    const xml = changed(
      anInvoice(),
      /<ram:CityName>/,
      "<ram:PostOfficeBox>9</ram:PostOfficeBox><ram:CitySubDivisionName>Oost</ram:CitySubDivisionName><ram:BuildingNumber>12</ram:BuildingNumber>$&",
    );

    const { seller, unmapped } = invoiceIn(xml);

    expect(seller.address).toMatchObject({ postBox: "9", district: "Oost", buildingNumber: "12" });
    expect(unmapped).toEqual([]);
  });

  it("read the reason of a correction", () => {
    const invoice = anInvoice({ correction: { ...difference, reason: "Wrong price" } });

    expect(xmlOf(invoice)).toContain("<ram:CreditReason>Wrong price</ram:CreditReason>");
    expect(invoiceIn(xmlOf(invoice))).toEqual(invoice);
  });

  it("do not take the day of the first instalment for the due date, but its words for the payment terms", () => {
    const { dueDate: _, paymentTerms: _terms, ...rest } = anInvoice();
    const invoice: Invoice = { ...rest, installments: [{ dueDate: "2026-04-30", amount: "80.00" }] };
    const xml = changed(invoice, "<ram:DueDateDateTime>", "<ram:Description>Two parts</ram:Description>$&");

    const read = invoiceIn(xml);

    expect(read).toEqual({ ...invoice, paymentTerms: "Two parts" });
  });

  it("refuse no document for a prepayment on no day: it stays unmapped", () => {
    const invoice = anInvoice({ prepayments: [{ amount: "9.00", date: "2026-02-01" }] });

    const { prepayments, unmapped } = invoiceIn(changed(invoice, ">20260201<", ">soon<"));

    expect(prepayments).toEqual([]);
    expect(unmapped.map(({ value }) => value)).toEqual(["9.00", "soon", "102"]);
  });
});
