import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import provider from "../../../providers/invoicetronic/index.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import { checkInvoice } from "../../../src/domain/rules/check-invoice.js";
import { isBlocking } from "../../../src/domain/validation.js";
import { checkExtensions } from "../../../src/provider-kit/extensions/check-extensions.js";
import { readFatturaPa } from "../../../src/formats/fatturapa/read-fatturapa.js";
import { aCompleteItalianInvoice } from "../../builders/a-complete-italian-invoice.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";
import { anEnvelope } from "../../providers/invoicetronic/an-envelope.js";
import { prepared } from "../../providers/invoicetronic/an-order.js";

function read(bytes: Uint8Array): Invoice {
  const reading = readFatturaPa(bytes);
  if ("invoice" in reading) return reading.invoice;
  throw new Error(reading.violations.map(({ message, xpath }) => `${message} ${xpath}`).join("; "));
}

const bytesOf = (invoice: Invoice) => prepared(invoice).bytes;
const textOf = (invoice: Invoice) => Buffer.from(bytesOf(invoice)).toString("utf8");
const violationsOf = (text: string) => {
  const reading = readFatturaPa(Buffer.from(text, "utf8"));
  return "violations" in reading ? reading.violations.map(({ rule, xpath }) => [rule, xpath]) : [];
};

describe("a FatturaPA document, read", () => {
  it("is the invoice it was written from", () => {
    const invoice = anItalianInvoice();
    const { unmapped, process: _, ...found } = read(bytesOf(invoice));
    const { process: __, unmapped: ___, ...given } = invoice;

    const transmission = "/p:FatturaElettronica/FatturaElettronicaHeader/DatiTrasmissione";
    expect(unmapped.map((value) => value.path)).toEqual([
      `${transmission}/IdTrasmittente/IdPaese`,
      `${transmission}/IdTrasmittente/IdCodice`,
      `${transmission}/ProgressivoInvio`,
    ]);
    expect(found).toEqual({
      ...given,
      lines: given.lines.map((line) => ({
        ...line,
        quantity: `${line.quantity}.00`,
        vat: { category: "S", rate: "22.00" },
        price: { net: line.price.net },
      })),
      vatBreakdown: given.vatBreakdown.map((entry) => ({ ...entry, rate: "22.00" })),
    });
  });

  it("is written again byte for byte", () => {
    for (const invoice of [anItalianInvoice(), aCompleteItalianInvoice({ invoicingPeriod: {} })]) {
      const { unmapped: _, ...first } = read(bytesOf(invoice));
      const again = read(bytesOf({ ...first, unmapped: [] }));

      expect(textOf({ ...again, unmapped: [] })).toBe(textOf(invoice));
    }
  });

  it("leaves nothing of a complete invoice unmapped but who handed it over", () => {
    const { unmapped } = read(bytesOf(aCompleteItalianInvoice()));

    expect(unmapped.map(({ path: at }) => at.split("/").at(-1))).toEqual(["IdPaese", "IdCodice", "ProgressivoInvio"]);
  });

  it("has pension funds, withholding and stamp duty beside totals that do not count them", () => {
    const { otherTaxes, totals, vatBreakdown } = read(bytesOf(aCompleteItalianInvoice()));

    expect(otherTaxes.map(({ kind, code, amount }) => [kind, code, amount])).toEqual([
      ["WITHHOLDING", "RT01", "200.00"],
      ["FUND", "TC04", "40.00"],
      ["STAMP", undefined, "2.00"],
    ]);
    expect(totals).toMatchObject({ taxExclusive: "1095.00", vatAmount: "218.90", payable: "1314.00" });
    expect(vatBreakdown[0]).toMatchObject({ taxableAmount: "995.00", taxAmount: "218.90" });
  });

  it("has only what its extensions allow", () => {
    for (const invoice of [anItalianInvoice(), aCompleteItalianInvoice()]) {
      expect(checkExtensions([provider.extensions], read(bytesOf(invoice)))).toEqual([]);
    }
  });

  it("is opened when it lies in a signed envelope: whole, in parts, or as Base64", () => {
    const bytes = bytesOf(anItalianInvoice());
    const whole = anEnvelope(bytes);
    const inParts = anEnvelope(bytes, "in parts");

    for (const envelope of [whole, inParts, Buffer.from(whole.toString("base64"))]) {
      expect(read(envelope).number).toBe("FV-2026-117");
    }
    expect(() => read(whole.subarray(0, 500))).toThrow();
    expect(() => read(Buffer.alloc(40, 0x30))).toThrow();
  });

  it.each([
    ["pz.", "C62", []],
    ["Ore", "HUR", []],
    ["KGM", "KGM", []],
    ["scatola", "ZZ", [{ name: "UnitaMisura", value: "scatola" }]],
  ])("has the unit %s as %s, and is written again with what has no code", (word, code, attributes) => {
    const text = textOf(anItalianInvoice()).replace("<UnitaMisura>C62<", `<UnitaMisura>${word}<`);
    const invoice = read(Buffer.from(text, "utf8"));

    expect(invoice.lines[0]).toMatchObject({ unitCode: code, item: { attributes } });
    expect(textOf(invoice)).toContain(`<UnitaMisura>${code === "ZZ" ? word : code}<`);
  });

  it("has a nature beside its category, and a reason where none is given", () => {
    const text = textOf(anItalianInvoice()).replaceAll(
      /<AliquotaIVA>22.00<\/AliquotaIVA>/g,
      "<AliquotaIVA>0.00</AliquotaIVA><Natura>N2.2</Natura>",
    );
    const { lines, vatBreakdown } = read(Buffer.from(text, "utf8"));

    expect(lines[0]?.vat).toEqual({ category: "E", rate: "0" });
    expect(vatBreakdown).toMatchObject([
      { category: "E", exemptionReason: "Natura N2.2", extensions: { fatturaPa: { nature: "N2_2" } } },
    ]);
  });

  it("rounds the total of a line, and keeps the exact one as unmapped", () => {
    const text = textOf(anItalianInvoice()).replace(">200.00</PrezzoTotale>", ">199.9964</PrezzoTotale>");
    const { lines, unmapped } = read(Buffer.from(text, "utf8"));

    expect(lines[0]?.netAmount).toBe("200.00");
    expect(unmapped.map(({ value }) => value)).toContain("199.9964");
  });

  it("is read in the old encodings of Western Europe", () => {
    const text = textOf(anItalianInvoice()).replace("UTF-8", "windows-1252");

    expect(read(Buffer.from(text, "latin1")).buyer.name).toBe("Società Trastevere S.p.A.");
  });

  it.each([
    ["no number", ["<Numero>FV-2026-117</Numero>", ""], ["FATTURAPA-00200", "Numero"]],
    [
      "a price that is none",
      ["<PrezzoUnitario>100.00<", "<PrezzoUnitario>1e2<"],
      ["FATTURAPA-DECIMAL", "PrezzoUnitario"],
    ],
  ])("is refused with %s", (_name, [from = "", to = ""], [rule, field]) => {
    const [[found, at] = []] = violationsOf(textOf(anItalianInvoice()).replace(from, to));

    expect([found, at?.split("/").at(-1)]).toEqual([rule, field]);
  });

  it("is refused when the file holds several invoices, or none", () => {
    const body = /<FatturaElettronicaBody>[\s\S]*<\/FatturaElettronicaBody>/;
    const text = textOf(anItalianInvoice());
    const lot = text.replace(body, (one) => one + one);

    expect(violationsOf(lot)).toEqual([["FATTURAPA-LOT", undefined]]);
    expect(violationsOf(text.replace(body, ""))).toEqual([["FATTURAPA-LOT", undefined]]);
    expect(violationsOf("<Invoice/>")).toEqual([["FATTURAPA-ROOT", undefined]]);
  });
});

