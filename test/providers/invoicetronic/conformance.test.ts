import { expect, it } from "vitest";
import material from "../../../providers/invoicetronic/conformance.js";
import provider from "../../../providers/invoicetronic/index.js";
import { checkFattura } from "../../../providers/invoicetronic/simulator/check-fattura.js";
import { readFattura } from "../../../providers/invoicetronic/simulator/fattura.js";

it("gives the conformance suite documents that SdI would take, and one that cannot be expressed", () => {
  const { sending, inbound } = material;
  const prepared = sending && provider.prepare({ invoice: sending.invoice("C-1") });
  const documents = [
    prepared && "document" in prepared ? prepared.document : undefined,
    typeof sending?.raw === "function" ? sending.raw("C-2") : undefined,
    inbound?.("C-3"),
  ];
  const refused = sending?.refused && provider.prepare(sending.refused("C-4"));
  const { invoice, term } = sending?.inexpressible?.("C-5") ?? {};

  for (const [index, document] of documents.entries()) {
    const fattura = readFattura(document?.bytes ?? Buffer.of());
    if (typeof fattura === "string") throw new Error(fattura);
    expect(fattura.documents.map(({ number }) => number)).toEqual([`C-${index + 1}`]);
    expect(checkFattura(fattura)).toEqual([]);
  }
  expect(refused).toHaveProperty("document");
  expect(invoice && provider.prepare({ invoice })).toMatchObject({ violations: [{ rule: `FATTURAPA-${term}` }] });
});

it("asks for the real sandbox with a key of the sandbox only", () => {
  expect(material.sandbox?.({ INVOICETRONIC_API_KEY: "ik_live_1" })).toBeUndefined();
  expect(material.sandbox?.({ INVOICETRONIC_API_KEY: "ik_test_1" })).toEqual({ credentials: { apiKey: "ik_test_1" } });
});
