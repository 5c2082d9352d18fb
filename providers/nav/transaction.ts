import type { Call } from "../../src/provider-kit/call.js";
import type { Credentials } from "./credentials.js";
import { askForBytes } from "./request.js";
import { type ProcessingResult, TransactionStatus } from "./wire.js";
import { leaf } from "./xml.js";

export interface Transaction {
  readonly results: readonly ProcessingResult[];
  /** Of a technical annulment: whether somebody has approved it. */
  readonly annulment?: { readonly status: string; readonly decidedAt?: string };
  /** The answer as it came. */
  readonly bytes: Uint8Array;
}

/** How far NAV is with everything that one request reported. */
export async function fetchTransaction(
  transactionId: string,
  call: Call<Credentials>,
  { withContent = false } = {},
): Promise<Transaction> {
  const { answer, bytes } = await askForBytes(call, {
    operation: "status",
    name: "queryTransactionStatus",
    content: [...leaf("transactionId", transactionId), ...leaf("returnOriginalRequest", String(withContent))],
    expect: TransactionStatus,
  });
  const { processingResult = [], annulmentData } = answer.processingResults ?? {};
  return {
    results: processingResult,
    bytes,
    ...(annulmentData && {
      annulment: {
        status: annulmentData.annulmentVerificationStatus,
        ...(annulmentData.annulmentDecisionDate !== undefined && { decidedAt: annulmentData.annulmentDecisionDate }),
      },
    }),
  };
}
