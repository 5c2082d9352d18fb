import { afterEach, describe, expect, it } from "vitest";
import { chainRegistration } from "../../../providers/aeat-verifactu/chain.js";
import { readBody, toEnvelope } from "../../../providers/aeat-verifactu/soap.js";
import { toSubmission } from "../../../providers/aeat-verifactu/submission.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";
import { aSpanishInvoice, aTax, anOrder } from "./a-spanish-invoice.js";
import { failureOf, openVerifactu, type OpenVerifactu, submitAccepted, textOf } from "./open-verifactu.js";

let verifactu: OpenVerifactu;
afterEach(() => verifactu.close());

const path = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP";

/** What the simulator answers to an envelope of our own making. */
const post = (text: string, method: "POST" | "GET" = "POST"): Promise<XmlElement> =>
  verifactu.call.http.send({
    operation: "submit",
    method,
    path,
    ...(method === "POST" && { body: { bytes: new TextEncoder().encode(text), mediaType: "text/xml" } }),
    expect: { bytes: readBody },
    effect: "write",
  });

/** The request for an invoice, before somebody writes into it. */
async function requestFor(invoice = aSpanishInvoice()): Promise<string> {
  const { key, document } = anOrder(invoice);
  const record = await chainRegistration(key, document.bytes, verifactu.call);
  return Buffer.from(toEnvelope(toSubmission([record], verifactu.call.credentials).request)).toString("utf8");
}

const outcomeOf = (answer: XmlElement) =>
  ["EstadoEnvio", "EstadoRegistro", "CodigoErrorRegistro"].map((name) => textOf(answer, name));

const untaxed = { taxAmount: "0.00", rate: "0" };

