import type { Call } from "../../src/provider-kit/call.js";
import { type ErrorReading, ProviderFailure } from "../../src/provider-kit/failure.js";
import type { Credentials } from "./credentials.js";
import { ask } from "./request.js";
import { InvoiceDataAnswer } from "./wire.js";
import { type Branch, branch, leaf } from "./xml.js";

/** An invoice as NAV has it: neither one that was aborted nor one that is being processed or was annulled. */
export interface ReportedInvoice {
  readonly bytes: Buffer;
  /** Absent where it was not reported by a program. */
  readonly transaction: string | undefined;
  readonly index: number;
  readonly savedAt: string;
}

/** An invoice that somebody reported as sold to the taxpayer. */
export interface InboundName {
  readonly number: string;
  readonly supplier: string;
  readonly batchIndex: string | undefined;
}

/** The taxpayer's own invoice of that number; one whose number stands several times is not told. */
export async function findOwn(number: string, call: Call<Credentials>): Promise<ReportedInvoice | undefined> {
  const query = [...leaf("invoiceNumber", number), ...leaf("invoiceDirection", "OUTBOUND")];
  try {
    return await queryInvoice(query, undefined, call);
  } catch (error) {
    const code = error instanceof ProviderFailure ? error.problem.nativeCode : undefined;
    if (code === "MULTIPLE_QUERY_RESULT_FOUND") return undefined;
    throw error;
  }
}

/** It was listed before: not to find it is a failure. */
export async function fetchInboundInvoice(
  { number, supplier, batchIndex }: InboundName,
  call: Call<Credentials>,
): Promise<ReportedInvoice> {
  const query = [
    ...leaf("invoiceNumber", number),
    ...leaf("invoiceDirection", "INBOUND"),
    ...leaf("batchIndex", batchIndex),
    ...leaf("supplierTaxNumber", supplier),
  ];
  const message = `NAV lists invoice ${number} of ${supplier} and does not have it`;
  const invoice = await queryInvoice(query, { kind: "NOT_FOUND", message }, call);
  return invoice!;
}

async function queryInvoice(
  query: readonly Branch[],
  unlessFound: ErrorReading | undefined,
  call: Call<Credentials>,
): Promise<ReportedInvoice | undefined> {
  const { invoiceDataResult } = await ask(call, {
    operation: "document",
    name: "queryInvoiceData",
    content: branch("invoiceNumberQuery", query),
    expect: InvoiceDataAnswer,
    failure: (answer) => (answer.invoiceDataResult ? undefined : unlessFound),
  });
  if (!invoiceDataResult) return undefined;
  const { bytes, auditData } = invoiceDataResult;
  return {
    bytes,
    transaction: auditData.transactionId,
    index: Number(auditData.index ?? "1"),
    savedAt: auditData.insdate,
  };
}
