import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { badArgument, notFound, refuse } from "./simulator/answers.js";
import { type Archive, openArchive } from "./simulator/archive.js";
import { changeState } from "./simulator/change-state.js";
import { isVisible, recentDocuments, searchDocuments, showSubmission, toSummary } from "./simulator/listing.js";
import { submit } from "./simulator/submit.js";
import { buyer, findClient, findTaxpayer, supplierClient } from "./simulator/taxpayers.js";
import {
  createThrottle,
  type Operation,
  publishedRequestsPerMinute,
  type RequestsPerMinute,
} from "./simulator/throttle.js";

export interface SimulatorOptions {
  /** Instead of the published limits, where a test needs more room. */
  readonly requestsPerMinute?: Partial<RequestsPerMinute>;
}

/** Stands in for MyInvois: sign-in, submission, validation, both ends of a document, look-up, and the published limits. */
export const declareSimulator = ({ requestsPerMinute }: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "myinvois",
  credentials: {
    clientId: supplierClient.clientId,
    clientSecret: supplierClient.clientSecret,
    tin: supplierClient.tin,
  },
  participants: {
    known: `MY:TIN::${buyer.tin}:${buyer.registration.type}:${buyer.registration.value}`,
    unknown: "MY:TIN::C99999999999:BRN:209901234567",
  },
  create: (context) => createSimulator(context, { ...publishedRequestsPerMinute, ...requestsPerMinute }),
});

export default declareSimulator();

const tokenSeconds = 3600;

/** The portal's public page of a valid document; the real one stands on a host of its own. */
const sharePath = /^\/([A-Z0-9]+)\/share\/([A-Z0-9]+)$/i;

function showShared(archive: Archive, uuid = "", longId = ""): SimulatorResponse {
  const document = archive.get(uuid);
  const headers = { "content-type": "text/plain; charset=utf-8" };
  if (!document || document.longId !== longId) return { status: 404, headers, body: "Document not found" };
  return { status: 200, headers, body: `${document.internalId}: ${document.status}` };
}

interface Session {
  readonly clientId: string;
  /** The taxpayer who is represented. */
  readonly tin: string;
  readonly expiresAt: number;
}

function createSimulator(context: SimulatorContext, limits: RequestsPerMinute): Simulator {
  const { ledger, now, newId } = context;
  const archive = openArchive(context);
  const throttle = createThrottle(limits, now);

  const signIn = ({ headers, body }: SimulatorRequest): SimulatorResponse => {
    const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
    const clientId = form.get("client_id") ?? "";
    const throttled = throttle.check(clientId, "login");
    if (throttled) return throttled;
    const refuseSignIn = (error: string, description: string): SimulatorResponse => ({
      status: 400,
      body: { error, error_description: description },
    });
    if (form.get("grant_type") !== "client_credentials")
      return refuseSignIn("unsupported_grant_type", "grant_type must be client_credentials");
    if ((form.get("scope") ?? "InvoicingAPI") !== "InvoicingAPI")
      return refuseSignIn("invalid_scope", `scope ${form.get("scope")} is not known`);
    const client = findClient(clientId, form.get("client_secret") ?? "");
    if (!client) return refuseSignIn("invalid_client", "client id and secret do not match");
    const represented = headers["onbehalfof"]?.split(":")[0];
    if (represented !== undefined && !client.represents.includes(represented))
      return refuseSignIn("unauthorised_client", `${client.tin} may not act for ${represented}`);
    const token = `${newId()}.${newId()}`;
    const expiresAt = now().getTime() + tokenSeconds * 1000;
    ledger.put("tokens", token, { clientId, tin: represented ?? client.tin, expiresAt } satisfies Session);
    return {
      status: 200,
      body: { access_token: token, token_type: "Bearer", expires_in: tokenSeconds, scope: "InvoicingAPI" },
    };
  };

  const answer = (request: SimulatorRequest): SimulatorResponse => {
    if (request.method === "POST" && request.path === "/connect/token") return signIn(request);
    const shared = sharePath.exec(request.path);
    if (request.method === "GET" && shared) return showShared(archive, shared[1], shared[2]);
    const session = ledger.get<Session>("tokens", (request.headers["authorization"] ?? "").replace(/^Bearer /, ""));
    if (!session || session.expiresAt <= now().getTime())
      return refuse(401, "Unauthorized", "the access token is missing, unknown or expired");
    for (const { method, pattern, operation, handle } of routes) {
      const match = request.method === method ? pattern.exec(request.path) : null;
      if (!match) continue;
      const throttled = throttle.check(session.clientId, operation);
      const id = decodeURIComponent(match[1] ?? "");
      return throttled ?? handle({ ...request, id, session, archive, context });
    }
    return notFound(`${request.method} ${request.path}`);
  };

  return {
    handle(request) {
      const { headers, ...response } = answer(request);
      return { ...response, headers: { correlationId: newId(), ...headers } };
    },
    advance: archive.advance,
    taken: () => archive.taken().filter((uuid) => !archive.hasArrived(uuid)),
    arrive: archive.arrive,
    deeds: {
      /** The receiver asks for the cancellation; what stands still stands. */
      reject: (uuid) => archive.requestRejection(uuid, "Wrong invoice details"),
      /** The issuer takes back what it sent here. */
      cancel(uuid) {
        const document = archive.get(uuid);
        if (document?.status === "Valid") archive.cancel(document, "Issued by mistake");
      },
    },
  };
}

