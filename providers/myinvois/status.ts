import type { Call } from "../../src/provider-kit/call.js";
import type { NetworkReference, Reference, StatusReport } from "../../src/provider-kit/provider.js";
import type { Credentials } from "./credentials.js";
import { toInvalidity } from "./errors.js";
import { longIdKind, uuidKind } from "./verification.js";
import { DocumentDetails, type DocumentSummary, Submission } from "./wire.js";

/** A derived word: a document stays "Valid" for MyInvois when its buyer asks for its cancellation. */
export const rejectionRequested = "Valid (rejection requested)";

/** All documents of one submission, page by page. */
export async function* listSubmission(submission: string, call: Call<Credentials>): AsyncGenerator<DocumentSummary> {
  const pageSize = 100;
  for (let pageNo = 1; ; pageNo += 1) {
    const page = await call.http.send({
      operation: "status",
      method: "GET",
      path: `/api/v1.0/documentsubmissions/${encodeURIComponent(submission)}`,
      query: { pageNo: String(pageNo), pageSize: String(pageSize) },
      expect: { json: Submission },
      effect: "read",
    });
    yield* page.documentSummary;
    if (page.documentSummary.length === 0 || pageNo * pageSize >= page.documentCount) return;
  }
}

export async function toReport(
  reference: Reference,
  document: DocumentSummary,
  call: Call<Credentials>,
): Promise<StatusReport> {
  const { status, uuid } = document;
  const requested = status === "Valid" ? document.rejectRequestDateTime : undefined;
  const at = document.cancelDateTime ?? requested ?? document.dateTimeValidated;
  return {
    reference,
    status: requested ? rejectionRequested : status,
    ...(document.documentStatusReason && { label: document.documentStatusReason }),
    ...(at && { at }),
    ...(status === "Invalid" && { rejection: toInvalidity(await fetchDetails(uuid, call)) }),
    networkReferences: networkReferencesOf(document),
    native: document,
  };
}

export const networkReferencesOf = ({
  uuid,
  longId,
}: Pick<DocumentSummary, "uuid" | "longId">): readonly NetworkReference[] => [
  { kind: uuidKind, value: uuid },
  ...(longId ? [{ kind: longIdKind, value: longId }] : []),
];

export const fetchDetails = (uuid: string, call: Call<Credentials>): Promise<DocumentDetails> =>
  call.http.send({
    operation: "details",
    method: "GET",
    path: `/api/v1.0/documents/${encodeURIComponent(uuid)}/details`,
    expect: { json: DocumentDetails },
    effect: "read",
  });
