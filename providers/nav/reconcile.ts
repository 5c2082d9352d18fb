import type { Call } from "../../src/provider-kit/call.js";
import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { readContent } from "./content.js";
import type { Credentials } from "./credentials.js";
import { findOwn } from "./reported-invoice.js";
import { ask } from "./request.js";
import { toAccepted } from "./reference.js";
import { alreadyAccepted, type Attempt, digestOf, referTo } from "./submission.js";
import { type ProcessingResult, TransactionList } from "./wire.js";
import { fetchTransaction } from "./transaction.js";
import { branch, leaf } from "./xml.js";

/** A token opens the door for five minutes, and NAV allows itself five more for saving what came through it. */
const landsWithinMs = 10 * 60_000;

/** NAV answers for no longer interval. */
export const longestMs = 35 * 24 * 60 * 60_000;

/**
 * Interface specification 1.9.2: what became of a request without an answer shows in the list of transactions, by its
 * content. An invoice that is through its validation is found by its number at once. Without a remembered attempt
 * nothing had been sent.
 */
export async function findReported(order: SubmitOrder, call: Call<Credentials>): Promise<Receipt | undefined> {
  const known = alreadyAccepted(order);
  if (known || !order.progress) return known;
  const attempt = order.progress as Attempt;
  const toMs = Date.parse(attempt.lastAt) + landsWithinMs;
  const fromMs = Math.max(Date.parse(attempt.firstAt), toMs - longestMs);
  const wanted = digestOf(order.document.bytes);
  const standing = await findOwn(order.invoice.number, call);
  const isOurs = standing && digestOf(standing.bytes) === wanted && Date.parse(standing.savedAt) >= fromMs;
  if (isOurs && standing.transaction !== undefined)
    return toAccepted(referTo(order, standing.transaction, standing.index));

  let aborted: Receipt | undefined;
  for await (const transaction of listTransactions(fromMs, toMs, call)) {
    const { transactionId, technicalAnnulment, itemCount } = transaction;
    if (technicalAnnulment || (attempt.items !== "" && attempt.items !== String(itemCount))) continue;
    const { results } = await fetchTransaction(transactionId, call, { withContent: true });
    for (const result of results.filter((each) => isContent(each, wanted))) {
      const receipt = toAccepted(referTo(order, transactionId, result.index));
      if (result.invoiceStatus !== "ABORTED") return receipt;
      aborted ??= receipt;
    }
  }
  return aborted;
}

/** The transactions that NAV saved in the interval, of all technical users and programs of the taxpayer. */
export async function* listTransactions(fromMs: number, toMs: number, call: Call<Credentials>) {
  for (let page = 1, availablePage = 1; page <= availablePage; page += 1) {
    const { transactionListResult } = await ask(call, {
      operation: "list",
      name: "queryTransactionList",
      content: [
        ...leaf("page", String(page)),
        ...branch(
          "insDate",
          leaf("dateTimeFrom", new Date(fromMs).toISOString()),
          leaf("dateTimeTo", new Date(toMs).toISOString()),
        ),
      ],
      expect: TransactionList,
    });
    yield* transactionListResult.transaction;
    availablePage = transactionListResult.availablePage;
  }
}

function isContent({ originalRequest, compressedContentIndicator }: ProcessingResult, digest: string): boolean {
  if (originalRequest === undefined) return false;
  try {
    return digestOf(readContent(originalRequest, compressedContentIndicator)) === digest;
  } catch {
    // What cannot be unpacked is somebody else's.
    return false;
  }
}
