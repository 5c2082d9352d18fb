import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
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
afterEach(async () => {
  vi.useRealTimers();
  await verifactu.close();
});

describe("an answer of VERI*FACTU that was lost", () => {
  it("is asked for by number, day and key", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });

    const failure = await failureOf(provider.submit(order, verifactu.call));
    const found = needAccepted(await provider.reconcile(order, verifactu.call));

    expect(failure.consequence).toBe("hold");
    expect(found).toMatchObject({ status: "Correcta", reference: { key: order.key, number: order.invoice.number } });
    expect(textOf(recordOf(found), "Huella")).toBe(found.reference.id);
    expect(provider.statuses.Correcta).toMatchObject({ clearance: "CLEARED", final: true });
  });

  it("is found in the month of the operation", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice({ delivery: { date: "2025-01-31" } }));
    await submitAccepted(order, verifactu);

    const found = await provider.reconcile(order, verifactu.call);

    expect(found).toMatchObject({ status: "Correcta" });
  });

  it("is nothing when nothing arrived", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "cut" });
    await failureOf(provider.submit(order, verifactu.call));

    expect(await provider.reconcile(order, verifactu.call)).toBeUndefined();
  });

  it("is nothing when the record was refused: it is judged again when it is sent again", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aRefusedInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });
    await failureOf(provider.submit(order, verifactu.call));

    expect(await provider.reconcile(order, verifactu.call)).toBeUndefined();
    expect(await provider.submit(order, verifactu.call)).toMatchObject({ outcome: "rejected" });
  });

  it("is not somebody else's who has used the number before", async () => {
    verifactu = await openVerifactu();
    await submitAccepted(anOrder(aSpanishInvoice(), { key: "earlier" }), verifactu);

    expect(await provider.reconcile(anOrder(aSpanishInvoice()), verifactu.call)).toBeUndefined();
  });

  it("is known from the record being there already, when it is sent again", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });
    await failureOf(provider.submit(order, verifactu.call));

    const again = await submitAccepted(order, verifactu);
    const [report] = await provider.polling.fetch([again.reference], verifactu.call);

    expect(again.status).toBe("RegistroDuplicado");
    expect(provider.statuses.RegistroDuplicado).toMatchObject({ clearance: "PENDING" });
    expect(report).toMatchObject({ status: "Correcta", reference: again.reference });
  });

  it("of some in a request harms none of them when all are sent again", async () => {
    verifactu = await openVerifactu();
    const orders = ["FT-1", "FT-2"].map((number) => anOrder(aSpanishInvoice({ number })));
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });
    await failureOf(provider.submitBatch(orders, verifactu.call));

    const again = (await provider.submitBatch(orders, verifactu.call)).map(needAccepted);
    const reports = await provider.polling.fetch(
      again.map(({ reference }) => reference),
      verifactu.call,
    );

    expect(reports.map(({ status }) => status)).toEqual(["Correcta", "Correcta"]);
  });

  it("outlives a kill of the simulator", async () => {
    const directory = mkdtempSync(join(tmpdir(), "verifactu-"));
    try {
      const ledgerFile = join(directory, "ledger.jsonl");
      const before = await openVerifactu({}, { ledgerFile });
      const order = anOrder(aSpanishInvoice());
      const { reference } = await submitAccepted(order, before);
      await before.close();

      verifactu = await openVerifactu({}, { ledgerFile });

      expect(await provider.polling.fetch([reference], verifactu.call)).toMatchObject([{ status: "Correcta" }]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe("a number that was used before", () => {
  it("is refused as soon as the AEAT has said whose record it has", async () => {
    verifactu = await openVerifactu();
    await submitAccepted(anOrder(aSpanishInvoice(), { key: "earlier" }), verifactu);

    const { status, reference } = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);
    const [report] = await provider.polling.fetch([reference], verifactu.call);

    expect(status).toBe("RegistroDuplicado");
    expect(report).toMatchObject({ status: "Incorrecto", rejection: { code: "3000" } });
    expect(provider.statuses.Incorrecto).toMatchObject({ clearance: "REJECTED", final: true });
  });
});

describe("a registered invoice", () => {
  it("stays registered when another record has amended it", async () => {
    verifactu = await openVerifactu();
    const { reference } = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);
    const amendment = aSpanishInvoice({ extensions: { verifactu: { remedy: "AMENDS" } } });
    await submitAccepted(anOrder(amendment, { key: "amendment" }), verifactu);

    expect(await provider.polling.fetch([reference], verifactu.call)).toMatchObject([{ status: "Correcta" }]);
  });

  it("is annulled under the key of its record, also when its answer was lost before", async () => {
    verifactu = await openVerifactu();
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "lose" });
    await failureOf(provider.submit(order, verifactu.call));
    const { reference } = await submitAccepted(order, verifactu);

    await provider.cancel(reference, "Error", verifactu.call);

    expect(await provider.polling.fetch([reference], verifactu.call)).toMatchObject([{ status: "Anulada" }]);
  });
});

describe("a record that was held up", () => {
  it("says so when it is sent, and is otherwise the same", async () => {
    verifactu = await openVerifactu();
    const sent: string[] = [];
    const { http } = verifactu.call;
    const spying: typeof http = {
      send(request) {
        if (request.body && "bytes" in request.body) sent.push(Buffer.from(request.body.bytes).toString("utf8"));
        return http.send(request);
      },
    };
    const call = { ...verifactu.call, http: spying };
    const order = anOrder(aSpanishInvoice());
    verifactu.simulator.fail({ path: service, times: 1, how: "cut" });
    await failureOf(provider.submit(order, call));

    vi.useFakeTimers({ now: Date.now() + 300_000, toFake: ["Date"] });
    await provider.submit(order, call);

    const records = sent.map((text) => /<sf:RegistroAlta>[^]*<\/sf:RegistroAlta>/.exec(text)?.[0]);
    expect(records[1]).toBe(records[0]);
    expect(sent.map((text) => text.includes("<sf:Incidencia>S</sf:Incidencia>"))).toEqual([false, true]);
  });
});
