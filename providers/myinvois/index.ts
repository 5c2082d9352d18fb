import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { DocumentContent, Provider, StatusReport } from "../../src/provider-kit/provider.js";
import { type Credentials, credentials } from "./credentials.js";
import { readError } from "./errors.js";
import { fetchEvidence } from "./evidence.js";
import { extensions } from "./extensions.js";
import { changeState, findRejection, reject, requested } from "./rejecting.js";
import { fetchReceived, listReceived } from "./receiving.js";
import { findSubmitted } from "./reconcile.js";
import { fetchDetails, listSubmission, rejectionRequested, toReport } from "./status.js";
import { alreadyAccepted, submitDocuments, toAccepted } from "./submission.js";
import { writeMyInvoisJson } from "./ubl-json/ubl-json.js";
import { verification } from "./verification.js";

/** https://sdk.myinvois.hasil.gov.my/einvoicingapi/02-submit-documents/ : 300 KB a document, 5 MB a submission. */
const documentBytes = 300_000;
const submissionBytes = 5_000_000;
const submissionDocuments = 100;
/** What surrounds one document in the request: its hash, its number and the names of the members. */
const entryBytes = 300;

const provider = {
  id: "myinvois",
  name: "MyInvois (LHDN Malaysia)",
  about: {
    documentation: "https://sdk.myinvois.hasil.gov.my/",
    quirks: [
      "A buyer's rejection is a request, within 72 hours of validation and only once: the document stays valid until its issuer cancels it.",
      "Who receives a document sees it once it is valid: nobody hears of one that waits for its validation or is invalid.",
      "What came in is listed by the moment of its submission: it is looked for over the last three hours, again and again.",
      "Dates and times are UTC: an invoice of an early morning in Malaysia carries the day before.",
    ],
  },
  kind: "CLEARANCE",
  countries: ["MY"],
  networks: ["myinvois"],
  baseUrl: { live: "https://api.myinvois.hasil.gov.my", sandbox: "https://preprod-api.myinvois.hasil.gov.my" },
  credentials,
  auth: {
    kind: "clientCredentials",
    tokenPath: () => "/connect/token",
    form: ({ clientId, clientSecret }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "client_credentials",
      scope: "InvoicingAPI",
    }),
    headers: ({ onBehalfOf }): Record<string, string> => (onBehalfOf === undefined ? {} : { onbehalfof: onBehalfOf }),
  },
  statuses: {
    Submitted: { transport: "ACCEPTED_BY_PROVIDER", clearance: "PENDING" },
    Valid: { transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED", final: true },
    // The buyer's rejection is a request: the document stays legally valid until its issuer cancels it.
    [rejectionRequested]: {
      transport: "ACCEPTED_BY_PROVIDER",
      clearance: "CLEARED",
      business: "UNDER_QUERY",
      final: true,
    },
    // What the receiver is told. That it rejected the document holds, whatever its issuer makes of it.
    [requested]: {},
    Invalid: { transport: "ACCEPTED_BY_PROVIDER", clearance: "REJECTED", final: true },
    Cancelled: { transport: "ACCEPTED_BY_PROVIDER", clearance: "CANCELLED", final: true },
  },
  responses: ["REJECT"],
  errors: readError,
  extensions,
  limits: {
    documentBytes,
    // Base64 makes four bytes of three.
    batch: {
      documents: submissionDocuments,
      bytes: Math.floor(((submissionBytes - submissionDocuments * entryBytes) * 3) / 4),
    },
    // https://sdk.myinvois.hasil.gov.my/integration-practices/
    rates: {
      login: { requests: 12, perSeconds: 60 },
      submit: { requests: 100, perSeconds: 60 },
      status: { requests: 300, perSeconds: 60 },
      cancel: { requests: 12, perSeconds: 60 },
      details: { requests: 125, perSeconds: 60 },
      document: { requests: 60, perSeconds: 60 },
      search: { requests: 12, perSeconds: 60 },
      lookUp: { requests: 60, perSeconds: 60 },
      "*": { requests: 60, perSeconds: 60 },
    },
    receiveEverySeconds: 60,
    cancelWithinHours: 72,
  },
  settlesWithinSeconds: 60,

  prepare(order) {
    const raw = order.raw && takeRaw(order.raw);
    if (raw) return { document: raw };
    const written = writeMyInvoisJson(order.invoice);
    if ("violations" in written) return written;
    const bytes = Buffer.from(written.text, "utf8");
    const fileName = `${order.invoice.number}.json`;
    return { document: { format: "JSON", mediaType: "application/json", fileName, bytes } };
  },

  async submit(order, call) {
    const [receipt] = await submitDocuments([order], call);
    return receipt!;
  },

  submitBatch: submitDocuments,

  async reconcile(order, call) {
    const kept = alreadyAccepted(order);
    if (kept) return kept;
    const found = await findSubmitted(order, call);
    // An invalid document is taken up as submitted, so that polling brings its reasons.
    return (
      found && toAccepted(found.uuid, found.submissionUid, found.status === "Invalid" ? "Submitted" : found.status)
    );
  },

  polling: {
    // MyInvois asks for three to five seconds between two questions about one submission.
    everySeconds: [3, 4, 5],
    group: ({ submission, id }) => submission ?? id,
    async fetch(references, call) {
      const submission = references[0]?.["submission"] ?? "";
      const wanted = new Map(references.map((reference) => [reference.id, reference]));
      const reports: StatusReport[] = [];
      for await (const document of listSubmission(submission, call)) {
        const reference = wanted.get(document.uuid);
        if (reference) reports.push(await toReport(reference, document, call));
      }
      return reports;
    },
  },

  async cancel(reference, reason, call) {
    try {
      const { status } = await changeState(reference, { status: "cancelled", reason }, call);
      return { reference, status };
    } catch (error) {
      // A repetition after a lost answer finds the document cancelled: that is what was asked for.
      if (!(error instanceof ProviderFailure) || error.problem.nativeCode !== "IncorrectState") throw error;
      const { status } = await fetchDetails(reference.id, call);
      if (status !== "Cancelled") throw error;
      return { reference, status };
    }
  },

  respond: reject,
  findResponse: findRejection,

  /** The value is "TIN" or "TIN:BRN:number" (NRIC, PASSPORT, ARMY): MyInvois checks a TIN only with such a number. */
  async lookUp({ scheme, value }, call) {
    const unreachable = { reachable: false, network: "myinvois", documents: [] };
    if (scheme !== "MY:TIN") return undefined;
    const [tin = "", idType, idValue] = value.split(":");
    try {
      await call.http.send({
        operation: "lookUp",
        method: "GET",
        path: `/api/v1.0/taxpayer/validate/${encodeURIComponent(tin)}`,
        query: { idType, idValue },
        expect: { nothing: undefined },
        effect: "read",
      });
      return { reachable: true, network: "myinvois", country: "MY", documents: [documentCapability] };
    } catch (error) {
      if (error instanceof ProviderFailure && error.problem.kind === "NOT_FOUND") return unreachable;
      throw error;
    }
  },

  listReceived,
  fetchReceived,
  fetchEvidence,

  verification,
} satisfies Provider<Credentials>;

export default provider;

const documentCapability = {
  documentType: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
  label: "MyInvois document (invoice, credit, debit and refund note)",
  supportsResponses: true,
};

/** A client's document goes untouched when it is one for MyInvois; any other UBL is written anew from the invoice. */
function takeRaw(raw: DocumentContent): DocumentContent | undefined {
  const start = Buffer.from(raw.bytes.subarray(0, 16_384)).toString("utf8");
  const isXml = raw.mediaType.includes("xml") && /InvoiceTypeCode[^>]*\slistVersionID=/.test(start);
  const isJson = raw.mediaType.includes("json") && /"InvoiceTypeCode"/.test(start) && /"listVersionID"/.test(start);
  return isXml || isJson ? raw : undefined;
}
