import { afterEach, describe, expect, it } from "vitest";
import { hashOfAnnulment, hashOfRegistration } from "../../../providers/aeat-verifactu/chain.js";
import provider from "../../../providers/aeat-verifactu/index.js";
import { aRefusedInvoice, aSpanishInvoice, anOrder } from "./a-spanish-invoice.js";
import {
  failureOf,
  needAccepted,
  openVerifactu,
  type OpenVerifactu,
  recordOf,
  service,
  submitAccepted,
  textOf,
} from "./open-verifactu.js";

let verifactu: OpenVerifactu;
afterEach(() => verifactu?.close());

const first = {
  issuer: "89890001K",
  number: "12345678/G33",
  date: "01-01-2024",
  type: "F1",
  taxTotal: "12.35",
  total: "123.45",
};
const second = { ...first, number: "12345679/G34" };
const hashes = [
  "3C464DAF61ACB827C65FDA19F352A4E3BDC2C640E9E9FC4CC058073F38F12F60",
  "F7B94CFD8924EDFF273501B01EE5153E4CE8F259766F88CF6ACB8935802A2B97",
  "177547C0D57AC74748561D054A9CEC14B4C4EA23D1BEFD6F2E69E3A388F90C68",
] as const;

/** "Especificaciones técnicas para generación de la huella", version 0.1.2, its three examples. */
describe("the hash of a record, as the AEAT has published it", () => {
  it("of a first registration", () => {
    expect(hashOfRegistration(first, "", "2024-01-01T19:20:30+01:00")).toBe(hashes[0]);
  });

  it("of a registration after another", () => {
    expect(hashOfRegistration(second, hashes[0], "2024-01-01T19:20:35+01:00")).toBe(hashes[1]);
  });

  it("of an annulment", () => {
    expect(hashOfAnnulment(second, hashes[1], "2024-01-01T19:20:40+01:00")).toBe(hashes[2]);
  });
});

describe("the chain of records", () => {
  it("begins with a first record and goes on with the one before", async () => {
    verifactu = await openVerifactu();
    const one = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);
    const two = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-2025/0118" })), verifactu);

    expect(textOf(recordOf(one), "PrimerRegistro")).toBe("S");
    expect(textOf(recordOf(one), "Huella")).toBe(one.reference.id);
    const before = recordOf(two).children.find(({ name }) => name === "Encadenamiento")!;
    expect(["NumSerieFactura", "FechaExpedicionFactura", "Huella"].map((name) => textOf(before, name))).toEqual([
      "FT-2025/0117",
      "03-03-2025",
      one.reference.id,
    ]);
    expect([one.status, two.status]).toEqual(["Correcto", "Correcto"]);
  });

  it("keeps a refused record in it", async () => {
    verifactu = await openVerifactu();
    const refused = await provider.submit(anOrder(aRefusedInvoice({ number: "FT-1" })), verifactu.call);

    const next = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-2" })), verifactu);

    expect(refused.outcome).toBe("rejected");
    const before = recordOf(next).children.find(({ name }) => name === "Encadenamiento")!;
    expect(textOf(before, "NumSerieFactura")).toBe("FT-1");
  });

  it("goes through one request in the order of the orders", async () => {
    verifactu = await openVerifactu();
    const numbers = ["FT-3", "FT-1", "FT-2"];
    const orders = numbers.map((number) => anOrder(aSpanishInvoice({ number })));

    const receipts = (await provider.submitBatch(orders, verifactu.call)).map(needAccepted);

    const links = receipts.map((receipt) => recordOf(receipt).children.find(({ name }) => name === "Encadenamiento")!);
    expect(links.map((link) => textOf(link, "NumSerieFactura"))).toEqual([undefined, "FT-3", "FT-1"]);
    expect(receipts.map(({ status }) => status)).toEqual(["Correcto", "Correcto", "Correcto"]);
  });

  it("has annulments in it", async () => {
    verifactu = await openVerifactu();
    const one = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-1" })), verifactu);
    const two = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-2" })), verifactu);
    await provider.cancel(one.reference, "Error", verifactu.call);

    const three = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-3" })), verifactu);

    const before = recordOf(three).children.find(({ name }) => name === "Encadenamiento")!;
    expect(textOf(before, "NumSerieFactura")).toBe("FT-1");
    expect([one.reference.id, two.reference.id]).not.toContain(textOf(before, "Huella"));
    expect(three.status).toBe("Correcto");
  });

  it("has no record of another issuer in it", async () => {
    verifactu = await openVerifactu();
    const seller = { ...aSpanishInvoice().seller, vatIdentifier: "ESB65432106" };

    const receipts = await provider.submitBatch(
      [anOrder(aSpanishInvoice({ number: "FT-1", seller })), anOrder(aSpanishInvoice({ number: "FT-2" }))],
      verifactu.call,
    );

    expect(receipts[0]).toMatchObject({ outcome: "rejected", rejection: { code: "1108" } });
    expect(textOf(recordOf(needAccepted(receipts[1])), "PrimerRegistro")).toBe("S");
  });

  it("sends the very same record again after a lost answer", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "cut" });

    const failure = await failureOf(provider.submit(order, verifactu.call));
    const later = await submitAccepted(anOrder(aSpanishInvoice({ number: "FT-2025/0118" })), verifactu);
    const again = await submitAccepted(order, verifactu);

    expect(failure.consequence).toBe("hold");
    const before = recordOf(later).children.find(({ name }) => name === "Encadenamiento")!;
    expect(textOf(before, "Huella")).toBe(again.reference.id);
    expect(textOf(recordOf(again), "PrimerRegistro")).toBe("S");
  });

  it("tells the moment of a record in the time of its territory", async () => {
    verifactu = await openVerifactu();

    const receipt = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);

    const moment = textOf(recordOf(receipt), "FechaHoraHusoGenRegistro") ?? "";
    expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
    expect(Math.abs(Date.parse(moment) - Date.now())).toBeLessThan(10_000);
  });
});
