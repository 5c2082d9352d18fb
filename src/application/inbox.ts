import type { InvoiceRecord, SubmissionRecord } from "./records.js";

/** Incoming webhooks, durable before they are acknowledged, and the log of what was refused. Each is its own job. */
export interface Inbox {
  /** Its id, once it is committed; undefined when it is there already, which is counted. */
  add(delivery: NewDelivery): Promise<string | undefined>;
  /** How long it took to decide the answer, once that is known. It is written a little later, and lost with the process. */
  noteAnswer(tenantId: string, id: string, acknowledgedInMs: number): void;
  /** Keeps a refused delivery for the log. False when it was only counted: of a flood, a few a minute are kept in full. */
  refuse(refusal: NewRefusal): Promise<boolean>;
  /** Takes what is due, the oldest first, for a while; never what another instance has taken. */
  claim(claim: DeliveryClaim): Promise<DeliveryRecord[]>;
  /** Calls back when this process has committed something that is to be applied. */
  onDue(listener: () => void): () => void;
  /** From now on what this process accepts is given to it as long as it has room; nobody need look for that. */
  giveTo(taker: DeliveryTaker): () => void;
  /** Another try later. */
  postpone(tenantId: string, id: string, next: { now: Date; afterSeconds: number; error: string }): Promise<void>;
  /** The newest first. */
  list(tenantId: string, query: InboundDeliveryQuery): Promise<InboundDeliveryRecord[]>;
  find(tenantId: string, ids: readonly string[]): Promise<InboundDeliveryRecord[]>;
  /** Deletes some that have ended and are older; says how many: 0 when none is left. */
  prune(keptDays: number): Promise<number>;
}

/** Applies what this process has accepted. What was taken and not applied in time is anybody's again. */
export interface DeliveryTaker {
  now(): Date;
  hasRoomFor(accountId: string): boolean;
  take(deliveries: readonly DeliveryRecord[]): void;
}

export interface DeliveryClaim {
  readonly now: Date;
  readonly limit: number;
  /** Their deliveries are left where they are. */
  readonly exceptAccounts: readonly string[];
}

/** What a transaction can do with deliveries and with what they are about. */
export interface DeliveryUnit {
  /**
   * The deliveries that have not ended, by id, with the invoice of their reference where one is known. Submissions are
   * locked first, then invoices, in the order of the invoices' ids, whoever asks. The deliveries are not: their
   * repetitions need not wait for what an invoice waits for.
   */
  holdHeard(heard: readonly HeardReference[]): Promise<ReadonlyMap<string, { readonly held?: HeldInvoice }>>;
  closeDelivery(id: string, end: DeliveryEnd): Promise<void>;
  /** @throws when one of the deliveries has ended meanwhile */
  saveTold(told: Told): Promise<void>;
}

/** With the submission it was sent by last. */
export interface HeldInvoice {
  readonly invoice: InvoiceRecord;
  readonly submission?: SubmissionRecord;
}

/** What the words of a provider may change, and the deliveries that brought them: these are applied. */
export interface Told {
  readonly invoices: readonly InvoiceRecord[];
  readonly submissions: readonly SubmissionRecord[];
  readonly applied: readonly string[];
}

export interface HeardReference {
  readonly deliveryId: string;
  readonly accountId: string;
  readonly referenceId: string;
}

export type DeliveryEnd =
  { readonly state: "APPLIED"; readonly reason?: string } | { readonly state: "DEAD"; readonly reason: string };

interface Incoming {
  readonly tenantId: string;
  readonly accountId: string;
  readonly provider: string;
  /** Without secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface NewDelivery extends Incoming {
  readonly dedupeKey: string;
  readonly eventId?: string;
  readonly body: Uint8Array;
}

export interface NewRefusal extends Incoming {
  readonly reason: string;
  /** As far as they came. */
  readonly bytes: number;
  /** Absent when it did not come whole. */
  readonly sha256?: string;
  readonly acknowledgedInMs: number;
}

/** One incoming webhook, exactly as it came. */
export interface DeliveryRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: string;
  readonly attempts: number;
  /** From then on another may take it. */
  readonly takenUntil: string;
}

export type DeliveryVerdict = "ACCEPTED" | "REFUSED";
export type DeliveryState = "RECEIVED" | "APPLIED" | "DEAD";

/** One entry of the log of everything that providers pushed. */
export interface InboundDeliveryRecord {
  readonly id: string;
  /** Its place in the log. */
  readonly number: number;
  readonly accountId: string;
  readonly provider?: string;
  readonly receivedAt: string;
  readonly verdict: DeliveryVerdict;
  readonly reason?: string;
  /** Of an accepted one. */
  readonly state?: DeliveryState;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly sha256?: string;
  readonly acknowledgedInMs?: number;
  readonly attempts: number;
  readonly lastError?: string;
  readonly nextAttemptAt?: string;
  readonly appliedAt?: string;
  readonly repeats: number;
  readonly lastRepeatAt?: string;
  readonly eventId?: string;
}

export interface InboundDeliveryFilter {
  readonly accountIds?: readonly string[];
  readonly providers?: readonly string[];
  readonly verdicts?: readonly DeliveryVerdict[];
  readonly states?: readonly DeliveryState[];
  readonly receivedAfter?: string;
  readonly receivedBefore?: string;
}

export interface InboundDeliveryQuery {
  readonly filter: InboundDeliveryFilter;
  readonly limit: number;
  /** Behind this place. */
  readonly before?: number;
}
