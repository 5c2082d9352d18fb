import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { Refusal, refuse, tooMany } from "./simulator/answers.js";
import { type BatchLimits, openArchive, publishedBatchLimits } from "./simulator/archive.js";
import { openAuthentication } from "./simulator/authentication.js";
import { openKeys } from "./simulator/keys.js";
import { openQueries } from "./simulator/queries.js";
import { openSessions } from "./simulator/sessions.js";
import { buyer, seller, unknownNip } from "./simulator/taxpayers.js";
import { createThrottle, type LimitGroup, publishedLimits, type RequestLimits } from "./simulator/throttle.js";

export interface SimulatorOptions {
  /** Instead of the published limits, where a test needs more room. */
  readonly limits?: Partial<RequestLimits>;
  /** Instead of the published limits, where a test needs less room. */
  readonly batchLimits?: Partial<BatchLimits>;
}

/** Stands in for KSeF: sign-in, encrypted sessions and batches, numbers, receipts and the inbox, with its limits. */
export const declareSimulator = ({ limits, batchLimits }: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "ksef",
  credentials: { token: seller.token, contextType: "Nip", contextValue: seller.nip },
  participants: { known: `9945::PL${buyer.nip}`, unknown: `9945::PL${unknownNip}` },
  create: (context) =>
    createSimulator(context, { ...publishedLimits, ...limits }, { ...publishedBatchLimits, ...batchLimits }),
});

export default declareSimulator();

interface Visit {
  readonly request: SimulatorRequest;
  /** What the path names. */
  readonly ids: readonly string[];
  /** The NIP in whose name the caller acts; empty on calls without a session. */
  readonly nip: string;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Absent where nothing is counted. */
  readonly group?: LimitGroup;
  readonly isOpen?: boolean;
  handle(visit: Visit): SimulatorResponse;
}

