import { createHash } from "node:crypto";
import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { findTypeCode, isSelfBilled } from "../../src/formats/lhdn/codes.js";
import type { Credentials } from "./credentials.js";
import { toRejection } from "./errors.js";
import { findTin } from "./ubl-json/parties.js";
import { uuidKind } from "./verification.js";
import { SubmissionAnswer } from "./wire.js";

/**
 * One request for all orders, as long as they have one format and numbers of their own: the answer names documents by
 * number only. What cannot share a request goes into the next one, after the receipts of the first are kept.
 */
export async function submitDocuments(
  orders: readonly SubmitOrder[],
  call: Call<Credentials>,
): Promise<readonly Receipt[]> {
  const receipts = new Map<SubmitOrder, Receipt>();
  const open: SubmitOrder[] = [];
  for (const order of orders) {
    const known = alreadyAccepted(order) ?? foreignIssuer(order, call.credentials);
    if (known) receipts.set(order, known);
    else open.push(order);
  }
  const requests = toRequests(open);
  for (const [index, request] of requests.entries()) {
    const answered = await send(request, call, index > 0);
    for (const [order, receipt] of answered) {
      receipts.set(order, receipt);
      const isLast = index === requests.length - 1;
      if (!isLast && receipt.outcome === "accepted") await order.checkpoint(receipt.reference);
    }
  }
  return orders.map((order) => receipts.get(order)!);
}

/** An earlier attempt was interrupted after this order's request had been answered. */
export function alreadyAccepted({ progress }: SubmitOrder): Receipt | undefined {
  return progress && toAccepted(progress.id, progress["submission"] ?? "");
}

/**
 * MyInvois refuses a whole submission with one document of another taxpayer (IncorrectSubmitter) without naming it,
 * so that document is kept out.
 */
function foreignIssuer({ invoice }: SubmitOrder, { tin, onBehalfOf }: Credentials): Receipt | undefined {
  const type = findTypeCode(invoice);
  const issuer = findTin(type !== undefined && isSelfBilled(type) ? invoice.buyer : invoice.seller);
  const represented = onBehalfOf?.split(":")[0] ?? tin;
  if (issuer === undefined || issuer === represented) return undefined;
  const message = `${invoice.number} is issued by ${issuer}, but this account represents ${represented}`;
  return { outcome: "rejected", rejection: { code: "IncorrectSubmitter", message, violations: [] } };
}

const formatOf = ({ document }: SubmitOrder): "XML" | "JSON" => (document.mediaType.includes("xml") ? "XML" : "JSON");

function toRequests(orders: readonly SubmitOrder[]): SubmitOrder[][] {
  const requests: SubmitOrder[][] = [];
  for (const order of orders) {
    const fits = (request: SubmitOrder[]) =>
      request.every((other) => formatOf(other) === formatOf(order) && other.invoice.number !== order.invoice.number);
    const request = requests.find(fits);
    if (request) request.push(order);
    else requests.push([order]);
  }
  return requests;
}

async function send(
  orders: readonly SubmitOrder[],
  call: Call<Credentials>,
  isFollowUp: boolean,
): Promise<ReadonlyMap<SubmitOrder, Receipt>> {
  const numbers = orders.map(({ invoice }) => invoice.number);
  try {
    const answer = await call.http.send({
      operation: "submit",
      method: "POST",
      path: "/api/v1.0/documentsubmissions/",
      body: { json: { documents: orders.map(toEntry) } },
      expect: { json: answersFor(numbers) },
      effect: "write",
    });
    return new Map(orders.map((order) => [order, toReceipt(order.invoice.number, answer)]));
  } catch (error) {
    // A refusal of the second request must not become one of the first, which was accepted.
    if (!isFollowUp || !(error instanceof ProviderFailure) || error.consequence !== "refused") throw error;
    const { problem } = error;
    const code = problem.nativeCode ?? problem.kind;
    const rejection = error.rejection ?? { code, message: problem.message, violations: [] };
    return new Map(orders.map((order) => [order, { outcome: "rejected", rejection }]));
  }
}

/** Whoever is not mentioned may have been accepted: an answer like that is not trusted. */
const answersFor = (numbers: readonly string[]) =>
  SubmissionAnswer.refine(
    ({ submissionUid, acceptedDocuments, rejectedDocuments }) => {
      const mentioned = new Set([...acceptedDocuments, ...rejectedDocuments].map((each) => each.invoiceCodeNumber));
      return numbers.every((number) => mentioned.has(number)) && (acceptedDocuments.length === 0 || !!submissionUid);
    },
    { message: "does not name every document and its submission" },
  );

const toEntry = (order: SubmitOrder) => ({
  format: formatOf(order),
  document: Buffer.from(order.document.bytes).toString("base64"),
  documentHash: createHash("sha256").update(order.document.bytes).digest("hex"),
  codeNumber: order.invoice.number,
});

function toReceipt(number: string, answer: SubmissionAnswer): Receipt {
  const accepted = answer.acceptedDocuments.find(({ invoiceCodeNumber }) => invoiceCodeNumber === number);
  if (accepted) return toAccepted(accepted.uuid, answer.submissionUid ?? "");
  const rejected = answer.rejectedDocuments.find(({ invoiceCodeNumber }) => invoiceCodeNumber === number);
  return { outcome: "rejected", rejection: toRejection(rejected?.error) };
}

export const toAccepted = (uuid: string, submission: string, status = "Submitted"): Receipt => ({
  outcome: "accepted",
  reference: { id: uuid, submission },
  status,
  networkReferences: [{ kind: uuidKind, value: uuid }],
});