interface Visit extends SimulatorRequest {
  /** What the path names. */
  readonly id: string;
  readonly session: Session;
  readonly archive: Archive;
  readonly context: SimulatorContext;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly operation: Operation;
  handle(visit: Visit): SimulatorResponse;
}

const routes: readonly Route[] = [
  {
    method: "POST",
    pattern: /^\/api\/v1\.0\/documentsubmissions\/?$/,
    operation: "submit",
    handle: ({ body, session, archive, context: { ledger, now } }) => submit(body, session, { archive, ledger, now }),
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/documentsubmissions\/([^/]+)$/,
    operation: "submission",
    handle: ({ archive, id, query, session }) => showSubmission(archive, id, query, session.tin),
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/documents\/search$/,
    operation: "search",
    handle: ({ archive, query, session }) => searchDocuments(archive, query, session.tin),
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/documents\/recent$/,
    operation: "recent",
    handle: ({ archive, query, session, context }) => recentDocuments(archive, query, session.tin, context.now),
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/documents\/([^/]+)\/raw$/,
    operation: "document",
    handle({ archive, id, session }) {
      const document = archive.get(id);
      if (!document || document.status === "Invalid" || !isVisible(document, session.tin))
        return notFound(`document ${id}`);
      return { status: 200, body: { ...toSummary(document), document: archive.sourceOf(id) } };
    },
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/documents\/([^/]+)\/details$/,
    operation: "details",
    handle({ archive, id, session }) {
      const document = archive.get(id);
      if (!document || !isVisible(document, session.tin)) return notFound(`document ${id}`);
      const status = document.status === "Cancelled" ? "Valid" : document.status;
      const validationResults = { status, validationSteps: document.steps ?? [] };
      return { status: 200, body: { ...toSummary(document), validationResults } };
    },
  },
  {
    method: "PUT",
    pattern: /^\/api\/v1\.0\/documents\/state\/([^/]+)\/state$/,
    operation: "state",
    handle: ({ archive, id, body, session, context }) => changeState(archive, id, body, session.tin, context.now),
  },
  {
    method: "GET",
    pattern: /^\/api\/v1\.0\/taxpayer\/validate\/([^/]+)$/,
    operation: "validateTin",
    handle({ id, query }) {
      const [type, value] = [query.get("idType"), query.get("idValue")];
      if (!/^[A-Z]{1,2}\d{9,12}$/.test(id)) return badArgument("tin", `${id} is no TIN`);
      if (!type || !["NRIC", "PASSPORT", "BRN", "ARMY"].includes(type) || !value)
        return badArgument("idType", "idType must be NRIC, PASSPORT, BRN or ARMY, and idValue must be given");
      const registration = findTaxpayer(id)?.registration;
      return registration?.type === type && registration.value === value
        ? { status: 200 }
        : notFound(`TIN ${id} with ${type} ${value}`);
    },
  },
];
