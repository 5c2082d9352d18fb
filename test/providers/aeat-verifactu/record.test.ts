import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Invoice } from "../../../src/domain/invoice.js";
import { checkExtensions } from "../../../src/provider-kit/extensions/check-extensions.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { extensions } from "../../../providers/aeat-verifactu/extensions.js";
import provider from "../../../providers/aeat-verifactu/index.js";
import { aBuyer, aSpanishInvoice, aTax } from "./a-spanish-invoice.js";
import { readTree, textOf } from "./open-verifactu.js";

function recordOf(changes: Partial<Invoice> = {}): XmlElement {
  const prepared = provider.prepare({ invoice: aSpanishInvoice(changes) });
  if (!("document" in prepared)) throw new Error(prepared.violations.map(({ message }) => message).join("; "));
  return readTree(prepared.document.bytes);
}

function violationsOf(changes: Partial<Invoice>) {
  const prepared = provider.prepare({ invoice: aSpanishInvoice(changes) });
  return "violations" in prepared ? prepared.violations : [];
}

const textsOf = (changes: Partial<Invoice>, ...names: readonly string[]) =>
  names.map((name) => textOf(recordOf(changes), name));

const extended = (own: Record<string, unknown>): Partial<Invoice> => ({ extensions: { verifactu: own } });
const taxed = (changes: Partial<Invoice["vatBreakdown"][number]>): Partial<Invoice> => ({
  vatBreakdown: [aTax(changes)],
});
const owned = (own: Record<string, unknown>) => ({ extensions: { verifactu: own } });
const preceding = [{ number: "FT-0", issueDate: "2025-02-03" }];

