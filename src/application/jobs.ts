/** A pointer to work: the tables are the truth. */
export type Job =
  | { readonly name: "reconcile"; readonly tenantId: string; readonly submissionId: string }
  | { readonly name: "settle"; readonly tenantId: string; readonly actionId: string }
  /** What an authority has to show for a document. */
  | { readonly name: "evidence"; readonly tenantId: string; readonly invoiceId: string }
  /** Of a document that could not be read before. */
  | { readonly name: "receive"; readonly tenantId: string; readonly letterId: string };

export type JobHandler<Name extends Job["name"]> = (job: Extract<Job, { name: Name }>) => Promise<void>;

/** Where jobs are taken from. A handler that throws gets its job again, later and later. */
export interface Jobs {
  work<Name extends Job["name"]>(name: Name, concurrency: number, handle: JobHandler<Name>): Promise<void>;
}
