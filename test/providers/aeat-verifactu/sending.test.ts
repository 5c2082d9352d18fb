import { afterEach, describe, expect, it } from "vitest";
import provider from "../../../providers/aeat-verifactu/index.js";
import { aBuyer, aRefusedInvoice, aSpanishInvoice, anOrder } from "./a-spanish-invoice.js";
import {
  countRequests,
  failureOf,
  needAccepted,
  openVerifactu,
  type OpenVerifactu,
  readTree,
  recordOf,
  service,
  submitAccepted,
  textOf,
} from "./open-verifactu.js";

let verifactu: OpenVerifactu;
afterEach(() => verifactu.close());

const meaningOf = (status: string) => provider.statuses[status as keyof typeof provider.statuses];

const aFault = (said: string, status = 500) => ({
  answer: {
    status,
    headers: { "content-type": "text/xml" },
    body: `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><env:Fault><faultcode>env:Client</faultcode><faultstring>${said}</faultstring></env:Fault></env:Body></env:Envelope>`,
  },
});

describe("sending to VERI*FACTU", () => {
  it("registers an invoice at once", async () => {
    verifactu = await openVerifactu();

    const receipt = await submitAccepted(anOrder(aSpanishInvoice()), verifactu);

    expect(receipt.status).toBe("Correcto");
    expect(meaningOf(receipt.status)).toMatchObject({ clearance: "CLEARED", final: true });
    expect(receipt.warnings).toBeUndefined();
    expect(receipt.reference).toMatchObject({
      id: expect.stringMatching(/^[0-9A-F]{64}$/),
      key: "key-FT-2025/0117",
      issuer: "B76543214",
      number: "FT-2025/0117",
      date: "03-03-2025",
    });
    expect(receipt.networkReferences).toContainEqual({
      kind: "AEAT CSV",
      value: expect.stringMatching(/^A-[0-9A-F]{14}$/),
    });
  });

  it("keeps the record as it was sent, and the answer to it alone", async () => {
    verifactu = await openVerifactu();
    const orders = ["FT-1", "FT-2"].map((number) => anOrder(aSpanishInvoice({ number })));

    const [, second] = (await provider.submitBatch(orders, verifactu.call)).map(needAccepted);

    const [record, answer] = (second?.evidence ?? []).map(({ bytes }) => readTree(bytes));
    expect(second?.evidence?.map(({ fileName }) => fileName)).toEqual(["registro-FT-2.xml", "respuesta-FT-2.xml"]);
    expect(textOf(record!, "RefExterna")).toBe("key-FT-2");
    expect(textOf(record!, "Huella")).not.toBeUndefined();
    const lines = answer!.children.filter(({ name }) => name === "RespuestaLinea");
    expect(lines.map((line) => textOf(line, "NumSerieFactura"))).toEqual(["FT-2"]);
    expect(textOf(answer!, "CSV")).toBe(second?.networkReferences?.find(({ kind }) => kind === "AEAT CSV")?.value);
  });

  it("tells what a record was accepted in spite of", async () => {
    verifactu = await openVerifactu();
    const buyer = aBuyer({ vatIdentifier: "ESB99999997" });

    const receipt = await submitAccepted(anOrder(aSpanishInvoice({ buyer })), verifactu);

    expect(receipt).toMatchObject({
      status: "AceptadoConErrores",
      warnings: [{ rule: "2001", severity: "WARNING", path: ["buyer"] }],
    });
    expect(meaningOf(receipt.status)).toMatchObject({ clearance: "CLEARED_WITH_WARNINGS", final: true });
  });

  it("tells why a record is refused, and what to do", async () => {
    verifactu = await openVerifactu();

    const receipt = await provider.submit(anOrder(aRefusedInvoice()), verifactu.call);

    expect(receipt).toMatchObject({
      outcome: "rejected",
      rejection: {
        code: "1124",
        violations: [{ rule: "1124", severity: "ERROR", path: ["vatBreakdown"] }],
        actionRequired: expect.stringContaining("REFUSED_BEFORE"),
      },
    });
  });

  it("sends many in one request, each with its own outcome", async () => {
    verifactu = await openVerifactu();
    const orders = [
      anOrder(aSpanishInvoice({ number: "FT-1" })),
      anOrder(aRefusedInvoice({ number: "FT-2" })),
      anOrder(aSpanishInvoice({ number: "FT-3" })),
    ];

    const receipts = await provider.submitBatch(orders, verifactu.call);

    expect(receipts.map(({ outcome }) => outcome)).toEqual(["accepted", "rejected", "accepted"]);
    expect(needAccepted(receipts[2]).reference).toMatchObject({ number: "FT-3" });
    expect(countRequests(verifactu)).toBe(1);
  });

  it("sends nothing where all orders are of other issuers", async () => {
    verifactu = await openVerifactu();
    const seller = { ...aSpanishInvoice().seller, vatIdentifier: "ESB65432106" };

    const receipts = await provider.submitBatch([anOrder(aSpanishInvoice({ seller }))], verifactu.call);

    expect(receipts).toMatchObject([{ outcome: "rejected", rejection: { code: "1108" } }]);
    expect(countRequests(verifactu)).toBe(0);
  });

  it("sends a corrected invoice for a refused one, and puts right one that was accepted with errors", async () => {
    verifactu = await openVerifactu();
    await provider.submit(anOrder(aRefusedInvoice()), verifactu.call);
    const remedied = (remedy: string) => aSpanishInvoice({ extensions: { verifactu: { remedy } } });

    const early = await provider.submit(anOrder(remedied("AMENDS"), { key: "a" }), verifactu.call);
    const first = await submitAccepted(anOrder(remedied("REFUSED_BEFORE"), { key: "b" }), verifactu);
    const amended = await submitAccepted(anOrder(remedied("AMENDS"), { key: "c" }), verifactu);

    expect(early).toMatchObject({ outcome: "rejected", rejection: { code: "3002" } });
    expect(["Subsanacion", "RechazoPrevio"].map((name) => textOf(recordOf(first), name))).toEqual(["S", "X"]);
    expect(["Subsanacion", "RechazoPrevio"].map((name) => textOf(recordOf(amended), name))).toEqual(["S", "N"]);
    expect(amended.status).toBe("Correcto");
  });

  it("waits as long as an answer asks for", async () => {
    verifactu = await openVerifactu({ waitSeconds: 60 });
    const before = await verifactu.pace.permit();

    await submitAccepted(anOrder(aSpanishInvoice()), verifactu);

    expect(before.urgentMs).toBe(0);
    expect((await verifactu.pace.permit()).urgentMs).toBeGreaterThan(50_000);
  });

  it("takes an order one after the other, a thousand in a request", () => {
    expect(provider.limits).toMatchObject({ submissionsAtOnce: 1, batch: { documents: 1_000 } });
  });
});

