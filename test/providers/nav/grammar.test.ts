import { describe, expect, it } from "vitest";
import { checkReport } from "../../../providers/nav/simulator/report-grammar.js";
import { checkRequest } from "../../../providers/nav/simulator/request-grammar.js";
import { readXml } from "../../../providers/nav/xml.js";
import { areSchemasMissing, faultsOf, officialSamples, readOfficial } from "./official-schemas.js";

describe("the simulator's own grammar of NAV's messages", () => {
  it.skipIf(areSchemasMissing)("takes the official samples", () => {
    for (const name of officialSamples()) {
      const root = readXml(readOfficial(name));
      const isReport = root.name === "InvoiceData";
      // It knows no further parameters of searches, and no EKAER ids.
      const isBeyond = name.includes("outbound_query_params") || name.includes("Belfoldi") || name.includes("Chain");
      if (!isBeyond)
        expect([name, isReport ? checkReport(root, root.name) : checkRequest(root, root.name)]).toEqual([name, []]);
    }
  });

  it.skipIf(areSchemasMissing)("refuses what the official schemas refuse", () => {
    const sample = readOfficial("samples/data-Tagorszagi_devizas_szamla.xml").toString("utf8");
    const broken = [
      sample.replace("<invoiceCategory>NORMAL", "<invoiceCategory>LARGE"),
      sample.replace("<completenessIndicator>false</completenessIndicator>", ""),
      sample.replace("<exchangeRate>310.00</exchangeRate>", "<exchangeRate>310.1234567</exchangeRate>"),
      sample.replace("<lineNetAmount>3000.00", "<lineNetAmount>3000.001"),
      sample.replace("<base:postalCode>81543", "<base:postalCode>8"),
      sample.replace("<customerVatStatus>OTHER</customerVatStatus>", ""),
      sample.replace("<case>KBAET</case>", ""),
      sample.replace("<base:taxpayerId>99999999", "<base:taxpayerId>9999999"),
    ];

    for (const text of broken) {
      const bytes = Buffer.from(text, "utf8");
      expect(text).not.toBe(sample);
      expect(faultsOf(bytes)).not.toEqual([]);
      expect(checkReport(readXml(bytes), "InvoiceData")).toHaveLength(1);
    }
  });
});
