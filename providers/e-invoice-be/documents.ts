import { createHash } from "node:crypto";
import type { ParticipantId } from "../../src/domain/participant.js";
import type { RuleViolation } from "../../src/domain/validation.js";
import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { ruleset } from "./errors.js";
import * as wire from "./wire.js";

type Documents = Call<unknown>;

export const documentPath = (id: string) => `/api/documents/${encodeURIComponent(id)}`;

export const isNotFound = (error: unknown) => error instanceof ProviderFailure && error.problem.httpStatus === 404;

export const getDocument = (id: string, call: Documents) =>
  call.http.send({
    operation: "status",
    method: "GET",
    path: documentPath(id),
    expect: { json: wire.Document },
    effect: "read",
  });

export async function findDocument(id: string, call: Documents): Promise<wire.Document | undefined> {
  try {
    return await getDocument(id, call);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export const createDraft = ({ document }: SubmitOrder, call: Documents) =>
  call.http.send({
    operation: "create",
    method: "POST",
    path: "/api/documents/ubl",
    body: {
      file: { field: "file", name: document.fileName, mediaType: document.mediaType, bytes: document.bytes },
    },
    expect: { json: wire.Document },
    effect: "write",
  });

export const validateDraft = (id: string, call: Documents) =>
  call.http.send({
    operation: "validate",
    method: "POST",
    path: `${documentPath(id)}/validate`,
    expect: { json: wire.Validation },
    effect: "read",
  });

export function sendDraft(id: string, order: SubmitOrder, call: Documents) {
  const sender = order.sender ?? order.invoice.seller.electronicAddress;
  const receiver = receiverOf(order);
  return call.http.send({
    operation: "send",
    method: "POST",
    path: `${documentPath(id)}/send`,
    query: {
      sender_peppol_scheme: sender?.scheme,
      sender_peppol_id: sender?.value,
      receiver_peppol_scheme: receiver?.scheme,
      receiver_peppol_id: receiver?.value,
    },
    expect: { json: wire.Document },
    effect: "write",
  });
}

export async function discardDraft(id: string, call: Documents): Promise<void> {
  try {
    await call.http.send({
      operation: "delete",
      method: "DELETE",
      path: documentPath(id),
      expect: { json: wire.Deleted },
      effect: "write",
    });
  } catch (error) {
    // A draft that stays is never sent; the refusal must not be lost for it.
    if (!(error instanceof ProviderFailure)) throw error;
  }
}

/** Every issue of the provider's validation as a violation, whether it blocks or only warns. */
export const toViolations = ({ issues }: wire.Validation): RuleViolation[] =>
  issues.map((issue) => ({
    rule: issue.rule_id ?? "unnamed",
    ruleset: issue.schematron || ruleset,
    severity: issue.type === "warning" ? "WARNING" : issue.flag === "fatal" ? "FATAL" : "ERROR",
    message: issue.message,
    ...(issue.location && { xpath: issue.location }),
  }));

/** Only a draft that was found valid is ever sent: what is past the draft was validated, whatever it was told then. */
export const toReceipt = ({ id, state }: wire.Document, warnings: readonly RuleViolation[] = []): Receipt => ({
  outcome: "accepted",
  reference: { id },
  status: state,
  warnings,
});

/**
 * The document of an order whose answer was lost, or undefined when it was not sent. The provider keeps no key of
 * ours, so the invoice number has to do. One number under way or delivered to the same receiver counts as ours even
 * with other bytes: better to ask a human than to send a number twice. A failed document or a draft is ours only with
 * the same bytes. The draft is checkpointed, for the next attempt to go on from.
 */
export async function searchDocument(order: SubmitOrder, call: Documents): Promise<wire.Document | undefined> {
  const hash = createHash("sha256").update(order.document.bytes).digest("hex");
  const receiver = receiverOf(order);
  for await (const document of candidates(order, call)) {
    const ubl = await getUbl(document.id, call);
    const identical = ubl.file_hash?.toLowerCase() === hash;
    if (document.state === "DRAFT") {
      if (identical) await order.checkpoint({ id: document.id });
    } else if (identical || (document.state !== "FAILED" && mayBeFor(receiver, ubl))) {
      return document;
    }
  }
  return undefined;
}

export const getUbl = (id: string, call: Documents) =>
  call.http.send({
    operation: "download",
    method: "GET",
    path: `${documentPath(id)}/ubl`,
    expect: { json: wire.Ubl },
    effect: "read",
  });

/** Documents with the order's number and kind. What is under way stands in either list, so both are read. */
async function* candidates({ invoice }: SubmitOrder, call: Documents): AsyncGenerator<wire.Document> {
  const seen = new Set<string>();
  for (const path of ["/api/outbox/", "/api/outbox/drafts"]) {
    let pages = 1;
    for (let page = 1; page <= pages; page += 1) {
      const answer = await listDocuments(path, page, { search: invoice.number }, call);
      pages = answer.pages;
      for (const document of answer.items) {
        const isCreditNote = document.document_type?.includes("CREDIT_NOTE") ?? false;
        if (document.invoice_id !== invoice.number || isCreditNote !== (invoice.kind === "CREDIT_NOTE")) continue;
        if (!seen.has(document.id)) yield document;
        seen.add(document.id);
      }
    }
  }
}

/** Oldest first; a hundred is the largest page. */
export const listDocuments = (path: string, page: number, filter: Record<string, string>, call: Documents) =>
  call.http.send({
    operation: "list",
    method: "GET",
    path,
    query: { page: String(page), page_size: "100", sort_by: "created_at", sort_order: "asc", ...filter },
    expect: { json: wire.DocumentPage },
    effect: "read",
  });

const receiverOf = (order: SubmitOrder): ParticipantId | undefined =>
  order.receiver ?? order.invoice.buyer.electronicAddress;

/** False only when the document says that it went to somebody else. */
function mayBeFor(receiver: ParticipantId | undefined, ubl: { receiver_peppol_id?: string | null | undefined }) {
  if (!receiver || !ubl.receiver_peppol_id) return true;
  return ubl.receiver_peppol_id.toLowerCase() === receiver.value.toLowerCase();
}