async function createSimulator(
  context: SimulatorContext,
  limits: RequestLimits,
  batchLimits: BatchLimits,
): Promise<Simulator> {
  const { now, newId } = context;
  const keys = await openKeys(context);
  const authentication = openAuthentication(context, keys);
  const archive = openArchive(context, batchLimits);
  const sessions = openSessions(context, archive, keys, batchLimits);
  const queries = openQueries(archive, now);
  const throttle = createThrottle(limits, now);

  const open = (method: string, pattern: RegExp, group: LimitGroup | undefined, handle: Route["handle"]): Route => ({
    method,
    pattern,
    ...(group && { group }),
    isOpen: true,
    handle,
  });
  const signedIn = (method: string, pattern: RegExp, group: LimitGroup, handle: Route["handle"]): Route => ({
    method,
    pattern,
    group,
    handle,
  });
  const routes: readonly Route[] = [
    open("GET", /^\/security\/public-key-certificates$/, "auth", () => ({ status: 200, body: keys.published() })),
    open("POST", /^\/auth\/challenge$/, "auth", () => authentication.challenge()),
    open("POST", /^\/auth\/ksef-token$/, "auth", ({ request }) => authentication.withToken(request)),
    open("POST", /^\/auth\/xades-signature$/, "auth", ({ request }) => authentication.withSignature(request)),
    open("POST", /^\/auth\/token\/redeem$/, "auth", ({ request }) => authentication.redeem(request)),
    open("POST", /^\/auth\/token\/refresh$/, "auth", ({ request }) => authentication.refresh(request)),
    open("GET", /^\/auth\/([^/]+)$/, "auth", ({ request, ids }) => authentication.status(request, ids[0] ?? "")),
    open("PUT", /^\/storage\/([^/]+)\/batch-parts\/(\d+)$/, undefined, ({ request, ids }) =>
      sessions.upload(request, ids[0] ?? "", Number(ids[1])),
    ),
    open("GET", /^\/storage\/upo\/([^/]+)$/, undefined, ({ ids }) => queries.upoByReference(ids[0] ?? "")),
    open("GET", /^\/invoice\/([^/]+)\/([^/]+)\/([^/]+)$/, undefined, ({ ids }) =>
      queries.verify(ids[0] ?? "", ids[1] ?? "", ids[2] ?? ""),
    ),
    signedIn("POST", /^\/sessions\/online$/, "onlineSession", ({ request, nip }) => sessions.openOnline(request, nip)),
    signedIn("POST", /^\/sessions\/online\/([^/]+)\/invoices$/, "invoiceSend", ({ request, nip, ids }) =>
      sessions.send(request, nip, ids[0] ?? ""),
    ),
    signedIn("POST", /^\/sessions\/online\/([^/]+)\/close$/, "onlineSession", ({ nip, ids }) =>
      sessions.closeOnline(nip, ids[0] ?? ""),
    ),
    signedIn("POST", /^\/sessions\/batch$/, "batchSession", ({ request, nip }) => sessions.openBatch(request, nip)),
    signedIn("POST", /^\/sessions\/batch\/([^/]+)\/close$/, "batchSession", ({ nip, ids }) =>
      sessions.closeBatch(nip, ids[0] ?? ""),
    ),
    signedIn("GET", /^\/sessions$/, "sessionList", ({ request, nip }) => queries.sessions(request, nip)),
    signedIn("GET", /^\/sessions\/([^/]+)$/, "sessionMisc", ({ nip, ids }) =>
      queries.session(sessions.need(ids[0] ?? "", nip)),
    ),
    signedIn("GET", /^\/sessions\/([^/]+)\/invoices(\/failed)?$/, "sessionInvoiceList", ({ request, nip, ids }) =>
      queries.invoices(request, sessions.need(ids[0] ?? "", nip), ids[1] !== undefined),
    ),
    signedIn("GET", /^\/sessions\/([^/]+)\/invoices\/ksef\/([^/]+)\/upo$/, "sessionMisc", ({ nip, ids }) =>
      queries.upoByNumber(sessions.need(ids[0] ?? "", nip), ids[1] ?? ""),
    ),
    signedIn("GET", /^\/sessions\/([^/]+)\/invoices\/([^/]+)\/upo$/, "sessionMisc", ({ nip, ids }) => {
      sessions.need(ids[0] ?? "", nip);
      return queries.upoByReference(ids[1] ?? "");
    }),
    signedIn("GET", /^\/sessions\/([^/]+)\/invoices\/([^/]+)$/, "invoiceStatus", ({ request, nip, ids }) =>
      queries.invoice(request, sessions.need(ids[0] ?? "", nip), ids[1] ?? ""),
    ),
    signedIn("GET", /^\/sessions\/([^/]+)\/upo\/([^/]+)$/, "sessionMisc", ({ nip, ids }) =>
      queries.sessionUpo(sessions.need(ids[0] ?? "", nip), ids[1] ?? ""),
    ),
    signedIn("POST", /^\/invoices\/query\/metadata$/, "invoiceMetadata", ({ request, nip }) =>
      queries.metadata(request, nip),
    ),
    signedIn("GET", /^\/invoices\/ksef\/([^/]+)$/, "invoiceDownload", ({ nip, ids }) =>
      queries.download(ids[0] ?? "", nip),
    ),
  ];

  const answer = (request: SimulatorRequest): SimulatorResponse => {
    for (const { method, pattern, group, isOpen, handle } of routes) {
      const match = request.method === method ? pattern.exec(request.path) : null;
      if (!match) continue;
      const nip = isOpen ? "" : authentication.contextOf(request);
      const wait = group && throttle.check(nip, group);
      if (wait !== undefined) return tooMany(request, group ?? "", wait, now());
      const ids = match.slice(1).map((id) => (id === undefined ? id : decodeURIComponent(id)));
      return handle({ request, nip, ids });
    }
    throw new Refusal(404, `${request.method} ${request.path}`, [], 404);
  };

  return {
    handle(request) {
      // Moments in the answers are of this clock.
      const dated = ({ headers, ...response }: SimulatorResponse): SimulatorResponse => ({
        ...response,
        headers: { date: now().toUTCString(), ...headers },
      });
      try {
        return dated(answer(request));
      } catch (error) {
        if (error instanceof Refusal) return dated(refuse(request, error, now(), newId()));
        throw error;
      }
    },
    advance: archive.advance,
    arrive: ({ bytes }) => archive.arrive(bytes),
    deeds: {
      /** KSeF withdraws the public key for documents at once. */
      rotateKeys: () => keys.rotate(),
      /** The seller gives rights to a certificate, by its SHA-256. */
      grant: (fingerprint) => authentication.grant(fingerprint),
    },
  };
}
