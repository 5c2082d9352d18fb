import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { receivedId } from "./handed-out.js";
import { badRequest, sayError, sayXml } from "./simulator/answers.js";
import { parseDocument, textAt } from "./simulator/facts.js";
import { createCounters, publishedLimits, type SimulatedLimits } from "./simulator/limits.js";
import { listDays, listPaged } from "./simulator/listing.js";
import { openRegister, registerPath } from "./simulator/register.js";
import { openRegistry, type StoredMessage } from "./simulator/registry.js";
import { openSignIn } from "./simulator/sign-in.js";
import { buyer, type Client, supplier, supplierClient, unknownCif } from "./simulator/taxpayers.js";
import { upload } from "./simulator/uploading.js";
import { writeArchive } from "../../src/provider-kit/write-archive.js";

export interface SimulatorOptions {
  readonly limits?: Partial<SimulatedLimits>;
  /** 90 days unless stated. */
  readonly accessSeconds?: number;
  /** From the processing to the list: a step unless stated. */
  readonly listLagMs?: number;
  readonly pageSize?: number;
  /** The test system makes no PDFs. */
  readonly isTestSystem?: boolean;
}

const tokenPath = "/anaf-oauth2/v1/token";

/** Stands in for RO e-Factura: sign-in, uploads, their processing, lists, downloads, messages of buyers, and the register. */
export const declareSimulator = (options: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "anaf",
  credentials: {
    clientId: supplierClient.clientId,
    clientSecret: supplierClient.clientSecret,
    refreshToken: "obtained when it runs",
    cif: supplier.cif,
    tokenUrl: tokenPath,
    registerUrl: registerPath,
  },
  participants: { known: `RO:CIF::${buyer.cif}`, unknown: `RO:CIF::${unknownCif}` },
  create: (context) => createSimulator(context, options),
});

export default declareSimulator();

const accessDays = 90;

