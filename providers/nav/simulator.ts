import type { DocumentContent } from "../../src/provider-kit/document.js";
import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { sellerCredentials, type TechnicalUser } from "./simulator/accounts.js";
import { admit } from "./simulator/admit.js";
import { decide } from "./simulator/annulments.js";
import { type Outcome, refuse, refuseText, toAnswer } from "./simulator/answers.js";
import { type Archive, openArchive } from "./simulator/archive.js";
import { readReport, toStored } from "./simulator/judge.js";
import { createProcessing, type Processing } from "./simulator/processing.js";
import {
  checkInvoice,
  listInvoices,
  listTransactions,
  type Query,
  showInvoice,
  showTaxpayer,
  showTransaction,
} from "./simulator/queries.js";
import { exchangeToken, takeReports } from "./simulator/reports.js";
import { checkRequest } from "./simulator/request-grammar.js";
import { createThrottle } from "./simulator/throttle.js";
import { readXml } from "./xml.js";

export interface SimulatorOptions {
  /** Instead of one, where a test has no time. */
  readonly requestsPerSecond?: number;
}

/** Stands in for the Online Invoice System 3.0: signatures, tokens, schema, processing, annulments and queries. */
export const declareSimulator = ({ requestsPerSecond = 1 }: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "nav",
  credentials: sellerCredentials,
  participants: { known: "HU:TAX::99887764", unknown: "HU:TAX::20000002" },
  create: (context) => createSimulator(context, requestsPerSecond),
});

export default declareSimulator();

const mostBytes = 10_000_000;

function createSimulator(context: SimulatorContext, requestsPerSecond: number): Simulator {
  const archive = openArchive(context);
  const processing = createProcessing(archive, context);
  const throttle = createThrottle(requestsPerSecond, context.now);

  const answer = (request: SimulatorRequest): SimulatorResponse => {
    const operation = request.path.slice(1);
    const handle = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!handle) return { status: 404 };
    if (request.method !== "POST") return { status: 500, body: "NOT_ALLOWED_EXCEPTION" };
    if (request.body.length > mostBytes) return refuseText(`${request.body.length} bytes are too many`);
    let root;
    try {
      root = readXml(request.body);
    } catch (error) {
      return refuseText(String(error));
    }
    const wanted = `${operation.slice(0, 1).toUpperCase()}${operation.slice(1)}Request`;
    if (root.name !== wanted) return refuseText(`${root.name} is not ${wanted}`);
    const faults = checkRequest(root, root.name);
    if (faults.length > 0) return toAnswer(root, refuse(400, "INVALID_REQUEST", "the schema is violated", faults));
    const admitted = admit(root, context);
    if (!("user" in admitted)) return toAnswer(root, admitted);
    const outcome = handle({ request: root, user: admitted.user, archive, processing, context });
    // Only the ids of requests that succeed are taken.
    if ("content" in outcome)
      context.ledger.put("requestIds", `${admitted.user.taxNumber} ${admitted.requestId}`, { at: context.now() });
    return toAnswer(root, outcome);
  };

  return {
    async handle(request) {
      await throttle.enter(request.path);
      return answer(request);
    },
    advance: processing.advance,
    arrive: (document) => arrive(document, archive, context),
    deeds: {
      approveAnnulment: (id) => decide(archive, id, "VERIFICATION_DONE"),
      rejectAnnulment: (id) => decide(archive, id, "VERIFICATION_REJECTED"),
    },
  };
}

interface Visit {
  readonly request: ReturnType<typeof readXml>;
  readonly user: TechnicalUser;
  readonly archive: Archive;
  readonly processing: Processing;
  readonly context: SimulatorContext;
}

const query =
  (answer: Query) =>
  ({ request, user, archive }: Visit): Outcome =>
    answer(request, user, archive);

const operations: Readonly<Record<string, (visit: Visit) => Outcome>> = {
  tokenExchange: ({ user, context }) => exchangeToken(user, context),
  manageInvoice: (visit) => takeReports(visit.request, visit.user, visit, visit.context),
  manageAnnulment: (visit) => takeReports(visit.request, visit.user, visit, visit.context),
  queryTransactionStatus: query(showTransaction),
  queryTransactionList: query(listTransactions),
  queryInvoiceDigest: query(listInvoices),
  queryInvoiceData: query(showInvoice),
  queryInvoiceCheck: query(checkInvoice),
  queryTaxpayer: query(showTaxpayer),
};

/** Somebody reports an invoice, and names the taxpayer as its buyer. */
function arrive(document: DocumentContent, archive: Archive, { now }: SimulatorContext): string {
  const base64 = Buffer.from(document.bytes).toString("base64");
  const read = readReport(base64, false);
  if ("fault" in read) throw new Error(read.fault.message);
  const id = archive.newTransactionId();
  const receivedAt = now().toISOString();
  archive.putInvoice(
    toStored(read.root, { operation: "CREATE", index: 1, base64 }, { id, receivedAt, isCompressed: false }),
  );
  return `IN-${id}-1`;
}