describe("the simulator of VERI*FACTU", () => {
  it.each<[string, string, string, string]>([
    ["1100", "a text of the wrong form", "<sf:TipoHuella>01<", "<sf:TipoHuella>02<"],
    ["1108", "another issuer", "IDEmisorFactura>B76543214", "IDEmisorFactura>B65432106"],
    ["1112", "a day to come", "FechaExpedicionFactura>03-03-2025", "FechaExpedicionFactura>03-03-2099"],
    ["1114", "a correction of no kind", "<sf:TipoFactura>F1<", "<sf:TipoFactura>R1<"],
    ["1124", "a rate that Spain does not have", "<sf:TipoImpositivo>10.00<", "<sf:TipoImpositivo>9.00<"],
    ["1130", "a forbidden character in its number", "FT-2025/0117</sf:Num", "FT=1</sf:Num"],
    ["1142", "a tax that is not the rate of its base", "<sf:CuotaRepercutida>42.00<", "<sf:CuotaRepercutida>62.00<"],
    ["1152", "a day before VERI*FACTU began", "FechaExpedicionFactura>03-03-2025", "FechaExpedicionFactura>03-03-2024"],
    ["1190", "a buyer on a simplified invoice", "<sf:TipoFactura>F1<", "<sf:TipoFactura>F2<"],
    [
      "1199",
      "an exemption of exports in the general regime",
      "<sf:CalificacionOperacion>S1</sf:CalificacionOperacion>\n          <sf:TipoImpositivo>10.00</sf:TipoImpositivo>",
      "<sf:OperacionExenta>E2</sf:OperacionExenta>",
    ],
    ["1208", "a taxed operation without tax", "<sf:CuotaRepercutida>5.00</sf:CuotaRepercutida>", ""],
    ["1245", "no regime", "<sf:ClaveRegimen>01</sf:ClaveRegimen>", ""],
  ])("refuses by %s a record with %s", async (code, _, from, to) => {
    verifactu = await openVerifactu();
    const text = (await requestFor()).replace(/>\s+<sf:/g, (between) => between.replace(/\s+/, "\n          "));
    expect(text).toContain(from);

    const answer = await post(text.replaceAll(from, to));

    expect(outcomeOf(answer)).toEqual(["Incorrecto", "Incorrecto", code]);
    expect(textOf(answer, "CSV")).toBeUndefined();
  });

  it("marks a record with a wrong hash", async () => {
    verifactu = await openVerifactu();
    const text = (await requestFor()).replace(/<sf:Huella>[^<]*</, `<sf:Huella>${"A".repeat(64)}<`);

    expect(outcomeOf(await post(text))).toEqual(["Correcto", "AceptadoConErrores", "2000"]);
  });

  it("marks a record whose total is not the sum of its entries", async () => {
    verifactu = await openVerifactu();
    const totals = { ...aSpanishInvoice().totals, taxInclusive: "397.00" };

    const { status, warnings } = await submitAccepted(anOrder(aSpanishInvoice({ totals })), verifactu);

    expect([status, warnings?.[0]?.rule]).toEqual(["AceptadoConErrores", "2005"]);
  });

  it("marks a second first record", async () => {
    verifactu = await openVerifactu();
    const first = await requestFor();
    await post(first);
    await verifactu.close();
    verifactu = await openVerifactu();
    await post(await requestFor(aSpanishInvoice({ number: "FT-1" })));

    const answer = await post(first);

    expect(outcomeOf(answer)).toEqual(["Correcto", "AceptadoConErrores", "2007"]);
  });

  it.each<[string, string, (text: string) => string]>([
    [
      "4102",
      "an element that is missing",
      (text) => text.replace(/<sf:DescripcionOperacion>[^<]*<\/sf:DescripcionOperacion>/, ""),
    ],
    [
      "4102",
      "an element out of place",
      (text) =>
        text.replace(/(<sf:CuotaTotal>.*?<\/sf:CuotaTotal>)(\s*)(<sf:ImporteTotal>.*?<\/sf:ImporteTotal>)/, "$3$2$1"),
    ],
    [
      "4102",
      "an element that nobody knows",
      (text) => text.replace("<sf:TipoHuella>", "<sf:Firma>x</sf:Firma><sf:TipoHuella>"),
    ],
    ["4103", "no XML", () => "hello"],
    ["4104", "a taxpayer whom nobody knows", (text) => text.replace("<sf:NIF>B76543214<", "<sf:NIF>B99999997<")],
    ["4118", "another operation", (text) => text.replaceAll("RegFactuSistemaFacturacion", "Suministro")],
  ])("refuses by %s a request with %s", async (code, _, change) => {
    verifactu = await openVerifactu();
    const failure = await failureOf(post(change(await requestFor())));

    expect(failure.problem).toMatchObject({ nativeCode: code, httpStatus: 500 });
  });

  it("takes a thousand records, and not one more", async () => {
    verifactu = await openVerifactu();
    const text = await requestFor();
    const [record = ""] = /<sfLR:RegistroFactura>[^]*<\/sfLR:RegistroFactura>/.exec(text) ?? [];

    const failure = await failureOf(post(text.replace(record, record.repeat(1001))));

    expect(failure.problem.nativeCode).toBe("4113");
  });

  it("is for posting only", async () => {
    verifactu = await openVerifactu();

    expect((await failureOf(post("", "GET"))).problem.nativeCode).toBe("4135");
  });

  it("registers what is not taxed in all its ways", async () => {
    verifactu = await openVerifactu();
    const entries = [
      aTax({ ...untaxed, category: "AE" }),
      aTax({ ...untaxed, category: "G" }),
      aTax({ ...untaxed, category: "K" }),
      aTax({ ...untaxed, category: "O" }),
      aTax({ ...untaxed, category: "E", exemptionReasonCode: "VATEX-EU-132" }),
    ];
    const totals = { ...aSpanishInvoice().totals, taxExclusive: "1000.00", vatAmount: "0.00", taxInclusive: "1000.00" };

    const { status } = await submitAccepted(anOrder(aSpanishInvoice({ vatBreakdown: entries, totals })), verifactu);

    expect(status).toBe("Correcto");
  });

  it("answers a consultation page by page", async () => {
    verifactu = await openVerifactu({ mostRows: 2 });
    for (const number of ["FT-1", "FT-2", "FT-3"])
      await submitAccepted(anOrder(aSpanishInvoice({ number })), verifactu);
    const ask = (more = "") =>
      post(
        `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
          <c:ConsultaFactuSistemaFacturacion xmlns:c="${schemas}ConsultaLR.xsd" xmlns:sf="${schemas}SuministroInformacion.xsd">
            <c:Cabecera><sf:IDVersion>1.0</sf:IDVersion><sf:ObligadoEmision><sf:NombreRazon>F</sf:NombreRazon><sf:NIF>B76543214</sf:NIF></sf:ObligadoEmision></c:Cabecera>
            <c:FiltroConsulta><c:PeriodoImputacion><sf:Ejercicio>2025</sf:Ejercicio><sf:Periodo>03</sf:Periodo></c:PeriodoImputacion>${more}</c:FiltroConsulta>
          </c:ConsultaFactuSistemaFacturacion></e:Body></e:Envelope>`,
      );

    const first = await ask();
    const second = await ask(
      "<c:ClavePaginacion><sf:IDEmisorFactura>B76543214</sf:IDEmisorFactura><sf:NumSerieFactura>FT-2</sf:NumSerieFactura><sf:FechaExpedicionFactura>03-03-2025</sf:FechaExpedicionFactura></c:ClavePaginacion>",
    );
    const third = await ask("<c:RefExterna>key-FT-3</c:RefExterna>");

    expect([numbersIn(first), textOf(first, "IndicadorPaginacion")]).toEqual([["FT-1", "FT-2"], "S"]);
    expect([numbersIn(second), textOf(second, "IndicadorPaginacion")]).toEqual([["FT-3"], "N"]);
    expect(numbersIn(third)).toEqual(["FT-3"]);
  });
});

const schemas =
  "https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/";

const numbersIn = ({ children }: XmlElement) =>
  children
    .filter(({ name }) => name === "RegistroRespuestaConsultaFactuSistemaFacturacion")
    .map((row) => textOf(row, "NumSerieFactura"));
