import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readOsa } from "../../../src/formats/osa/read-osa.js";

const folder = new URL("../../../../shared/specs/nav-online-invoice/samples/", import.meta.url);
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("data-")) : [];
if (samples.length === 0) console.warn("SKIPPED: NAV's sample reports, because they are not beside this project.");

function read(name: string) {
  const result = readOsa(readFileSync(new URL(name, folder)));
  if (!("invoice" in result)) throw new Error(result.violations[0].message);
  return result.invoice;
}

describe.skipIf(samples.length === 0)("NAV's sample reports", () => {
  it.each(samples)("%s is read", (name) => {
    const { number, seller, vatBreakdown } = read(name);

    expect(number).not.toBe("");
    expect(seller).toMatchObject({ name: "Értékesítő Kft", taxRegistration: "99999999-2-41" });
    expect(vatBreakdown).not.toEqual([]);
  });

  it("keep apart what the model has no place for", () => {
    const unmapped = (name: string) => read(name).unmapped.map(({ value }) => value);

    expect(unmapped("data-Belfoldi_termekertekesites.xml")).toEqual(["E123456A1B2C3D4", "MRSZ"]);
    expect(unmapped("data-Modositas_es_ervenytelenites_1.xml")).toEqual([]);
    // The sample's gross amounts are not what net and VAT make.
    expect(unmapped("data-Tagorszagi_devizas_szamla.xml")).toEqual(["dkg", "120.40", "5927200.00"]);
  });

  it("are invoices, modifications and supplies to another member state", () => {
    expect(read("data-Belfoldi_termekertekesites.xml")).toMatchObject({
      typeCode: "380",
      totals: { taxInclusive: "6157040.00" },
      lines: [{}, {}, { quantity: "-1600.00", price: { net: "300.00" } }, {}],
    });
    expect(read("data-Modositas_es_ervenytelenites_1.xml")).toMatchObject({
      typeCode: "384",
      precedingInvoices: [{ number: "ZZZ000001" }],
      totals: { taxInclusive: "-2794000" },
    });
    expect(read("data-Tagorszagi_devizas_szamla.xml")).toMatchObject({
      exchangeRates: [{ from: "EUR", to: "HUF", rate: "310.00" }],
      vatBreakdown: [{ category: "K", exemptionReason: "Áfa tv. 89. §" }],
      buyer: { vatIdentifier: "DE888888888" },
    });
  });
});
