import type { BatchErrorPolicy, BatchItemRecord, BatchStage, KeyClaim } from "./records.js";

/** How the items of a batch were handed in, and are kept until they are prepared. */
export type BatchInput = "COMMANDS" | "LINES";

export interface NewBatch {
  readonly id: string;
  readonly errorPolicy: BatchErrorPolicy;
}

/** Where the preparing of a batch stands; everything before `position` is done with in this stage. */
export interface BatchWork extends NewBatch {
  readonly tenantId: string;
  readonly stage: Extract<BatchStage, "CHECKING" | "PREPARING">;
  readonly position: number;
  readonly total: number;
  readonly input: BatchInput;
  readonly sourceId: string;
}

/** What a check of one item has found; two items that are alike in it are told apart at the end. */
export interface CheckedItem extends BatchItemRecord {
  readonly print?: ItemPrint;
}

export interface ItemPrint {
  readonly key: string;
  readonly requestHash: string;
  readonly accountId: string;
  readonly documentKey: string;
}

/** An item that has the key, with other content, or the document of an earlier one. */
export interface RepeatedItem {
  readonly index: number;
  readonly firstIndex: number;
  readonly key: string;
  readonly of: "KEY" | "DOCUMENT";
}

export interface LiveDocument {
  readonly accountId: string;
  readonly documentKey: string;
  readonly invoiceId: string;
}

/** Batches inside a transaction of their tenant. */
export interface BatchUnit {
  /** A batch that is prepared already. */
  insert(batch: NewBatch, items: readonly BatchItemRecord[]): Promise<void>;
  /** A batch whose items are kept here until they are prepared. */
  stage(batch: NewBatch, items: readonly StagedItem[]): Promise<void>;
  /** A batch of the lines of an upload. False when somebody else was quicker. */
  stageUpload(batch: NewBatch, uploadId: string, lines: number): Promise<boolean>;
  /** Nobody else works on it until the transaction ends. False when this instance has lost it, or others were there. */
  lock(work: BatchWork): Promise<boolean>;
  saveItems(batchId: string, items: readonly CheckedItem[]): Promise<void>;
  saveProblems(batchId: string, items: readonly Pick<BatchItemRecord, "index" | "problems">[]): Promise<void>;
  /** Those without a problem of their own. */
  findRepeats(batchId: string): Promise<RepeatedItem[]>;
  hasProblems(batchId: string): Promise<boolean>;
  /** Lets it go, with where it stands now. */
  advance(work: BatchWork, to: { readonly stage: BatchStage; readonly position: number }): Promise<void>;

  /** Takes each key that nobody has, in the order given, and answers who has the others. */
  claimKeys(claims: readonly KeyClaim[]): Promise<KeyClaim[]>;
  findKeys(keys: readonly string[]): Promise<KeyClaim[]>;
  findLiveDocuments(documents: readonly Pick<LiveDocument, "accountId" | "documentKey">[]): Promise<LiveDocument[]>;
  /** The invoice of each submission, by the id of the submission. */
  invoicesOf(submissionIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface StagedItem {
  readonly clientReference?: string;
  readonly body: string;
}

/** Batches that wait to be prepared. */
export interface Batches {
  /** The one that has waited longest, for this instance alone; what a dead instance held is free again. */
  claim(): Promise<BatchWork | undefined>;
  /** After a fault of ours: others come first for a while. */
  rest(work: BatchWork, seconds: number): Promise<void>;
  /** The next bodies, in order: at least one, then as many as stay within both limits. */
  readInput(work: BatchWork, most: { readonly items: number; readonly bytes: number }): Promise<string[]>;
  /** Writes down the end of those whose every outcome is known. */
  finish(): Promise<void>;
}

/** Files of lines that wait for their batch. */
export interface Uploads {
  /** False when the tenant has too many that no batch has used. */
  open(
    tenantId: string,
    id: string,
    most: { readonly unused: number; readonly lifetimeHours: number },
  ): Promise<boolean>;
  append(tenantId: string, id: string, first: number, lines: readonly string[]): Promise<void>;
  complete(tenantId: string, id: string, content: UploadContent): Promise<void>;
  discard(tenantId: string, id: string): Promise<void>;
  /** Only a complete one that is not too old. */
  find(tenantId: string, id: string, lifetimeHours: number): Promise<UploadRecord | undefined>;
  /** Deletes a portion of what nobody needs any more; answers how many lines there were. */
  sweep(lifetimeHours: number): Promise<number>;
}

export interface UploadContent {
  readonly lines: number;
  /** Hexadecimal, of the lines as they were before any compression. */
  readonly sha256: string;
}

export interface UploadRecord extends UploadContent {
  /** The batch that used it. */
  readonly batchId?: string;
}