describe("the record of an invoice", () => {
  it("is the golden one", () => {
    const golden = readFileSync(
      new URL("../../../providers/aeat-verifactu/fixtures/record.golden.xml", import.meta.url),
      "utf8",
    );
    const prepared = provider.prepare({ invoice: aSpanishInvoice() });

    expect("document" in prepared && Buffer.from(prepared.document.bytes).toString("utf8")).toBe(golden);
  });

  it.each<[string, string, Partial<Invoice>]>([
    ["F1", "an invoice", {}],
    ["F2", "a simplified invoice", extended({ simplified: "SIMPLIFIED" })],
    ["F2", "an invoice without recipient", extended({ simplified: "WITHOUT_RECIPIENT" })],
    ["F1", "a qualified simplified invoice", extended({ simplified: "QUALIFIED" })],
    [
      "F3",
      "an invoice instead of simplified ones",
      { ...extended({ replacesSimplified: true }), precedingInvoices: preceding },
    ],
    ["R1", "a credit note", { kind: "CREDIT_NOTE", typeCode: "381" }],
    ["R1", "a corrective invoice", { typeCode: "384" }],
    ["R2", "a credit note for insolvency", { typeCode: "381", ...extended({ correctionGround: "INSOLVENCY" }) }],
    ["R3", "a credit note for a bad debt", { typeCode: "381", ...extended({ correctionGround: "BAD_DEBT" }) }],
    ["R4", "any other correction", { typeCode: "384", ...extended({ correctionGround: "OTHER" }) }],
    ["R5", "a simplified correction", { typeCode: "384", ...extended({ simplified: "SIMPLIFIED" }) }],
  ])("is of type %s for %s", (type, _, changes) => {
    expect(textsOf(changes, "TipoFactura")).toEqual([type]);
  });

  it("of a credit note has negative amounts and names what it corrects", () => {
    const changes: Partial<Invoice> = { kind: "CREDIT_NOTE", typeCode: "381", precedingInvoices: preceding };

    const record = recordOf(changes);

    expect(
      ["TipoRectificativa", "BaseImponibleOimporteNoSujeto", "CuotaRepercutida", "CuotaTotal", "ImporteTotal"].map(
        (name) => textOf(record, name),
      ),
    ).toEqual(["I", "-200.00", "-42.00", "-47.00", "-297.00"]);
    const [corrected] = record.children.filter(({ name }) => name === "FacturasRectificadas");
    expect(
      ["IDEmisorFactura", "NumSerieFactura", "FechaExpedicionFactura"].map((name) => textOf(corrected!, name)),
    ).toEqual(["B76543214", "FT-0", "03-02-2025"]);
  });

  it("of a substitution has what shall be, and what was", () => {
    const correction = { method: "BEFORE_AFTER", linesBefore: aSpanishInvoice().lines } as const;
    const names = [
      "TipoRectificativa",
      "BaseRectificada",
      "CuotaRectificada",
      "CuotaRecargoRectificado",
      "ImporteTotal",
    ];

    expect(textsOf({ typeCode: "384", correction }, ...names)).toEqual(["S", "250.00", "47.00", undefined, "297.00"]);
    const corrected = { baseAmount: "90", taxAmount: "18.9", surchargeAmount: "4.68" };
    expect(textsOf({ typeCode: "384", correction, ...extended({ corrected }) }, ...names)).toEqual([
      "S",
      "90.00",
      "18.90",
      "4.68",
      "297.00",
    ]);
  });

  it.each<[string, Partial<Invoice["vatBreakdown"][number]>, (string | undefined)[]]>([
    ["the standard rate", {}, ["01", "01", "S1", undefined, "21.00", "42.00"]],
    ["a zero rate", { category: "Z", rate: "0", taxAmount: "0" }, ["01", "01", "S1", undefined, "0.00", "0.00"]],
    ["a reverse charge", { category: "AE", rate: "0", taxAmount: "0" }, ["01", "01", "S2", undefined, "0.00", "0.00"]],
    ["an export", { category: "G", rate: "0", taxAmount: "0" }, ["01", "02", undefined, "E2", undefined, undefined]],
    [
      "a supply to a member state",
      { category: "K", rate: "0", taxAmount: "0" },
      ["01", "01", undefined, "E5", undefined, undefined],
    ],
    [
      "an exemption by code",
      { category: "E", rate: "0", taxAmount: "0", exemptionReasonCode: "VATEX-EU-132-1I" },
      ["01", "01", undefined, "E1", undefined, undefined],
    ],
    [
      "a stated exemption",
      { category: "E", rate: "0", taxAmount: "0", ...owned({ operation: "E6" }) },
      ["01", "01", undefined, "E6", undefined, undefined],
    ],
    ["what is not subject", { category: "O", taxAmount: "0" }, ["01", "01", "N1", undefined, undefined, undefined]],
    ["the Canary Islands", { category: "L", rate: "7" }, ["03", "01", "S1", undefined, "7.00", "42.00"]],
    ["Ceuta", { category: "M", rate: "4" }, ["02", undefined, "S1", undefined, "4.00", "42.00"]],
    ["a special regime", owned({ regime: "CASH" }), ["01", "07", "S1", undefined, "21.00", "42.00"]],
  ])("qualifies %s", (_, changes, expected) => {
    const names = [
      "Impuesto",
      "ClaveRegimen",
      "CalificacionOperacion",
      "OperacionExenta",
      "TipoImpositivo",
      "CuotaRepercutida",
    ];

    expect(textsOf(taxed(changes), ...names)).toEqual(expected);
  });

  it("localises abroad what is not subject, where the buyer is", () => {
    const buyer = aBuyer({ vatIdentifier: "DE123456789", address: { countryCode: "DE" } });

    expect(textsOf({ ...taxed({ category: "O", taxAmount: "0" }), buyer }, "CalificacionOperacion")).toEqual(["N2"]);
  });

  it("counts a surcharge in its totals", () => {
    const own = { surchargeRate: "5.2", surchargeAmount: "10.4" };

    expect(
      textsOf(taxed(owned(own)), "TipoRecargoEquivalencia", "CuotaRecargoEquivalencia", "CuotaTotal", "ImporteTotal"),
    ).toEqual(["5.20", "10.40", "52.40", "307.40"]);
  });

  it.each<[string, Partial<Invoice["buyer"]>, (string | undefined)[]]>([
    ["its NIF", {}, ["A58818501", undefined, undefined, undefined]],
    [
      "a NIF that is no VAT identifier",
      { vatIdentifier: "", taxRegistration: "12345678Z" },
      ["12345678Z", undefined, undefined, undefined],
    ],
    ["its VAT identifier", { vatIdentifier: "DE123456789" }, [undefined, undefined, "02", "DE123456789"]],
    [
      "a number of its country that looks like a NIF",
      { vatIdentifier: "", taxRegistration: "12345678Z", address: { countryCode: "CH" } },
      [undefined, "CH", "04", "12345678Z"],
    ],
    [
      "a number of its country",
      { vatIdentifier: "CHE-116.281.710", address: { countryCode: "CH" } },
      [undefined, "CH", "04", "CHE-116.281.710"],
    ],
    [
      "a passport",
      { vatIdentifier: "", address: { countryCode: "US" }, ...owned({ identification: "PASSPORT", number: "X1" }) },
      [undefined, "US", "03", "X1"],
    ],
  ])("identifies the buyer by %s", (_, { vatIdentifier, ...changes }, expected) => {
    const { vatIdentifier: own, ...rest } = aBuyer(changes);
    const identifier = vatIdentifier === undefined ? own : vatIdentifier;
    const buyer = { ...rest, ...(identifier && { vatIdentifier: identifier }) };
    const [recipients] = recordOf({ buyer }).children.filter(({ name }) => name === "Destinatarios");

    expect(["NIF", "CodigoPais", "IDType", "ID"].map((name) => textOf(recipients!, name))).toEqual(expected);
  });

  it("names nobody where a simplified invoice does not", () => {
    const record = recordOf(extended({ simplified: "WITHOUT_RECIPIENT" }));

    expect(record.children.some(({ name }) => name === "Destinatarios")).toBe(false);
    expect(textOf(record, "FacturaSinIdentifDestinatarioArt61d")).toBe("S");
  });

  it("says who issued it in the seller's name", () => {
    const party = { role: "INVOICER", name: "Facturas Lda", identifiers: [], vatIdentifier: "PT501442600" } as const;

    expect(textsOf({ typeCode: "389" }, "EmitidaPorTerceroODestinatario")).toEqual(["D"]);
    const [third] = recordOf({ parties: [party] }).children.filter(({ name }) => name === "Tercero");
    expect(["NombreRazon", "IDType", "ID"].map((name) => textOf(third!, name))).toEqual([
      "Facturas Lda",
      "02",
      "PT501442600",
    ]);
  });

  it("says when it was performed, if on another day", () => {
    const name = "FechaOperacion";

    expect(textsOf({ taxPointDate: "2025-02-28" }, name)).toEqual(["28-02-2025"]);
    expect(textsOf({ delivery: { date: "2025-02-20" } }, name)).toEqual(["20-02-2025"]);
    expect(textsOf({ invoicingPeriod: { endDate: "2025-02-28" } }, name)).toEqual(["28-02-2025"]);
    expect(textsOf({ delivery: { date: "2025-03-03" } }, name)).toEqual([undefined]);
    expect(textsOf({ delivery: { date: "2025-03-20" } }, name)).toEqual([undefined]);
  });

  it("says in words what was supplied", () => {
    const lines = aSpanishInvoice().lines.map((line, index) => ({
      ...line,
      item: { ...line.item, name: `${index}${"🪛".repeat(400)}` },
    }));

    expect(textsOf({}, "DescripcionOperacion")).toEqual(["Taladro percutor; Simiente de césped"]);
    expect(textsOf(extended({ description: "Herramienta" }), "DescripcionOperacion")).toEqual(["Herramienta"]);
    expect(Array.from(textsOf({ lines }, "DescripcionOperacion")[0] ?? "")).toHaveLength(500);
  });

  it("marks an amount of a hundred million", () => {
    const totals = { ...aSpanishInvoice().totals, taxInclusive: "100000000" };

    expect(textsOf({ totals }, "Macrodato", "ImporteTotal")).toEqual(["S", "100000000.00"]);
  });

  it("lets stand what is taken off the payment", () => {
    const otherTaxes = [{ kind: "WITHHOLDING", amount: "37.50", rate: "15", lineNumbers: [] }] as const;

    expect(textsOf({ otherTaxes }, "ImporteTotal")).toEqual(["297.00"]);
  });
});

