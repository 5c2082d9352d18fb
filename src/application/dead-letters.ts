import type { DocumentContent } from "../provider-kit/provider.js";
import type { Reference } from "../provider-kit/receipt.js";

/** Where something came from that could not be dealt with. */
export type DeadLetterSource = "INBOUND_WEBHOOK" | "INBOUND_DOCUMENT" | "SUBMISSION";

/** WAITING is tried again by itself; DEAD waits for a person; SETTLED was dealt with, or handed back to be. */
export type DeadLetterState = "WAITING" | "DEAD" | "SETTLED";

export interface DeadLetterRecord {
  readonly id: string;
  readonly source: DeadLetterSource;
  readonly accountId: string;
  /** The provider, as far as the account is configured. */
  readonly provider?: string;
  /** The delivery, the provider's document or the submission that it is about; one letter each. */
  readonly subjectId: string;
  /** Of a document: how to ask for it. */
  readonly reference?: Reference;
  readonly state: DeadLetterState;
  readonly reason: string;
  readonly attempts: number;
  readonly receivedAt: string;
}

/** At most one letter is about each. */
export type DeadLetterSubject = Pick<DeadLetterRecord, "source" | "accountId" | "subjectId">;

export type NewDeadLetter = Omit<DeadLetterRecord, "id"> & {
  /** The bytes as they came, kept at first sight. */
  readonly document?: DocumentContent;
};

/** What is kept of a letter's subject, verbatim. */
export type DeadLetterPayload = { readonly document: DocumentContent } | { readonly body: Uint8Array };

export interface DeadLetterFilter {
  readonly source?: readonly DeadLetterSource[];
  readonly provider?: readonly string[];
}

export interface DeadLetterUnit {
  /** Adds the letter, or brings the one of the same subject up to date; its document is never lost over it. */
  putDeadLetter(letter: NewDeadLetter): Promise<DeadLetterRecord>;
  lockDeadLetter(id: string): Promise<DeadLetterRecord | undefined>;
  findDeadLetter(subject: DeadLetterSubject): Promise<DeadLetterRecord | undefined>;
  setDeadLetterState(id: string, state: DeadLetterState): Promise<void>;
  /** Hands a buried delivery back: it has all its attempts again. */
  reopenDelivery(id: string): Promise<void>;
}

export interface DeadLetterReader {
  /** What waits for a person, the newest first; `after` is the last one seen. */
  listDeadLetters(query: {
    readonly filter: DeadLetterFilter;
    readonly limit: number;
    readonly after?: { readonly receivedAt: string; readonly id: string };
  }): Promise<DeadLetterRecord[]>;
  countDeadLetters(filter: DeadLetterFilter, limit: number): Promise<{ value: number; exact: boolean }>;
  /** Only those that wait for a person. */
  deadLetters(ids: readonly string[]): Promise<DeadLetterRecord[]>;
  deadLetterPayload(
    letter: Pick<DeadLetterRecord, "id" | "source" | "subjectId">,
  ): Promise<DeadLetterPayload | undefined>;
}