describe("a request that VERI*FACTU refuses as a whole", () => {
  it.each([
    [
      "is about the record",
      "Codigo[4102].El XML no cumple el esquema. Falta informar campo obligatorio.: NIF",
      "refused",
      "INVALID_REQUEST",
      "4102",
    ],
    [
      "is about the account",
      "Codigo[4104].El NIF del titular en la cabecera no está identificado.",
      "retry",
      "AUTHORIZATION",
      "4104",
    ],
    ["is about a database", "Codigo[3501].Error técnico de base de datos.", "retry", "UNAVAILABLE", "3501"],
    ["says what nobody has documented", "Codigo[20009].Error interno en el servidor", "hold", "UNKNOWN", "20009"],
    ["has no code", "java.lang.NullPointerException", "hold", "UNKNOWN", undefined],
  ])("%s", async (_, said, consequence, kind, nativeCode) => {
    verifactu = await openVerifactu();
    for (const status of [500, 200]) {
      verifactu.simulator.fail({ path: service, times: 1, how: aFault(said, status) });

      const failure = await failureOf(provider.submit(anOrder(aSpanishInvoice()), verifactu.call));

      expect(failure).toMatchObject({ consequence, problem: { kind, message: said } });
      expect(failure.problem.nativeCode).toBe(nativeCode);
    }
  });

  it.each([
    ["the front door's page of a missing right", 403, "<html>403</html>", "retry"],
    ["an answer that is cut off", 200, "<soapenv:Envelope", "hold"],
    [
      "an answer to something else",
      200,
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><x/></e:Body></e:Envelope>',
      "hold",
    ],
  ])("knows %s", async (_, status, body, consequence) => {
    verifactu = await openVerifactu();
    verifactu.simulator.fail({ path: service, times: 1, how: { answer: { status, body } } });

    const failure = await failureOf(provider.submit(anOrder(aSpanishInvoice()), verifactu.call));

    expect(failure.consequence).toBe(consequence);
  });

  it("does not trust an answer that leaves a record out", async () => {
    verifactu = await openVerifactu();
    const [order, other] = ["FT-1", "FT-2"].map((number) => anOrder(aSpanishInvoice({ number })));
    const bodies: Uint8Array[] = [];
    const { http } = verifactu.call;
    const spying: typeof http = {
      send: (request) =>
        http.send({
          ...request,
          expect: {
            bytes(bytes, headers) {
              bodies.push(bytes);
              if (!("bytes" in request.expect)) throw new Error("no SOAP");
              return request.expect.bytes(bytes, headers);
            },
          },
        }),
    };
    await provider.submit(order!, { ...verifactu.call, http: spying });
    const answer = { status: 200, body: bodies[0] };
    verifactu.simulator.fail({ path: service, times: 1, how: { answer } });

    const failure = await failureOf(provider.submit(other!, verifactu.call));

    expect(failure).toMatchObject({ consequence: "hold", problem: { kind: "INVALID_RESPONSE" } });
  });
});
