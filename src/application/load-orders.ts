import type { Invoice } from "../domain/invoice.js";
import type { DocumentContent, SubmitOrder } from "../provider-kit/provider.js";
import type { Gateway } from "./gateway.js";
import type { SubmissionRecord } from "./records.js";

/** What is to be sent for each submission, with the progress that earlier attempts have made. */
export async function loadOrders(
  gateway: Gateway,
  tenantId: string,
  submissions: readonly SubmissionRecord[],
): Promise<SubmitOrder[]> {
  const reader = gateway.store.reader(tenantId);
  const contents = new Map(
    (await reader.contents(submissions.map(({ invoiceId }) => invoiceId))).map(({ invoiceId, content }) => [
      invoiceId,
      content,
    ]),
  );
  const orders: SubmitOrder[] = [];
  for (const submission of submissions) {
    const invoice = contents.get(submission.invoiceId);
    const document = await reader.sentDocument(submission.invoiceId);
    if (!invoice || !document) throw new Error(`Submission ${submission.id} has lost its invoice or document`);
    orders.push(toOrder(gateway, tenantId, submission, invoice, document));
  }
  return orders;
}

function toOrder(
  gateway: Gateway,
  tenantId: string,
  submission: SubmissionRecord,
  invoice: Invoice,
  document: DocumentContent,
): SubmitOrder {
  return {
    key: submission.id,
    invoice,
    document,
    ...(submission.sender && { sender: submission.sender }),
    ...(submission.receiver && { receiver: submission.receiver }),
    ...(submission.progress && { progress: submission.progress }),
    async checkpoint(reference) {
      await gateway.store.transaction(tenantId, async (unit) => {
        const current = await unit.lockSubmission(submission.id);
        // Whoever was taken for dead stops here: another instance goes on with this order.
        if (current?.state !== submission.state || current.attempts !== submission.attempts) {
          throw new Error(`Submission ${submission.id} is worked on by somebody else by now`);
        }
        await unit.saveProgress(submission.id, reference);
      });
    },
  };
}
