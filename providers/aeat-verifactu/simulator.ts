import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { buyer, isInCensus, issuer, nifOfHolder, producer } from "./simulator/census.js";
import { authority, issuerCertificate, issuerKey, serverCertificate, serverKey } from "./simulator/certificates.js";
import { consult } from "./simulator/consult.js";
import { findAll, textAt } from "./simulator/elements.js";
import { Refusal, toAnswer, toFault } from "./simulator/faults.js";
import { openRegister, type Register } from "./simulator/register.js";
import { submit } from "./simulator/submit.js";
import { isNamed, type Part, readBody } from "./soap.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";

export interface SimulatorOptions {
  /** The pause that answers ask for; the AEAT begins with a minute. */
  readonly waitSeconds?: number;
  /** Rows of one answer to a consultation. */
  readonly mostRows?: number;
}

/** Stands in for the AEAT's VERI*FACTU services: registration, annulment, consultation and the page behind the QR code. */
export const declareSimulator = (options: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "aeat-verifactu",
  credentials: {
    ...issuer,
    certificate: issuerCertificate,
    privateKey: issuerKey,
    trustedAuthority: authority,
    system: {
      producerName: producer.name,
      producerNif: producer.nif,
      name: "Gateway",
      id: "G1",
      version: "1.0",
      installation: "1",
    },
  },
  tls: { key: serverKey, cert: serverCertificate, callerAuthority: authority },
  participants: { known: `ES:NIF::${buyer.nif}`, unknown: "ES:NIF::B99999997" },
  create: (context) => createSimulator(context, { waitSeconds: 1, mostRows: 10_000, ...options }),
});

export default declareSimulator();

const servicePath = "/wlpl/TIKE-CONT/ws/SistemaFacturacion/VerifactuSOAP";

function createSimulator(context: SimulatorContext, options: Required<SimulatorOptions>): Simulator {
  const register = openRegister(context);

  const serve = ({ method, body, caller }: SimulatorRequest): Part => {
    if (method !== "POST") throw new Refusal(4135, "Esta URL no puede ser utilizada mediante GET.");
    const request = readRequest(body);
    const presenter = admit(request, caller);
    if (isNamed(request, "sfLR:RegFactuSistemaFacturacion"))
      return submit(request, presenter, register, { ...context, waitSeconds: options.waitSeconds });
    if (isNamed(request, "sfLRC:ConsultaFactuSistemaFacturacion")) return consult(request, register, options.mostRows);
    throw new Refusal(4118, "Error técnico: la dirección no se corresponde con el fichero de entrada.");
  };

  return {
    handle(request) {
      if (request.path === "/wlpl/TIKE-CONT/ValidarQR") return showInvoice(request, register);
      if (request.path !== servicePath)
        return { status: 404, headers: { "content-type": "text/html" }, body: "<html/>" };
      try {
        return toAnswer(serve(request));
      } catch (error) {
        if (error instanceof Refusal) return toFault(error);
        throw error;
      }
    },
    advance() {
      // Records are judged when they come.
    },
  };
}

function readRequest(body: Uint8Array): XmlElement {
  try {
    return readBody(body);
  } catch (cause) {
    throw new Refusal(4103, `Se ha producido un error inesperado al parsear el XML.: ${String(cause)}`);
  }
}

/** Who presents: the taxpayer, or whoever represents it. */
function admit(request: XmlElement, caller: string | undefined): string {
  const [header] = findAll(request, "Cabecera");
  const parties = ["ObligadoEmision", "Representante"].map((name) => header && textAt(header, name, "NIF"));
  const [taxpayer] = parties;
  if (taxpayer === undefined)
    throw new Refusal(4102, "El XML no cumple el esquema. Falta informar campo obligatorio.: NIF");
  if (!isInCensus(taxpayer))
    throw new Refusal(4104, `El valor del campo NIF del bloque ObligadoEmision no está identificado. NIF:${taxpayer}`);
  const holder = nifOfHolder(caller);
  if (holder === undefined || !parties.includes(holder))
    throw new Refusal(
      4112,
      `El titular del certificado debe ser Obligado Emisión, Colaborador Social, Apoderado o Sucesor. NIF:${holder}`,
    );
  return holder;
}

/** The page behind the QR code of an invoice. */
function showInvoice({ query }: SimulatorRequest, register: Register): SimulatorResponse {
  const [nif = "", number = "", date = "", total = ""] = ["nif", "numserie", "fecha", "importe"].map(
    (name) => query.get(name) ?? "",
  );
  const found = register.find(nif, number, date);
  const isFound = found !== undefined && found.state !== "Anulada" && Number(found.total) === Number(total);
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return { status: 200, headers, body: isFound ? "Factura encontrada" : "Factura no encontrada" };
}
