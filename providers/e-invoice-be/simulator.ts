import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { hmacSha256Hex, isSameDigest } from "../../src/provider-kit/signature.js";
import { checkUbl } from "./simulator/check-ubl.js";
import { createDocuments, isValid, type Documents, type StoredDocument } from "./simulator/documents.js";
import { answer, readFile, readJson, Refusal } from "./simulator/http.js";
import { listDocuments } from "./simulator/list-documents.js";
import { lookUp, parsePeppolId, participants, searchParticipants, validatePeppolId } from "./simulator/participants.js";
import type { PeppolId } from "./simulator/read-document.js";
import { ublFromJson } from "./simulator/ubl-from-json.js";
import { createWebhooks } from "./simulator/webhooks.js";

const apiKey = "simulator-api-key";

/** e-invoice.be with its rules: drafts, validation, sending, inbox, signed webhooks. */
const declaration: SimulatorDeclaration = {
  id: "e-invoice-be",
  credentials: { apiKey },
  participants: { known: participants.known, unknown: participants.unknown },
  create,
};

export default declaration;

/** A receiver that takes the document and never confirms it: the document fails. */
export const failingParticipant = participants.failing;

type Endpoint = (request: SimulatorRequest, ids: readonly string[]) => SimulatorResponse | Promise<SimulatorResponse>;
type Route = readonly [method: string, path: RegExp, endpoint: Endpoint];

function create(context: SimulatorContext): Simulator {
  const webhooks = createWebhooks(context);
  const documents = createDocuments(context, webhooks.notify);
  const keyed: readonly Route[] = [
    ...documentRoutes(documents),
    ...attachmentRoutes(documents),
    ...listRoutes(documents),
    ...participantRoutes(context),
    ["POST", /^\/api\/webhooks\/?$/, (request) => answer(webhooks.create(request), 201)],
    ["GET", /^\/api\/webhooks\/?$/, () => answer(webhooks.list())],
    ["GET", /^\/api\/webhooks\/([^/]+)$/, (_request, [id = ""]) => answer(webhooks.get(id))],
    ["PUT", /^\/api\/webhooks\/([^/]+)$/, (request, [id = ""]) => answer(webhooks.update(id, request))],
    ["DELETE", /^\/api\/webhooks\/([^/]+)$/, (_request, [id = ""]) => answer(webhooks.remove(id))],
  ];
  const open = openRoutes(documents);
  return {
    async handle(request) {
      try {
        const served = await route(open, request);
        if (served) return served;
        if (request.headers["authorization"] !== `Bearer ${apiKey}`)
          throw new Refusal(401, "Invalid or missing API key");
        return (await route(keyed, request)) ?? answer({ detail: "Not Found" }, 404);
      } catch (error) {
        if (error instanceof Refusal) return answer({ detail: error.detail }, error.status);
        throw error;
      }
    },
    advance() {
      documents.arrive();
      webhooks.forgetOld();
    },
    taken: documents.sent,
    arrive: ({ bytes, fileName, mediaType }) => documents.receive({ name: fileName, mediaType, bytes }).id,
  };
}

async function route(routes: readonly Route[], request: SimulatorRequest): Promise<SimulatorResponse | undefined> {
  for (const [method, path, endpoint] of routes) {
    const match = method === request.method && path.exec(request.path);
    if (match) return endpoint(request, match.slice(1).map(decodeURIComponent));
  }
  return undefined;
}

