import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/aeat-verifactu/index.js";
import { aSpanishInvoice, anOrder } from "./a-spanish-invoice.js";
import { failureOf, openVerifactu, type OpenVerifactu, service, submitAccepted } from "./open-verifactu.js";

let verifactu: OpenVerifactu;
afterEach(() => verifactu.close());

const submitted = async () => (await submitAccepted(anOrder(aSpanishInvoice()), verifactu)).reference;

describe("annulling at VERI*FACTU", () => {
  it("is done at once", async () => {
    verifactu = await openVerifactu();
    const reference = await submitted();

    const report = await provider.cancel(reference, "Sent by mistake", verifactu.call);
    const [later] = await provider.polling.fetch([reference], verifactu.call);

    expect([report.status, later?.status]).toEqual(["Anulada", "Anulada"]);
    expect(provider.statuses.Anulada).toMatchObject({ clearance: "CANCELLED", final: true });
  });

  it("shows in the status after its answer was lost", async () => {
    verifactu = await openVerifactu();
    const reference = await submitted();
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });

    const failure = await failureOf(provider.cancel(reference, "Error", verifactu.call));
    const [report] = await provider.polling.fetch([reference], verifactu.call);

    expect([failure.consequence, report?.status]).toEqual(["hold", "Anulada"]);
  });

  it("is done when it was done before", async () => {
    verifactu = await openVerifactu();
    const reference = await submitted();
    await provider.cancel(reference, "Error", verifactu.call);

    const report = await provider.cancel(reference, "Error", verifactu.call);

    expect(report).toMatchObject({ status: "Anulada", reference });
  });

  it("is refused where nothing is registered", async () => {
    verifactu = await openVerifactu();
    const reference = { ...(await submitted()), number: "FT-9", id: "0".repeat(64) };

    const failure = await failureOf(provider.cancel(reference, "Error", verifactu.call));

    expect(failure).toMatchObject({
      consequence: "refused",
      problem: { kind: "BUSINESS_REJECTION", nativeCode: "3002" },
    });
  });

  it("does not free the number", async () => {
    verifactu = await openVerifactu();
    const reference = await submitted();
    await provider.cancel(reference, "Error", verifactu.call);

    const again = await submitAccepted(anOrder(aSpanishInvoice(), { key: "again" }), verifactu);
    const [report] = await provider.polling.fetch([again.reference], verifactu.call);

    expect(report).toMatchObject({ status: "Incorrecto", rejection: { code: "3000" } });
  });
});

describe("verifying at the AEAT", () => {
  const urlOf = (references: Parameters<NonNullable<typeof provider.verification>["url"]>[1], portal: string) =>
    provider.verification.url(portal, references);

  /** The published example, with its ampersand. */
  it("has the published form, with what needs it encoded", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice({ number: "12345678&G33" }));

    const { networkReferences = [] } = await submitAccepted(order, verifactu);

    expect(urlOf(networkReferences, provider.verification.portal.sandbox)).toBe(
      "https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B76543214&numserie=12345678%26G33&fecha=03-03-2025&importe=297.00",
    );
    expect(provider.verification.portal.live).toBe("https://www2.agenciatributaria.gob.es");
  });

  it("leads nowhere before a record was taken", () => {
    expect(urlOf([], "https://portal.example")).toBeUndefined();
  });

  it("finds a registered invoice, and no annulled one", async () => {
    verifactu = await openVerifactu();
    const { reference, networkReferences = [] } = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);
    const path = urlOf(networkReferences, "") ?? "";
    const show = () =>
      verifactu.call.http.send({
        operation: "show",
        method: "GET",
        path,
        expect: { bytes: (bytes) => Buffer.from(bytes).toString("utf8") },
        effect: "read",
      });

    const before = await show();
    await provider.cancel(reference, "Error", verifactu.call);

    expect([before, await show()]).toEqual(["Factura encontrada", "Factura no encontrada"]);
  });
});
