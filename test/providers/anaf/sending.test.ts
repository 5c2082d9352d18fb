import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import conformance from "../../../providers/anaf/conformance.js";
import provider from "../../../providers/anaf/index.js";
import { aBuyer, anOrder, aRefusedInvoice, aRomanianInvoice, aSeller, takenUp } from "./a-romanian-invoice.js";
import { accepted, countRequests, failureOf, type OpenAnaf, openAnaf, pollToEnd, until } from "./open-anaf.js";

const uploads = /^\/upload$/;
let anaf: OpenAnaf;
afterEach(() => anaf.close());

describe("sending to RO e-Factura", () => {
  it("delivers an invoice and names its upload", async () => {
    anaf = await openAnaf();

    const receipt = await provider.submit(anOrder(), anaf.call);
    const reference = accepted(receipt);
    const report = await pollToEnd(reference, anaf);

    expect(receipt).toMatchObject({
      status: "in prelucrare",
      networkReferences: [{ kind: "ANAF upload index", value: reference.id }],
    });
    expect(report).toMatchObject({
      reference,
      status: "ok",
      networkReferences: [
        { kind: "ANAF upload index", value: reference.id },
        { kind: "ANAF message", value: expect.stringMatching(/^\d+$/) },
      ],
    });
    expect(provider.statuses["ok"]).toEqual({ transport: "DELIVERED", clearance: "CLEARED", final: true });
  });

  it("says why an invoice is refused, by rule", async () => {
    anaf = await openAnaf();

    const reference = accepted(await provider.submit(anOrder(aRefusedInvoice()), anaf.call));
    const report = await pollToEnd(reference, anaf);

    expect(report).toMatchObject({
      status: "nok",
      rejection: {
        code: "R_BT_48_cui",
        violations: [{ rule: "R_BT_48_cui", ruleset: "CIUS-RO", message: expect.stringContaining("80000033") }],
      },
    });
  });

  it("clears an invoice to a buyer abroad, who does not find it in the system", async () => {
    anaf = await openAnaf();
    const address = { line1: "Kouter 12", city: "Gent", countryCode: "BE" };
    const buyer = aBuyer({ vatIdentifier: "BE0887290276", address });
    const { delivery: _, ...invoice } = aRomanianInvoice({ buyer });

    const reference = accepted(await provider.submit(anOrder(invoice), anaf.call));

    expect((await pollToEnd(reference, anaf)).status).toBe("ok (cumparator extern)");
    expect(provider.statuses["ok (cumparator extern)"]).toMatchObject({
      transport: "ACCEPTED_BY_PROVIDER",
      clearance: "CLEARED",
    });
  });

  it("uploads an invoice to a consumer where consumers' invoices belong", async () => {
    anaf = await openAnaf();
    const { vatIdentifier: _, ...person } = aBuyer({ legalRegistration: { value: "0000000000000" } });

    const reference = accepted(await provider.submit(anOrder(aRomanianInvoice({ buyer: person })), anaf.call));

    expect((await pollToEnd(reference, anaf)).status).toBe("ok (B2C)");
    expect(countRequests(anaf, "POST", /^\/uploadb2c$/)).toBe(1);
  });

  it("uploads a self-billed invoice in the name of its seller", async () => {
    anaf = await openAnaf();
    const [seller, buyer] = [aSeller({ vatIdentifier: "RO80000025" }), aBuyer({ vatIdentifier: "RO8000000000" })];
    const order = anOrder(aRomanianInvoice({ typeCode: "389", seller, buyer }));

    const reference = accepted(await provider.submit(order, anaf.call));

    expect((await pollToEnd(reference, anaf)).status).toBe("ok");
  });

  it("sends a credit note as one", async () => {
    anaf = await openAnaf();
    const precedingInvoices = [{ number: "FMB-2026-0100" }];
    const order = anOrder(aRomanianInvoice({ kind: "CREDIT_NOTE", typeCode: "381", precedingInvoices }));

    const reference = accepted(await provider.submit(order, anaf.call));

    expect((await pollToEnd(reference, anaf)).status).toBe("ok");
  });

  it("takes an unknown word of ANAF for what it is", async () => {
    anaf = await openAnaf();
    const body = '<header xmlns="mfp:anaf:dgti:efactura:stareMesajFactura:v1" stare="in asteptare"/>';
    anaf.simulator.fail({ path: /stareMesaj/, times: 1, how: { answer: { status: 200, body } } });

    const [report] = await provider.polling.fetch([{ id: "1" }], anaf.call);

    expect(report).toMatchObject({ status: "in asteptare" });
    expect(report?.rejection).toBeUndefined();
    expect(provider.statuses).not.toHaveProperty("in asteptare");
  });

  it("refuses what had been refused at its upload", async () => {
    anaf = await openAnaf();
    const stare = "XML cu erori nepreluat de sistem";
    const body = `<header xmlns="mfp:anaf:dgti:efactura:stareMesajFactura:v1" stare="${stare}"/>`;
    anaf.simulator.fail({ path: /stareMesaj/, times: 1, how: { answer: { status: 200, body } } });

    expect(await provider.polling.fetch([{ id: "1" }], anaf.call)).toMatchObject([
      { status: stare, rejection: { code: "nok" } },
    ]);
  });
});