function documentRoutes(documents: Documents): Route[] {
  return [
    [
      "POST",
      /^\/api\/documents\/?$/,
      (request) => {
        const json = readJson(request);
        const bytes = Buffer.from(ublFromJson(json), "utf8");
        const name = `${typeof json["invoice_id"] === "string" ? json["invoice_id"] : "document"}.xml`;
        return answer(toResponse(documents.create({ name, mediaType: "application/xml", bytes }, json)), 201);
      },
    ],
    [
      "POST",
      /^\/api\/documents\/ubl$/,
      async (request) => answer(toResponse(documents.create(await readFile(request))), 201),
    ],
    [
      "POST",
      /^\/api\/documents\/pdf$/,
      async (request) => {
        const { name } = await readFile(request);
        throw new Refusal(422, `No invoice could be read in ${name}`);
      },
    ],
    ["GET", /^\/api\/documents\/([^/]+)$/, (_request, [id = ""]) => answer(toResponse(documents.get(id)))],
    ["DELETE", /^\/api\/documents\/([^/]+)$/, (_request, [id = ""]) => answer(documents.remove(id))],
    ["POST", /^\/api\/documents\/([^/]+)\/validate$/, (_request, [id = ""]) => answer(documents.validate(id))],
    [
      "POST",
      /^\/api\/documents\/([^/]+)\/send$/,
      ({ query }, [id = ""]) => {
        const sender = addressIn(query, "sender");
        const receiver = addressIn(query, "receiver");
        return answer(toResponse(documents.send(id, { ...(sender && { sender }), ...(receiver && { receiver }) })));
      },
    ],
    [
      "GET",
      /^\/api\/documents\/([^/]+)\/ubl$/,
      (request, [id = ""]) => {
        const { file, sender, receiver, validatedAt } = documents.get(id);
        return answer({
          id,
          file_name: file.name,
          file_hash: file.hash,
          file_size: file.size,
          sender_peppol_scheme: sender?.scheme ?? null,
          sender_peppol_id: sender?.id ?? null,
          receiver_peppol_scheme: receiver?.scheme ?? null,
          receiver_peppol_id: receiver?.id ?? null,
          signed_url: signedUrl(request, `/files/ubl/${id}`),
          validated_at: validatedAt ?? null,
        });
      },
    ],
    [
      "POST",
      /^\/api\/validate\/ubl$/,
      async (request) => {
        const { name, bytes } = await readFile(request);
        return answer(toValidation(name, bytes));
      },
    ],
    [
      "POST",
      /^\/api\/validate\/json$/,
      (request) => {
        const xml = ublFromJson(readJson(request));
        return answer({ ...toValidation(null, Buffer.from(xml, "utf8")), ubl_document: xml });
      },
    ],
  ];
}

function attachmentRoutes({ attachments }: Documents): Route[] {
  const toAttachment = (request: SimulatorRequest, attachment: ReturnType<typeof attachments.get>) => ({
    id: attachment.id,
    file_name: attachment.name,
    file_type: attachment.mediaType,
    file_size: Buffer.byteLength(attachment.base64, "base64"),
    file_url: signedUrl(request, `/files/attachments/${attachment.documentId}/${attachment.id}`),
  });
  const all = /^\/api\/documents\/([^/]+)\/attachments\/?$/;
  const one = /^\/api\/documents\/([^/]+)\/attachments\/([^/]+)$/;
  return [
    ["GET", all, (request, [id = ""]) => answer(attachments.list(id).map((entry) => toAttachment(request, entry)))],
    [
      "POST",
      all,
      async (request, [id = ""]) => answer(toAttachment(request, attachments.add(id, await readFile(request))), 201),
    ],
    ["GET", one, (request, [id = "", part = ""]) => answer(toAttachment(request, attachments.get(id, part)))],
    ["DELETE", one, (_request, [id = "", part = ""]) => answer(attachments.remove(id, part))],
  ];
}

