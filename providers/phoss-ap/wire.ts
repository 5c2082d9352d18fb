import { z } from "zod";

// What phoss AP answers, read in its source: https://github.com/phax/phoss-ap (phoss-ap-api, package dto)

/** OutboundTransactionResponse */
export const OutboundTransaction = z.object({
  id: z.string(),
  sbdhInstanceID: z.string(),
  status: z.string(),
  completedDT: z.string().nullish(),
  nextRetryDT: z.string().nullish(),
  errorDetails: z.string().nullish(),
  mlsStatus: z.string().nullish(),
});
export type OutboundTransaction = z.infer<typeof OutboundTransaction>;

/** InboundTransactionResponse */
export const InboundTransaction = z.object({
  sbdhInstanceID: z.string(),
  docTypeID: z.string(),
  as4MessageID: z.string().nullish(),
  status: z.string(),
  receivedDT: z.string(),
});
export type InboundTransaction = z.infer<typeof InboundTransaction>;

export const InboundTransactions = z.array(InboundTransaction);

/** The report of phase4 on one transmission: only that it is about ours counts. */
export const SendingReport = (sbdhInstanceId: string) =>
  z
    .record(z.string(), z.unknown())
    .refine((report) => Object.values(report).includes(sbdhInstanceId), `It is no report on ${sbdhInstanceId}`);

export const ErrorBody = z.object({ error: z.string() });
