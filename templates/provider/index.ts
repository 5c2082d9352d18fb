import { z } from "zod";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { DocumentContent, Provider, Receipt, StatusReport } from "../../src/provider-kit/provider.js";
import { readError } from "./errors.js";
import { signature } from "./signature.js";
import * as wire from "./wire.js";

const Credentials = z.object({ apiKey: z.string().min(1) });
type Credentials = z.infer<typeof Credentials>;

const provider = {
  // Declared: what it is.
  id: "provider",
  name: "Provider template",
  about: { documentation: "https://docs.example.com/api", support: "support@example.com" },
  kind: "ACCESS_POINT",
  countries: ["BE"],
  networks: ["peppol"],
  baseUrl: { live: "https://api.example.com", sandbox: "https://sandbox.example.com" },
  credentials: Credentials,
  auth: { kind: "headers", headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }) },
  statuses: {
    TAKEN: { transport: "ACCEPTED_BY_PROVIDER" },
    DELIVERED: { transport: "DELIVERED", final: true },
    REFUSED: { transport: "FAILED", final: true },
  },
  errors: readError,
  limits: { rates: { "*": { requests: 50, perSeconds: 1 } } },
  settlesWithinSeconds: 30,

  // Coded: what it does. What is left out here is what it cannot do.
  prepare({ invoice, raw }) {
    if (!invoice.buyer.electronicAddress) {
      const message = "BT-49: the buyer has no electronic address";
      const path = ["buyer", "electronicAddress"];
      return { violations: [{ rule: "TEMPLATE-BT-49", ruleset: "template", severity: "ERROR", message, path }] };
    }
    if (raw?.format === "UBL") return { document: raw };
    const { bytes, violations } = writeUbl(invoice);
    if (violations.length > 0) return { violations };
    return { document: ublDocument(invoice.number, bytes) };
  },

  /** The provider keeps what it has under a key: whatever comes a second time is answered as the first time. */
  async submit(order, call): Promise<Receipt> {
    const taken = await call.http.send({
      operation: "submit",
      method: "POST",
      path: "/invoices",
      query: { receiver: order.receiver && `${order.receiver.scheme}:${order.receiver.value}` },
      headers: { "idempotency-key": order.key },
      body: { bytes: order.document.bytes, mediaType: order.document.mediaType },
      expect: { json: wire.Invoice },
      effect: "write",
    });
    return { outcome: "accepted", reference: { id: taken.id }, status: taken.status };
  },

  polling: {
    everySeconds: [2, 5, 15, 60],
    group: ({ id }) => id,
    async fetch(references, call) {
      const [reference] = references;
      if (!reference) return [];
      const found = await call.http.send({
        operation: "status",
        method: "GET",
        path: `/invoices/${encodeURIComponent(reference.id)}`,
        expect: { json: wire.Invoice },
        effect: "read",
      });
      return [toReport(found)];
    },
  },

  webhook: {
    signature,
    body: wire.Event,
    read: (event: wire.Event) => ({
      eventId: event.id,
      news:
        event.type === "invoice.received"
          ? { kind: "received", reference: { id: event.invoice.id } }
          : event.type === "invoice.changed"
            ? { kind: "status", report: toReport(event.invoice) }
            : { kind: "other", name: event.type },
    }),
    register: (url, call) =>
      call.http
        .send({
          operation: "webhooks",
          method: "POST",
          path: "/webhooks",
          body: { json: { url } },
          expect: { json: wire.Webhook },
          effect: "write",
        })
        .then(({ id, secret }) => ({ id, secrets: [secret] })),
    async unregister(id, call) {
      await call.http.send({
        operation: "webhooks",
        method: "DELETE",
        path: `/webhooks/${encodeURIComponent(id)}`,
        expect: { nothing: undefined },
        effect: "write",
      });
    },
  },

  async lookUp({ scheme, value }, call) {
    if (!/^\d{4}$/.test(scheme)) return undefined;
    const { reachable, name } = await call.http.send({
      operation: "lookUp",
      method: "GET",
      path: "/participants",
      query: { address: `${scheme}:${value}` },
      expect: { json: wire.Lookup },
      effect: "read",
    });
    return { reachable, network: "peppol", documents: [], ...(name != null && { name }) };
  },

  async listReceived(cursor, call) {
    const page = await call.http.send({
      operation: "inbox",
      method: "GET",
      path: "/inbox",
      query: { after: cursor },
      expect: { json: wire.Invoices },
      effect: "read",
    });
    const last = page.items.at(-1)?.id ?? cursor;
    return {
      items: page.items.map(({ id }) => ({ reference: { id } })),
      more: page.next != null,
      ...(last !== undefined && { cursor: last }),
    };
  },

  async fetchReceived(reference, call) {
    const bytes = await call.http.send({
      operation: "inbox",
      method: "GET",
      path: `/inbox/${encodeURIComponent(reference.id)}/document`,
      expect: { bytes: (content) => content },
      effect: "read",
    });
    return { reference, status: "DELIVERED", document: ublDocument(reference.id, bytes) };
  },
} satisfies Provider<Credentials>;

export default provider;

const ublDocument = (name: string, bytes: Uint8Array): DocumentContent => ({
  format: "UBL",
  mediaType: "application/xml",
  fileName: `${name}.xml`,
  bytes,
});

const toReport = ({ id, status, reason, changedAt }: wire.Invoice): StatusReport => ({
  reference: { id },
  status,
  ...(changedAt != null && { at: changedAt }),
  ...(reason != null && { rejection: { code: "REFUSED", message: reason, violations: [] } }),
});