function listRoutes(documents: Documents): Route[] {
  const list = (path: RegExp, isListed: (document: StoredDocument, query: URLSearchParams) => boolean): Route => [
    "GET",
    path,
    ({ query }) => {
      const listed = documents.list().filter((document) => isListed(document, query));
      const page = listDocuments(listed, query);
      return answer({ ...page, items: page.items.map(toResponse) });
    },
  ];
  return [
    list(/^\/api\/inbox\/?$/, ({ direction }) => direction === "INBOUND"),
    list(
      /^\/api\/inbox\/invoices$/,
      ({ direction, fields }) => direction === "INBOUND" && fields.document_type === "INVOICE",
    ),
    list(
      /^\/api\/inbox\/credit-notes$/,
      ({ direction, fields }) => direction === "INBOUND" && fields.document_type === "CREDIT_NOTE",
    ),
    list(/^\/api\/outbox\/?$/, ({ direction, state }) => direction === "OUTBOUND" && state !== "DRAFT"),
    // Everything that is not delivered yet: https://docs.e-invoice.be/api-reference/drafts/list-draft-documents
    list(/^\/api\/outbox\/drafts$/, ({ direction, state }) => direction === "OUTBOUND" && state !== "SENT"),
  ];
}

function participantRoutes(context: SimulatorContext): Route[] {
  const peppolId = ({ query }: SimulatorRequest) => parsePeppolId(query.get("peppol_id"));
  return [
    ["GET", /^\/api\/lookup\/?$/, (request) => answer(lookUp(peppolId(request), context))],
    ["GET", /^\/api\/validate\/peppol-id$/, (request) => answer(validatePeppolId(peppolId(request)))],
    [
      "GET",
      /^\/api\/lookup\/participants$/,
      ({ query }) => answer(searchParticipants(query.get("query"), query.get("country_code"), context)),
    ],
    [
      "GET",
      /^\/api\/me\/?$/,
      () =>
        answer({
          name: "Simulated tenant",
          plan: "starter",
          credit_balance: 1000,
          company_name: "Simulated tenant BV",
          company_country: "BE",
          peppol_ids: [participants.known],
          smp_registration: true,
        }),
    ],
  ];
}

/** Signed links carry their own proof, and `POST /simulator/inbound` plays the network: a document comes in. */
function openRoutes(documents: Documents): Route[] {
  const file = (request: SimulatorRequest, bytes: Uint8Array, mediaType: string): SimulatorResponse => {
    const signature = request.query.get("signature") ?? "";
    if (!isSameDigest(signature, hmacSha256Hex(apiKey, request.path))) throw new Refusal(403, "The link is not signed");
    return { status: 200, headers: { "content-type": mediaType }, body: bytes };
  };
  return [
    ["GET", /^\/files\/ubl\/([^/]+)$/, (request, [id = ""]) => file(request, documents.ublOf(id), "application/xml")],
    [
      "GET",
      /^\/files\/attachments\/([^/]+)\/([^/]+)$/,
      (request, [id = "", part = ""]) => {
        const { base64, mediaType } = documents.attachments.get(id, part);
        return file(request, Buffer.from(base64, "base64"), mediaType);
      },
    ],
    [
      "POST",
      /^\/simulator\/inbound$/,
      async (request) => {
        const isForm = request.headers["content-type"]?.startsWith("multipart/form-data");
        const raw = { name: "inbound.xml", mediaType: "application/xml", bytes: request.body };
        return answer(toResponse(documents.receive(isForm ? await readFile(request) : raw)), 201);
      },
    ],
  ];
}

const toResponse = ({ id, state, direction, fields }: StoredDocument) => ({ ...fields, id, state, direction });

function toValidation(fileName: string | null, bytes: Uint8Array) {
  const issues = checkUbl(bytes);
  return { id: "validation", file_name: fileName, is_valid: isValid(issues), issues };
}

function addressIn(query: URLSearchParams, role: "sender" | "receiver"): PeppolId | undefined {
  const scheme = query.get(`${role}_peppol_scheme`);
  const id = query.get(`${role}_peppol_id`);
  return scheme && id ? { scheme, id } : undefined;
}

const signedUrl = ({ headers }: SimulatorRequest, path: string) =>
  `http://${headers["host"]}${path}?signature=${hmacSha256Hex(apiKey, path)}`;