function createSimulator(context: SimulatorContext, options: SimulatorOptions): Simulator {
  const { now, stepMs } = context;
  const limits = { ...publishedLimits, ...options.limits };
  const signIn = openSignIn(context, options.accessSeconds ?? accessDays * 86_400);
  const registry = openRegistry(context, options.listLagMs ?? stepMs);
  const counters = createCounters(now);
  const register = openRegister(now);

  const showState = ({ query }: SimulatorRequest, client: Client): SimulatorResponse => {
    const index = query.get("id_incarcare");
    if (!index) return badRequest("Parametrul id_incarcare este obligatoriu", now());
    const refuse = (sentence: string) => sayXml({ kind: "state", attributes: {}, errors: [sentence] });
    if (!/^\d+$/.test(index)) return refuse(`Id_incarcare introdus= ${index} nu este un numar intreg`);
    const found = registry.find(index);
    if (!found) return refuse(`Nu exista factura cu id_incarcare= ${index}`);
    if (!client.rights.includes(found.cif)) {
      return refuse(`Nu aveti dreptul de inteorgare pentru id_incarcare= ${index}`);
    }
    const most = limits.statusesPerMessageAndDay;
    if (!counters.today(`status ${index}`, most)) {
      return refuse(`S-au facut deja ${most} descarcari de mesaj in cursul zilei`);
    }
    const { state: stare, message } = found;
    return sayXml({ kind: "state", attributes: { stare, ...(message !== undefined && { id_descarcare: message }) } });
  };

  const handOut = ({ query }: SimulatorRequest, client: Client): SimulatorResponse => {
    const id = query.get("id");
    if (!id) return badRequest("Parametrul id este obligatoriu", now());
    const refuse = (sentence: string) => sayError(sentence, "Descarcare mesaj");
    if (!/^\d+$/.test(id)) return refuse(`Id descarcare introdus= ${id} nu este un numar intreg`);
    const message = registry.findMessage(id);
    if (!message) return refuse(`Pentru id=${id} nu exista inregistrata nici o factura`);
    if (!client.rights.includes(message.cif)) return refuse("Nu aveti dreptul sa descarcati acesta factura");
    const most = limits.downloadsPerMessageAndDay;
    if (!counters.today(`download ${id}`, most)) {
      return refuse(`S-au facut deja ${most} descarcari de mesaj in cursul zilei`);
    }
    return { status: 200, headers: { "content-type": "application/zip" }, body: toArchive(message) };
  };

  const list = ({ path, query }: SimulatorRequest, client: Client): SimulatorResponse => {
    const isPaged = path === "/listaMesajePaginatieFactura";
    const most = isPaged ? limits.pagedListsPerDay : limits.listsPerDay;
    if (!counters.today(`${path} ${query.get("cif")}`, most)) {
      const sentence = `S-au facut deja ${most} interogari de lista mesaje de catre utilizator in cursul zilei`;
      return sayError(sentence, "Lista Mesaje");
    }
    const listing = { query, client, registry, now: now(), pageSize: options.pageSize ?? 500 };
    return isPaged ? listPaged(listing) : listDays(listing);
  };

  const answer = (request: SimulatorRequest): SimulatorResponse => {
    const { method, path } = request;
    if (method === "POST" && path === tokenPath) return signIn.renew(request);
    if (method === "POST" && path === registerPath) return register(request);
    const client = signIn.recognise(request);
    if (!client) return { status: 401, body: { message: "the access token is missing, unknown, expired or revoked" } };
    if (!counters.thisMinute(client.clientId, limits.requestsPerMinute)) {
      return { status: 429, headers: { "retry-after": "60" }, body: { message: "Limita de apeluri pe minut atinsa" } };
    }
    if (method === "POST" && /^\/upload(b2c)?$/.test(path)) {
      const { query, body } = request;
      const { buyerMessagesPerDay } = limits;
      return upload({ path, query, body, client, registry, counters, now: now(), buyerMessagesPerDay });
    }
    if (method === "GET" && path === "/stareMesaj") return showState(request, client);
    if (method === "GET" && path === "/descarcare") return handOut(request, client);
    if (method === "GET" && /^\/listaMesaje(Paginatie)?Factura$/.test(path)) return list(request, client);
    if (method === "POST" && path.startsWith("/transformare/") && !options.isTestSystem) return transform(request);
    return { status: 404, body: { timestamp: now().toISOString(), status: 404, error: "Not Found", path } };
  };

  return {
    handle(request) {
      const { headers, ...response } = answer(request);
      return { ...response, headers: { date: now().toUTCString(), ...headers } };
    },
    advance: registry.advance,
    arrive: ({ bytes }) => receivedId(registry.bring(supplier.cif, bytes)),
    deeds: { query: (id) => registry.answer(id, "Va rugam sa ne trimiteti comanda la care se refera factura.") },
    moreCredentials: { refreshToken: signIn.begin(supplierClient) },
  };
}

/** The original and the ministry's signature; what it signs is not the stand-in's to prove. */
function toArchive({ about, original }: StoredMessage): Uint8Array {
  const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>';
  return writeArchive([
    { name: `${about}.xml`, bytes: Buffer.from(original, "base64") },
    { name: `semnatura_${about}.xml`, bytes: Buffer.from(signature) },
  ]);
}

const standards: Readonly<Record<string, string>> = { FACT1: "UBL", FCN: "CN" };
const largestForPdf = 5 * 1024 * 1024;

/** POST /transformare/{standard}/{novld}: a PDF in name only. */
function transform({ path, body }: SimulatorRequest): SimulatorResponse {
  const [, , standard = "", noValidation = "DA"] = path.split("/");
  const refuse = (message: string): SimulatorResponse => ({
    status: 200,
    body: { stare: "nok", Messages: [{ message }], trace_id: "00000000-0000-4000-8000-000000000000" },
  });
  const known = standards[standard];
  if (known === undefined || noValidation !== "DA") {
    return refuse("Valorile acceptate pentru parametrul standard sunt FACT1 si FCN");
  }
  if (body.length > largestForPdf) return refuse("Marime fisier transmis mai mare de 5 MB.");
  const root = parseDocument(known, body);
  if (typeof root === "string") return refuse(root);
  const headers = { "content-type": "application/pdf" };
  return { status: 200, headers, body: Buffer.from(`%PDF-1.4\n% Factura ${textAt(root, "ID")}\n%%EOF\n`) };
}