describe("an invoice that VERI*FACTU cannot register", () => {
  const seller = aSpanishInvoice().seller;
  const noId = { name: "Nobody", identifiers: [], address: { countryCode: "ES" } };

  it.each<[string, string, Partial<Invoice>]>([
    ["in another currency", "BT-5", { currencyCode: "USD" }],
    ["with a number that is too long", "BT-1", { number: "F".repeat(61) }],
    ["with a quote in its number", "BT-1", { number: 'F"1' }],
    ["with an accent in its number", "BT-1", { number: "FÁ-1" }],
    ["with a name that is too long", "BT-27", { seller: { ...seller, name: "x".repeat(121) } }],
    ["of a seller without NIF", "BT-31", { seller: { ...seller, vatIdentifier: "DE123456789" } }],
    [
      "of a seller with a tax representative",
      "BG-11",
      { taxRepresentative: { name: "R", vatIdentifier: "ESB65432106", address: { countryCode: "ES" } } },
    ],
    ["to a buyer that nothing identifies", "BT-48", { buyer: noId }],
    [
      "with a tax of another kind",
      "otherTaxes",
      { otherTaxes: [{ kind: "TOURISM", amount: "1.00", lineNumbers: [] }] },
    ],
    ["with a category of another country", "BT-118", taxed({ category: "B" })],
    ["with an exemption that tells no article", "BT-121", taxed({ category: "E", rate: "0", taxAmount: "0" })],
    ["with a tax on an exempt operation", "BT-117", taxed(owned({ operation: "E1" }))],
    ["with a rate of three decimals", "BT-119", taxed({ rate: "21.125" })],
    ["with an amount of three decimals", "BT-116", taxed({ taxableAmount: "200.001" })],
    [
      "with an amount of thirteen digits",
      "BT-112",
      { totals: { ...aSpanishInvoice().totals, taxInclusive: "1000000000000.00" } },
    ],
    ["with thirteen entries of tax", "BG-23", { vatBreakdown: Array.from({ length: 13 }, () => aTax()) }],
    ["with half a surcharge", "surchargeRate", taxed(owned({ surchargeRate: "5.2" }))],
    ["with a tax point after its issue", "BT-7", { taxPointDate: "2025-03-20" }],
    ["that corrects one of an unknown day", "BT-26", { typeCode: "384", precedingInvoices: [{ number: "FT-0" }] }],
    ["that corrects nothing on a ground", "BT-3", extended({ correctionGround: "OTHER" })],
    [
      "that corrects and replaces",
      "replacesSimplified",
      { typeCode: "384", ...extended({ replacesSimplified: true }) },
    ],
    [
      "that substitutes nothing",
      "correction",
      { typeCode: "384", correction: { method: "BEFORE_AFTER", linesBefore: [] } },
    ],
    ["issued by somebody unknown", "parties", { parties: [{ role: "INVOICER", name: "Nobody", identifiers: [] }] }],
    ["with a character beyond XML", "NombreRazonEmisor", { seller: { ...seller, name: "A\u0001" } }],
  ])("%s is told by %s", (_, term, changes) => {
    expect(violationsOf(changes).map(({ rule }) => rule)).toContain(`VERIFACTU-${term}`);
  });

  it("is named with the path to the fault", () => {
    expect(violationsOf(taxed({ rate: "21.125" }))).toMatchObject([
      { ruleset: "VERI*FACTU", severity: "ERROR", path: ["vatBreakdown", "0", "rate"] },
    ]);
  });
});

describe("what VERI*FACTU asks for beyond the standard", () => {
  it("takes its own words and no others", () => {
    const fine = aSpanishInvoice({
      ...extended({ simplified: "SIMPLIFIED", corrected: { baseAmount: "1", taxAmount: "2" } }),
      ...taxed(owned({ operation: "E6", regime: "CODE_17" })),
      buyer: aBuyer(owned({ identification: "PASSPORT", number: "X1" })),
    });
    const wrong = aSpanishInvoice({
      ...extended({ simplified: "YES", description: "" }),
      ...taxed(owned({ regime: "01" })),
      buyer: aBuyer(owned({ identification: "PASSPORT" })),
    });

    expect(checkExtensions([extensions], fine)).toEqual([]);
    expect(checkExtensions([extensions], wrong).map(({ path }) => path?.join("."))).toEqual([
      "extensions.verifactu.description",
      "extensions.verifactu.simplified",
      "buyer.extensions.verifactu.number",
      "vatBreakdown.0.extensions.verifactu.regime",
    ]);
  });
});
