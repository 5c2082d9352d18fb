/** Incoming webhooks, durable before they are acknowledged, and the log of what was refused. */
export interface Inbox {
  /** Its id, committed with the job that applies it; undefined when it is there already, which is counted. */
  add(delivery: NewDelivery): Promise<string | undefined>;
  /** How long it took to decide the answer, once that is known. */
  noteAnswer(tenantId: string, id: string, acknowledgedInMs: number): Promise<void>;
  /** Keeps a refused delivery for the log. False when it was only counted: of a flood, a few a minute are kept in full. */
  refuse(refusal: NewRefusal): Promise<boolean>;
  /** Takes one that is due, for a while; undefined when nobody has to do anything now. */
  take(tenantId: string, id: string, now: Date): Promise<DeliveryRecord | undefined>;
  /** Another try later. */
  postpone(tenantId: string, id: string, next: { now: Date; afterSeconds: number; error: string }): Promise<void>;
  /** The newest first. */
  list(tenantId: string, query: InboundDeliveryQuery): Promise<InboundDeliveryRecord[]>;
  find(tenantId: string, ids: readonly string[]): Promise<InboundDeliveryRecord[]>;
  /** Deletes some that have ended and are older; says how many: 0 when none is left. */
  prune(keptDays: number): Promise<number>;
}

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
