import { readDocument } from "../../src/formats/read-document.js";
import type { DocumentFormat } from "../../src/provider-kit/document.js";
import type { Provider, Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { type Credentials, credentials } from "./credentials.js";
import { lookUp } from "./directory.js";
import { readError, toRejection } from "./errors.js";
import { listStatuses } from "./feed.js";
import {
  downloadFile,
  fetchFlow,
  findSent,
  invoiceFlows,
  isInvoice,
  isOutgoing,
  postFlow,
  unlessMissing,
} from "./flows.js";
import { nameInvoice } from "./invoice-name.js";
import { prepare, processingRuleOf, syntaxes } from "./prepare.js";
import { findResponse, respond } from "./respond.js";
import { statuses } from "./status.js";
import { walkFlows } from "./walk.js";
import { webhook } from "./webhook.js";
import type { Flow } from "./wire.js";

/** Any approved platform of the French reform, by the interface that AFNOR XP Z12-013 v1.1 prescribes to all of them. */
const provider = {
  id: "afnor-pa",
  name: "Plateforme agréée (AFNOR XP Z12-013)",
  about: {
    documentation: "https://www.boutique.afnor.org/fr-fr/norme/xp-z12013/",
    quirks: [
      "Every platform has its own addresses: an account needs a baseUrl and a tokenUrl.",
      "Statuses may come a quarter of an hour late: the norm lets platforms hold back what has just changed.",
      "Statuses name an invoice by the seller's SIREN, its number and its date: of two with the same, the newer is meant.",
    ],
  },
  kind: "SERVICE_PROVIDER",
  countries: ["FR"],
  networks: ["fr-ctc"],
  // There is no platform of all platforms; a name under .invalid leads nowhere (RFC 6761).
  baseUrl: { live: "https://approved-platform.invalid", sandbox: "https://approved-platform.invalid" },
  credentials,
  auth: {
    kind: "clientCredentials",
    tokenPath: ({ tokenUrl }) => tokenUrl,
    form: ({ clientId, clientSecret, scope }) => ({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      ...(scope !== undefined && { scope }),
    }),
  },
  ownUrls: ({ directoryUrl }) => (directoryUrl.startsWith("/") ? [] : [directoryUrl]),
  statuses,
  errors: readError,
  // The norm has 429 and no numbers.
  limits: { rates: { submit: { requests: 10, perSeconds: 1 }, "*": { requests: 10, perSeconds: 1 } } },
  // What was posted may stay out of every search for a quarter of an hour (5.3.2).
  settlesWithinSeconds: 1_000,

  prepare,

  /** The tracking id finds it again; the norm lets platforms take the same one twice. */
  async submit(order, call) {
    const earlier = order.progress && (await findSent(order.key, isInvoice, call));
    if (earlier) return toReceipt(order, earlier);
    if (!order.progress) await order.checkpoint({ id: order.key });
    const flowSyntax = syntaxes[order.document.format] ?? "UBL";
    const processingRule = processingRuleOf(order.invoice);
    const isExtended = /extended-ctc-fr/i.test(order.invoice.process.specification);
    const info = {
      flowSyntax,
      trackingId: order.key,
      ...(processingRule && { processingRule }),
      ...(isExtended && { flowProfile: "Extended-CTC-FR" as const }),
    };
    return toReceipt(order, await postFlow(info, order.document, "submit", call));
  },

  async reconcile(order, call) {
    const sent = await findSent(order.key, isInvoice, call);
    return sent && toReceipt(order, sent);
  },

  feed: { everySeconds: 60, list: listStatuses },

  webhook,

  respond,
  findResponse,

  lookUp,

  async listReceived(cursor, call) {
    const where = { flowType: invoiceFlows, flowDirection: ["In"] as const };
    const { items, ...page } = await walkFlows(cursor, where, "inbox", call);
    // A platform that ignores a filter is not believed: our own invoices did not come in.
    const incoming = items.filter((flow) => isInvoice(flow) && !isOutgoing(flow));
    return { ...page, items: incoming.map(({ flowId }) => ({ reference: { id: flowId } })) };
  },

  async fetchReceived(reference, call) {
    const [flow, file] = await Promise.all([
      fetchFlow(reference.id, call),
      downloadFile(reference.id, "Original", call),
    ]);
    const { bytes, fileName = `${reference.id}.${isPdf(bytes) ? "pdf" : "xml"}` } = file;
    const mediaType = isPdf(bytes) ? "application/pdf" : "application/xml";
    const read = readDocument({ bytes });
    return {
      reference,
      status: flow.acknowledgement?.status ?? "Ok",
      document: { format: formatOf(flow, bytes), mediaType, fileName, bytes },
      ...(flow.submittedAt && { receivedAt: flow.submittedAt }),
      ...("invoice" in read && { networkReferences: nameInvoice(read.invoice) }),
    };
  },

  async fetchPdf({ id }, call) {
    const file = await unlessMissing(downloadFile(id, "ReadableView", call));
    if (!file || !isPdf(file.bytes)) return undefined;
    const { bytes, fileName = `${id}.pdf` } = file;
    return { format: "PDF", mediaType: "application/pdf", fileName, bytes };
  },
} satisfies Provider<Credentials>;

export default provider;

function toReceipt(
  { invoice }: SubmitOrder,
  { flowId, acknowledgement }: Pick<Flow, "flowId" | "acknowledgement">,
): Receipt {
  if (acknowledgement?.status === "Error") return { outcome: "rejected", rejection: toRejection(acknowledgement) };
  return {
    outcome: "accepted",
    reference: { id: flowId },
    status: acknowledgement?.status ?? "Pending",
    networkReferences: nameInvoice(invoice),
  };
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";

function formatOf({ flowSyntax }: Flow, bytes: Uint8Array): DocumentFormat {
  if (isPdf(bytes)) return "FACTURX";
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString("utf8");
  if (/<(?:\w+:)?CrossIndustryInvoice\b/.test(start)) return "CII";
  return flowSyntax === "CII" ? "CII" : "UBL";
}
