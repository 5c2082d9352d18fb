import { z } from "zod";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Provider, Receipt } from "../../src/provider-kit/provider.js";
import { openEnvelope } from "./envelope.js";
import { readError, ruleset } from "./errors.js";
import { missingInEnvelope } from "./routing.js";
import {
  acceptedAs,
  findOutbound,
  getInbound,
  getPayload,
  listInbound,
  rejectionOf,
  sendDocument,
  toReceipt,
  wordOf,
} from "./transactions.js";

const Credentials = z.object({ token: z.string().min(1) });

/** phoss AP, an open-source Peppol access point that one hosts oneself: https://github.com/phax/phoss-ap */
const provider = {
  id: "phoss-ap",
  name: "phoss AP",
  about: {
    documentation: "https://github.com/phax/phoss-ap/wiki",
    support: "https://github.com/phax/phoss-ap/issues",
    quirks: [
      "Every installation has an address of its own: the account names it as its base URL.",
      "It does not refuse an id that it has already: sent twice, it is delivered twice, and its status is hidden. The gateway asks before it sends.",
      "It says 'sent' when the receiving access point has confirmed the receipt; the message level status comes later, or never.",
      "A failed transmission is repeated by the access point itself, five times unless configured otherwise.",
      "A failed outbound verification is told in the same words as a full disk: the gateway tries again.",
      "Forwarding has to be configured by hand as http_post_async to the webhook of the account; deliveries are not signed.",
      "The country of the final receiver, which Peppol's statistics need, is not reported by the gateway.",
    ],
  },
  kind: "ACCESS_POINT",
  countries: [],
  networks: ["peppol"],
  // There is no hosted one.
  baseUrl: { live: "https://phoss-ap.invalid", sandbox: "https://phoss-ap.invalid" },
  credentials: Credentials,
  auth: { kind: "headers", headers: ({ token }) => ({ "x-token": token }) },
  statuses: {
    pending: { transport: "ACCEPTED_BY_PROVIDER" },
    sending: { transport: "ACCEPTED_BY_PROVIDER" },
    // It tries again.
    failed: { transport: "ACCEPTED_BY_PROVIDER" },
    permanently_failed: { transport: "FAILED", final: true },
    rejected: { screening: "REFUSED", final: true },
    // The receiving access point has it. Its message level status can still take that back.
    sent: { transport: "DELIVERED" },
    received_ap: { transport: "DELIVERED", final: true },
    received_ab: { transport: "DELIVERED", final: true },
    received_re: { transport: "FAILED", final: true },
    not_applicable: { transport: "DELIVERED", final: true },
    received: { transport: "DELIVERED" },
    forwarding: { transport: "DELIVERED" },
    forwarded: { transport: "DELIVERED" },
    forward_failed: { transport: "DELIVERED" },
  },
  errors: readError,
  limits: { rates: { "*": { requests: 50, perSeconds: 1 } } },
  // What it keeps of a document is there as soon as it has read it.
  settlesWithinSeconds: 60,

  prepare({ invoice, raw }) {
    const missing = missingInEnvelope(invoice);
    if (missing.length > 0) return { violations: missing };
    if (raw?.format === "UBL") return { document: raw };
    if (raw) {
      const message = `phoss AP is given UBL documents; ${raw.fileName} is ${raw.format}`;
      return {
        violations: [{ rule: "DOCUMENT-FORMAT", ruleset, severity: "ERROR", message, path: ["raw", "format"] }],
      };
    }
    const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
    const { bytes, violations } = writeUbl(invoice);
    if (violations.length > 0) return { violations };
    return { document: { format: "UBL", mediaType: "application/xml", fileName, bytes } };
  },

  /** The key is the instance id of the envelope. A report with 422 is on a transmission that the access point has. */
  async submit(order, call): Promise<Receipt> {
    const known = await findOutbound(order.key, call);
    if (known) return toReceipt(known);
    try {
      await sendDocument(order, call);
      return acceptedAs(order.key);
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.problem.httpStatus !== 422) throw error;
      const kept = error.consequence === "hold" && (await findOutbound(order.key, call));
      if (!kept) throw error;
      return toReceipt(kept);
    }
  },

  async reconcile({ key }, call) {
    const known = await findOutbound(key, call);
    return known && toReceipt(known);
  },

  polling: {
    everySeconds: [60, 180, 600, 3600],
    group: ({ id }) => id,
    async fetch(references, call) {
      const found = await Promise.all(
        references.map(async (reference) => {
          const transaction = await findOutbound(reference.id, call);
          if (!transaction) return [];
          const status = wordOf(transaction);
          const isBad = transaction.status === "rejected" || transaction.status === "permanently_failed";
          const at = transaction.completedDT;
          return [
            {
              reference,
              status,
              // The moment is that of the transmission: what came after it has none.
              ...(at && status === transaction.status && { at }),
              ...(transaction.errorDetails && { label: transaction.errorDetails }),
              ...(isBad && { rejection: rejectionOf(transaction) }),
              native: transaction,
            },
          ];
        }),
      );
      return found.flat();
    },
  },

  webhook: {
    mediaTypes: ["application/xml"],
    readBytes(bytes) {
      const { instanceId, root } = openEnvelope(bytes);
      if (!isInvoice(root)) return { eventId: instanceId, news: { kind: "other", name: root.name } };
      return { eventId: instanceId, news: { kind: "received", reference: { id: instanceId } } };
    },
  },

  /** The cursor is the moment at which the last one was received; those of that moment are listed again. */
  async listReceived(cursor, call) {
    const transactions = await listInbound(cursor, call);
    const last = transactions.at(-1)?.receivedDT ?? cursor;
    return {
      items: transactions
        .filter(({ docTypeID, status }) => /::(Invoice|CreditNote)##/.test(docTypeID) && status !== "rejected")
        .map(({ sbdhInstanceID }) => ({ reference: { id: sbdhInstanceID } })),
      ...(last !== undefined && { cursor: last }),
      more: false,
    };
  },

  async fetchReceived(reference, call) {
    const { status, receivedDT, as4MessageID } = await getInbound(reference.id, call);
    const { document } = openEnvelope(await getPayload(reference.id, call));
    return {
      reference,
      // That it could not be forwarded is the access point's trouble; the document is here.
      status: status === "permanently_failed" ? "forward_failed" : status,
      document: { format: "UBL", mediaType: "application/xml", fileName: `${reference.id}.xml`, bytes: document },
      receivedAt: receivedDT,
      networkReferences: [
        { kind: "SBDH instance", value: reference.id },
        ...(as4MessageID ? [{ kind: "AS4 message", value: as4MessageID }] : []),
      ],
    };
  },
} satisfies Provider<z.infer<typeof Credentials>>;

export default provider;

const isInvoice = ({ namespace, name }: { namespace: string; name: string }): boolean =>
  (name === "Invoice" || name === "CreditNote") &&
  namespace === `urn:oasis:names:specification:ubl:schema:xsd:${name}-2`;
