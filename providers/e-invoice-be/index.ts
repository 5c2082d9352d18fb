import { z } from "zod";
import type { RuleViolation } from "../../src/domain/validation.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { PrepareOrder, Provider, Receipt, Reference, SubmitOrder } from "../../src/provider-kit/provider.js";
import {
  createDraft,
  discardDraft,
  documentPath,
  findDocument,
  getDocument,
  isNotFound,
  listDocuments,
  searchDocument,
  sendDraft,
  toReceipt,
  toViolations,
  validateDraft,
} from "./documents.js";
import { readError, ruleset } from "./errors.js";
import { toFinding, unreachable } from "./participants.js";
import { webhook } from "./webhook.js";
import * as wire from "./wire.js";

const Credentials = z.object({ apiKey: z.string().min(1) });

/** e-invoice.be, a hosted Peppol access point in Belgium: https://docs.e-invoice.be */
const provider = {
  id: "e-invoice-be",
  name: "e-invoice.be",
  kind: "ACCESS_POINT",
  countries: ["BE"],
  networks: ["peppol"],
  baseUrl: { live: "https://api.e-invoice.be", sandbox: "https://api-dev.e-invoice.be" },
  credentials: Credentials,
  auth: { kind: "headers", headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }) },
  statuses: {
    DRAFT: {},
    // It tries for up to a day before it gives up.
    TRANSIT: { transport: "ACCEPTED_BY_PROVIDER" },
    SENT: { transport: "DELIVERED", final: true },
    FAILED: { transport: "FAILED", final: true },
    RECEIVED: { transport: "DELIVERED" },
  },
  errors: readError,
  // None are published; it does answer 429.
  limits: { rates: { "*": { requests: 20, perSeconds: 1 } } },
  settlesWithinSeconds: 30,

  prepare({ invoice, raw }) {
    if (!raw) {
      const violations = missingAddresses(invoice);
      if (violations.length > 0) return { violations };
      const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
      const { bytes, violations: lost } = writeUbl(invoice);
      if (lost.length > 0) return { violations: lost };
      return { document: { format: "UBL", mediaType: "application/xml", fileName, bytes } };
    }
    if (raw.format === "UBL") return { document: raw };
    const message = `e-invoice.be takes UBL documents; ${raw.fileName} is ${raw.format}`;
    return { violations: [{ rule: "DOCUMENT-FORMAT", ruleset, severity: "ERROR", message, path: ["raw", "format"] }] };
  },

  /** Three calls; the draft is remembered in between. Only a draft that the provider found valid is sent. */
  async submit(order, call) {
    const known = order.progress && (await findDocument(order.progress.id, call));
    if (known && known.state !== "DRAFT") return toReceipt(known);
    const { id } = known ?? (await createDraft(order, call));
    if (!known) await order.checkpoint({ id });
    const validation = await validateDraft(id, call);
    const violations = toViolations(validation);
    if (validation.is_valid) return sendValidDraft(id, violations, order, call);
    await discardDraft(id, call);
    const [first] = violations;
    const message = first?.message ?? `e-invoice.be found ${order.invoice.number} invalid and gave no reason`;
    return { outcome: "rejected", rejection: { code: first?.rule ?? "invalid", message, violations } };
  },

  async reconcile(order, call) {
    const known = order.progress && (await findDocument(order.progress.id, call));
    const document = known ?? (await searchDocument(order, call));
    return document && document.state !== "DRAFT" ? toReceipt(document) : undefined;
  },

  polling: {
    everySeconds: [30, 120, 600, 1800, 3600],
    group: ({ id }) => id,
    fetch: (references, call) =>
      Promise.all(
        references.map(async (reference) => {
          const document = await getDocument(reference.id, call);
          return { reference, status: document.state, native: document };
        }),
      ),
  },

  webhook,

  async lookUp({ scheme, value }, call) {
    if (!/^\d{4}$/.test(scheme)) return undefined;
    try {
      const answer = await call.http.send({
        operation: "lookup",
        method: "GET",
        path: "/api/lookup",
        query: { peppol_id: `${scheme}:${value}` },
        expect: { json: wire.Lookup },
        effect: "read",
      });
      return toFinding(answer);
    } catch (error) {
      if (isNotFound(error)) return unreachable;
      throw error;
    }
  },

  /** The cursor is a page number. It steps back by one page at the end, so that a deletion hides nothing. */
  async listReceived(cursor, call) {
    const page = Number(cursor ?? "1");
    const { items, pages } = await listDocuments("/api/inbox/", page, {}, call);
    const more = page < pages;
    const next = more ? page + 1 : Math.max(1, Math.min(page, pages) - 1);
    return { items: items.map(({ id }) => ({ reference: { id } })), cursor: String(next), more };
  },

  async fetchReceived(reference, call) {
    const { state } = await getDocument(reference.id, call);
    const { fileName, bytes } = await downloadUbl(reference, call);
    return {
      reference,
      status: state,
      document: { format: "UBL", mediaType: "application/xml", fileName, bytes },
    };
  },
} satisfies Provider<z.infer<typeof Credentials>>;

export default provider;

/** Peppol routes by the electronic addresses: PEPPOL-EN16931-R020 (seller) and R010 (buyer). */
function missingAddresses({ seller, buyer }: PrepareOrder["invoice"]): RuleViolation[] {
  const required = [
    { rule: "PEPPOL-EN16931-R020", role: "seller", term: "BT-34", party: seller },
    { rule: "PEPPOL-EN16931-R010", role: "buyer", term: "BT-49", party: buyer },
  ];
  return required
    .filter(({ party }) => !party.electronicAddress)
    .map(({ rule, role, term, party }) => ({
      rule,
      ruleset,
      severity: "FATAL",
      message: `The ${role} ${party.name} has no electronic address (${term})`,
      path: [role, "electronicAddress"],
    }));
}

/** Statuses that can also mean that the document has left the draft state, by an earlier call that landed late. */
const maybeSentAlready: ReadonlySet<number | undefined> = new Set([400, 409, 422]);

async function sendValidDraft(
  id: string,
  warnings: readonly RuleViolation[],
  order: SubmitOrder,
  call: Call<unknown>,
): Promise<Receipt> {
  try {
    return toReceipt(await sendDraft(id, order, call), warnings);
  } catch (error) {
    if (!(error instanceof ProviderFailure) || !maybeSentAlready.has(error.problem.httpStatus)) throw error;
    const document = await findDocument(id, call);
    if (document && document.state !== "DRAFT") return toReceipt(document, warnings);
    if (error.consequence !== "refused" || !error.rejection) throw error;
    await discardDraft(id, call);
    return { outcome: "rejected", rejection: error.rejection };
  }
}

/** The signed link is followed without the account's key: it may lead to another host. */
async function downloadUbl({ id }: Reference, call: Call<unknown>) {
  const ubl = await call.http.send({
    operation: "download",
    method: "GET",
    path: `${documentPath(id)}/ubl`,
    expect: { json: wire.DownloadableUbl },
    effect: "read",
  });
  const bytes = await call.http.send({
    operation: "download",
    method: "GET",
    path: ubl.signed_url,
    expect: { bytes: (answer) => answer },
    effect: "read",
  });
  return { fileName: ubl.file_name, bytes };
}