const samples = path.resolve(import.meta.dirname, "../../../../shared/invoices/fatturapa/gobl.fatturapa/test/data");
const isThere = existsSync(samples);
if (!isThere)
  console.warn("SKIPPED: FatturaPA documents of others, because ../shared/invoices/fatturapa is not there.");

const filesOfOthers = () =>
  ["gobl.fatturapa/out", "fatturapa.gobl"].flatMap((folder) =>
    readdirSync(path.join(samples, folder))
      .filter((name) => name.endsWith(".xml"))
      .map((name) => path.join(samples, folder, name)),
  );

describe.skipIf(!isThere)("FatturaPA documents of others", () => {
  it("are all read", () => {
    const files = filesOfOthers();
    const unread = files.flatMap((file) => {
      const reading = readFatturaPa(readFileSync(file));
      return "invoice" in reading ? [] : [[path.basename(file), reading.violations[0]?.message]];
    });

    expect(files.length).toBeGreaterThan(30);
    expect(unread).toEqual([]);
  });

  it("break hardly a rule of EN 16931 by how they are read", () => {
    const broken = filesOfOthers().flatMap((file) => {
      const findings = checkInvoice(read(readFileSync(file))).filter(isBlocking);
      return findings.map(({ rule }) => `${path.basename(file)} ${rule}`);
    });

    // Its funds are not all in the taxable amount.
    expect(broken).toEqual(["invoice-fund-contribution-mixed-retention.xml BR-S-08"]);
  });
});
