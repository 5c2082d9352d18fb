import type { Invoice } from "../../src/domain/invoice.js";
import type { ConformanceMaterial, ErrorSample } from "../../src/provider-kit/conformance.js";
import fixture from "./fixtures/invoice.json" with { type: "json" };
import { otherCertificate, otherKey } from "./simulator/certificates.js";
import { Refusal, toFault } from "./simulator/faults.js";
import { declareSimulator } from "./simulator.js";

const sample = (number: string): Invoice => ({ ...(fixture as Invoice), number });

const path = /VerifactuSOAP$/;

const fault = (code: number, message: string) => toFault(new Refusal(code, message));

const errors: readonly ErrorSample[] = [
  {
    name: "a request that does not fit the schema",
    path,
    answer: fault(4102, "El XML no cumple el esquema. Falta informar campo obligatorio.: NombreRazon"),
    consequence: "refused",
    kind: "INVALID_REQUEST",
  },
  {
    name: "a certificate of somebody who may not act for the taxpayer",
    path,
    answer: fault(4112, "El titular del certificado debe ser Obligado Emisión, Colaborador Social o Apoderado."),
    consequence: "retry",
    kind: "AUTHORIZATION",
  },
  {
    name: "a database that is down",
    path,
    answer: fault(3501, "Error técnico de base de datos."),
    consequence: "retry",
    kind: "UNAVAILABLE",
  },
  { name: "an error without meaning", path, answer: fault(20009, "Error interno en el servidor"), consequence: "hold" },
  {
    name: "the front door's refusal",
    path,
    answer: { status: 403, headers: { "content-type": "text/html" }, body: "<html>403</html>" },
    consequence: "retry",
    kind: "AUTHORIZATION",
  },
];

const material: ConformanceMaterial = {
  sending: {
    invoice: sample,
    raw: "never",
    endsAs: "CLEARED",
    /** At a rate that Spain does not have. */
    refused(number) {
      const invoice = sample(number);
      return {
        invoice: {
          ...invoice,
          lines: invoice.lines.map((line) => ({ ...line, vat: { category: "S", rate: "19" } })),
          vatBreakdown: [{ category: "S", rate: "19", taxableAmount: "250.00", taxAmount: "47.50" }],
          totals: { ...invoice.totals, vatAmount: "47.50", taxInclusive: "297.50", payable: "297.50" },
        },
      };
    },
    inexpressible: (number) => ({ invoice: { ...sample(number), currencyCode: "USD" }, term: "BT-5" }),
  },
  errors,
  wrongCredentials: {
    ...(declareSimulator().credentials as object),
    certificate: otherCertificate,
    privateKey: otherKey,
  },
  statusWords: ["Correcto", "AceptadoConErrores", "Incorrecto", "Correcta", "AceptadaConErrores", "Anulada"],
  sandbox(environment) {
    const prefix = "AEAT_VERIFACTU_";
    const [nif, name, certificate, privateKey, system] = ["NIF", "NAME", "CERTIFICATE", "KEY", "SYSTEM"].map(
      (variable) => environment[`${prefix}${variable}`],
    );
    if (!nif || !name || !certificate || !privateKey || !system) return undefined;
    const baseUrl = environment[`${prefix}URL`];
    // The invoicing system is JSON, in the form of the credentials.
    const credentials = { nif, name, certificate, privateKey, system: JSON.parse(system) as unknown };
    return { credentials, ...(baseUrl !== undefined && { baseUrl }) };
  },
};

export default material;