describe("an error of ANAF", () => {
  it.each(conformance.errors ?? [])("follows from its words: $name", async ({ answer, consequence, kind, path }) => {
    anaf = await openAnaf();
    anaf.simulator.fail({ method: "POST", path, times: 1, how: { answer } });

    const failure = await failureOf(provider.submit(anOrder(), anaf.call));

    expect(failure.consequence).toBe(consequence);
    if (kind) expect(failure.problem.kind).toBe(kind);
    expect(failure.rejection !== undefined).toBe(consequence === "refused");
  });

  it("said by the firewall tells the id to complain with, and can be asked past", async () => {
    anaf = await openAnaf();
    const page = conformance.errors?.find(({ name }) => name.includes("firewall"))?.answer as SimulatorResponse;
    anaf.simulator.fail({ path: /stareMesaj/, times: 1, how: { answer: page } });

    const failure = await failureOf(provider.polling.fetch([{ id: "1" }], anaf.call));

    expect(failure).toMatchObject({
      consequence: "retry",
      problem: { kind: "UNAVAILABLE", requestId: "1554988284255837942" },
    });
  });

  it("about a status does not say anything about the invoice", async () => {
    anaf = await openAnaf({ limits: { statusesPerMessageAndDay: 1 } });
    const reference = accepted(await provider.submit(anOrder(), anaf.call));
    await provider.polling.fetch([reference], anaf.call);

    const tooOften = await failureOf(provider.polling.fetch([reference], anaf.call));
    const unknown = await failureOf(provider.polling.fetch([{ id: "15000" }], anaf.call));

    expect(tooOften).toMatchObject({ consequence: "retry", problem: { kind: "RATE_LIMITED" } });
    expect(unknown).toMatchObject({ consequence: "retry", problem: { kind: "NOT_FOUND" } });
  });
});

describe("an upload whose answer was lost", () => {
  const loseNext = (how: "lose" | "cut") => anaf.simulator.fail({ method: "POST", path: uploads, times: 1, how });

  it("is found by its content among others, and each of them is looked at once", async () => {
    anaf = await openAnaf();
    const other = accepted(await provider.submit(anOrder(aRomanianInvoice({ number: "FMB-2" })), anaf.call));
    await pollToEnd(other, anaf);
    const order = anOrder();
    loseNext("lose");

    const failure = await failureOf(provider.submit(order, anaf.call));
    const found = await until(() => provider.reconcile(takenUp(order), anaf.call));
    const report = await pollToEnd(accepted(found), anaf);

    expect(failure.consequence).toBe("hold");
    expect(report).toMatchObject({ status: "ok" });
    expect(accepted(found).id).not.toBe(other.id);
    expect(countRequests(anaf, "POST", uploads)).toBe(2);
    expect(countRequests(anaf, "GET", /descarcare/)).toBe(2);
  });

  it("is not found when it never arrived", async () => {
    anaf = await openAnaf();
    const order = anOrder();
    loseNext("cut");

    expect((await failureOf(provider.submit(order, anaf.call))).consequence).toBe("hold");
    expect(await provider.reconcile(takenUp(order), anaf.call)).toBeUndefined();
  });

  it("is adopted instead of sent again, once it is in the list", async () => {
    anaf = await openAnaf();
    const order = anOrder();
    loseNext("lose");
    await failureOf(provider.submit(order, anaf.call));
    const found = await until(() => provider.reconcile(takenUp(order), anaf.call));

    const receipt = await provider.submit(takenUp(order), anaf.call);

    expect(receipt).toEqual(found);
    expect(countRequests(anaf, "POST", uploads)).toBe(1);
  });

  it("stands for the second one that ANAF refuses, where the list was too late", async () => {
    anaf = await openAnaf({ listLagMs: 3_600_000 });
    const order = anOrder();
    loseNext("lose");
    await failureOf(provider.submit(order, anaf.call));

    const second = accepted(await provider.submit(takenUp(order), anaf.call));
    const report = await pollToEnd(second, anaf);
    const evidence = await provider.fetchEvidence(second, anaf.call);

    expect(countRequests(anaf, "POST", uploads)).toBe(2);
    expect(report).toMatchObject({ reference: second, status: "ok" });
    expect(report.networkReferences).toContainEqual({
      kind: "ANAF upload index",
      value: String(Number(second.id) - 1),
    });
    expect(Buffer.from(evidence[0]!.bytes)).toEqual(Buffer.from(order.document.bytes));
  });

  it("does not stand for another document of the same number", async () => {
    anaf = await openAnaf();
    const first = accepted(await provider.submit(anOrder(), anaf.call));
    await pollToEnd(first, anaf);

    const other = anOrder(aRomanianInvoice({ paymentTerms: "Plata la livrare" }));
    const second = accepted(await provider.submit(other, anaf.call));

    expect(await pollToEnd(second, anaf)).toMatchObject({
      status: "nok",
      rejection: { code: "DUPLICATE", message: expect.stringContaining(first.id) },
    });
  });

  it("survives a kill of ANAF", async () => {
    const directory = mkdtempSync(join(tmpdir(), "anaf-"));
    try {
      const ledgerFile = join(directory, "ledger.jsonl");
      const before = await openAnaf({}, { ledgerFile, stepMs: 300 });
      const reference = accepted(await provider.submit(anOrder(), before.call));
      await before.close();

      anaf = await openAnaf({}, { ledgerFile });

      expect(await pollToEnd(reference, anaf)).toMatchObject({ status: "ok", reference });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
