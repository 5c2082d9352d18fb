import type { RuleViolation } from "./validation.js";

/** Did it get there: the way of the document to the provider and on to the buyer's side. */
export type TransportState =
  "NONE" | "QUEUED" | "SENDING" | "UNKNOWN" | "ACCEPTED_BY_PROVIDER" | "DELIVERED" | "FAILED";
/** What the provider's own validation said before it sent the document on. */
export type ScreeningState = "NONE" | "PASSED" | "REFUSED";
/** What a tax authority said, where one has to clear or register the document. */
export type ClearanceState =
  "NOT_APPLICABLE" | "PENDING" | "CLEARED" | "CLEARED_WITH_WARNINGS" | "REPORTED" | "REJECTED" | "CANCELLED";
/** What the buyer said. Peppol Message Level Status letters never arrive here: they are transport. */
export type BusinessState =
  | "NONE"
  | "ACKNOWLEDGED"
  | "IN_PROCESS"
  | "UNDER_QUERY"
  | "CONDITIONALLY_ACCEPTED"
  | "ACCEPTED"
  | "DISPUTED"
  | "REJECTED";
export type PaymentState = "NONE" | "PARTIALLY_PAID" | "PAID";

/** One value for lists, rolled up from the axes. */
export type InvoiceStatus =
  | "QUEUED"
  | "SUBMITTING"
  | "OUTCOME_UNKNOWN"
  | "SUBMITTED"
  | "VALIDATED"
  | "CLEARED"
  | "DELIVERED"
  | "RECEIVED"
  | "IN_PROCESS"
  | "UNDER_QUERY"
  | "CONDITIONALLY_ACCEPTED"
  | "APPROVED"
  | "DISPUTED"
  | "REJECTED"
  | "PAID"
  | "FAILED"
  | "CANCELLED";

export type Direction = "OUTBOUND" | "INBOUND";

/** The independent truths about one invoice. */
export interface Axes {
  readonly transport: TransportState;
  readonly screening: ScreeningState;
  readonly clearance: ClearanceState;
  readonly business: BusinessState;
  readonly payment: PaymentState;
}

/** Why an invoice stands where it stands. */
export interface StatusReason {
  readonly code: string;
  readonly message: string;
  readonly rules: readonly RuleViolation[];
  readonly actionRequired?: string;
}

/** What the provider literally said. `mapped` is false for a word we have no meaning for. */
export interface NativeStatus {
  readonly code: string;
  readonly label?: string;
  readonly mapped: boolean;
}

export interface InvoiceState extends Axes {
  readonly value: InvoiceStatus;
  /** The provider will report nothing more: polling ends. The buyer may still answer. */
  readonly terminal: boolean;
  readonly since: string;
  readonly reason?: StatusReason;
  readonly native?: NativeStatus;
  /** When the provider said `native`, and when the buyer said `business`: an older word that comes later changes neither. */
  readonly nativeAt?: string;
  readonly businessAt?: string;
}

/** What one piece of news changes: only the axes it speaks of. */
export interface Meaning extends Partial<Axes> {
  /** The provider says nothing more after this word. */
  readonly final?: boolean;
}

export interface News {
  readonly meaning: Meaning;
  readonly at: string;
  readonly reason?: StatusReason;
  readonly native?: NativeStatus;
  /** The answer to a submission: whatever else the provider has said was said later, whatever the clocks say. */
  readonly isFirstWord?: boolean;
}

type Table<State extends string> = Readonly<Record<State, readonly State[]>>;

/** The lifecycle: from every state of every axis, where it may go. News that asks for anything else changes nothing. */
export const lifecycle: { readonly [Axis in keyof Axes]: Table<Axes[Axis]> } = {
  transport: {
    NONE: ["QUEUED", "DELIVERED"],
    QUEUED: ["SENDING", "UNKNOWN", "ACCEPTED_BY_PROVIDER", "DELIVERED", "FAILED"],
    SENDING: ["QUEUED", "UNKNOWN", "ACCEPTED_BY_PROVIDER", "DELIVERED", "FAILED"],
    UNKNOWN: ["QUEUED", "SENDING", "ACCEPTED_BY_PROVIDER", "DELIVERED", "FAILED"],
    ACCEPTED_BY_PROVIDER: ["DELIVERED", "FAILED"],
    DELIVERED: ["FAILED"],
    // Only when somebody asks for it to be sent once more.
    FAILED: ["QUEUED"],
  },
  screening: { NONE: ["PASSED", "REFUSED"], PASSED: [], REFUSED: [] },
  clearance: {
    NOT_APPLICABLE: ["PENDING", "CLEARED", "CLEARED_WITH_WARNINGS", "REPORTED", "REJECTED", "CANCELLED"],
    PENDING: ["CLEARED", "CLEARED_WITH_WARNINGS", "REPORTED", "REJECTED", "CANCELLED"],
    CLEARED: ["CANCELLED"],
    CLEARED_WITH_WARNINGS: ["CANCELLED"],
    REPORTED: ["CANCELLED"],
    REJECTED: [],
    CANCELLED: [],
  },
  business: {
    NONE: ["ACKNOWLEDGED", "IN_PROCESS", "UNDER_QUERY", "CONDITIONALLY_ACCEPTED", "ACCEPTED", "DISPUTED", "REJECTED"],
    ACKNOWLEDGED: ["IN_PROCESS", "UNDER_QUERY", "CONDITIONALLY_ACCEPTED", "ACCEPTED", "DISPUTED", "REJECTED"],
    IN_PROCESS: ["UNDER_QUERY", "CONDITIONALLY_ACCEPTED", "ACCEPTED", "DISPUTED", "REJECTED"],
    UNDER_QUERY: ["IN_PROCESS", "CONDITIONALLY_ACCEPTED", "ACCEPTED", "DISPUTED", "REJECTED"],
    CONDITIONALLY_ACCEPTED: ["IN_PROCESS", "UNDER_QUERY", "ACCEPTED", "DISPUTED", "REJECTED"],
    DISPUTED: ["IN_PROCESS", "UNDER_QUERY", "CONDITIONALLY_ACCEPTED", "ACCEPTED", "REJECTED"],
    ACCEPTED: [],
    REJECTED: [],
  },
  payment: { NONE: ["PARTIALLY_PAID", "PAID"], PARTIALLY_PAID: ["PAID"], PAID: [] },
};

const axisNames = Object.keys(lifecycle) as (keyof Axes)[];

/** A new invoice of ours, waiting to be sent. */
export const queuedState = (at: string): InvoiceState =>
  toState(
    { transport: "QUEUED", screening: "NONE", clearance: "NOT_APPLICABLE", business: "NONE", payment: "NONE" },
    "OUTBOUND",
    { at, terminal: false },
  );

/** An invoice that somebody sent to us. */
export const receivedState = (at: string): InvoiceState =>
  toState(
    { transport: "DELIVERED", screening: "NONE", clearance: "NOT_APPLICABLE", business: "NONE", payment: "NONE" },
    "INBOUND",
    { at, terminal: false },
  );

/**
 * The state after the news. Repeated, late and unmappable news leaves every axis where it was, in whatever order it
 * comes; a native word is kept all the same, so that nobody has to guess what the provider said.
 */
export function advance(state: InvoiceState, direction: Direction, news: News): InvoiceState {
  const axes = mergeAxes(state, news);
  const moved = axisNames.some((axis) => axes[axis] !== state[axis]);
  const heard = isHeard(state, axes, moved, news);
  const businessAt = news.meaning.business === axes.business ? latest(state.businessAt, news.at) : state.businessAt;
  const beginsAgain = state.transport === "FAILED" && axes.transport === "QUEUED";
  const isFinal = (state.terminal && !beginsAgain) || (news.meaning.final ?? false);
  if (!moved && !heard && businessAt === state.businessAt && isFinal === state.terminal) return state;
  const value = rollUp(axes, direction);
  const reason = value !== state.value ? news.reason : (state.reason ?? (moved ? news.reason : undefined));
  const native = heard ? news.native : state.native;
  const nativeAt = heard && !news.isFirstWord ? news.at : state.nativeAt;
  return toState(axes, direction, {
    at: moved ? latest(state.since, news.at) : state.since,
    terminal: isFinal,
    ...(reason && { reason }),
    ...(native && { native }),
    ...(nativeAt !== undefined && { nativeAt }),
    ...(businessAt !== undefined && { businessAt }),
  });
}

/**
 * Whether the native word is the provider's last one: not older than the one we have, and not behind the axes, as words
 * are that were said before but come without a moment.
 */
function isHeard(state: InvoiceState, axes: Axes, moved: boolean, news: News): boolean {
  const { native, meaning, at } = news;
  if (news.isFirstWord) return native !== undefined && state.native === undefined;
  if (!native || isBefore(at, state.nativeAt)) return false;
  if (moved) return true;
  const isBehind = axisNames.some((axis) => meaning[axis] !== undefined && meaning[axis] !== axes[axis]);
  return native.code !== state.native?.code && !isBehind;
}

function mergeAxes(state: InvoiceState, { meaning, at }: News): Axes {
  return {
    transport: step(lifecycle.transport, state.transport, meaning.transport),
    screening: step(lifecycle.screening, state.screening, meaning.screening),
    clearance: step(lifecycle.clearance, state.clearance, meaning.clearance),
    business: converse(state, meaning.business, at),
    payment: step(lifecycle.payment, state.payment, meaning.payment),
  };
}

function step<State extends string>(table: Table<State>, from: State, asked: State | undefined): State {
  return asked !== undefined && table[from].includes(asked) ? asked : from;
}

/** A buyer may come back to what was said before: there only what was said later is news. */
function converse({ business: from, businessAt }: InvoiceState, asked: BusinessState | undefined, at: string) {
  const to = step(lifecycle.business, from, asked);
  return lifecycle.business[to].includes(from) && isBefore(at, businessAt) ? from : to;
}

const latest = (known: string | undefined, said: string): string =>
  known !== undefined && !isBefore(known, said) ? known : said;

const isBefore = (moment: string, other: string | undefined): boolean =>
  other !== undefined && Date.parse(moment) < Date.parse(other);

function toState(axes: Axes, direction: Direction, { at, terminal, ...rest }: StateDetails): InvoiceState {
  const { transport, screening, clearance, business, payment } = axes;
  const value = rollUp(axes, direction);
  return {
    value,
    transport,
    screening,
    clearance,
    business,
    payment,
    terminal: terminal || closed.has(value),
    since: at,
    ...rest,
  };
}

interface StateDetails extends Pick<InvoiceState, "terminal" | "reason" | "native" | "nativeAt" | "businessAt"> {
  readonly at: string;
}

const closed: ReadonlySet<InvoiceStatus> = new Set(["REJECTED", "FAILED", "CANCELLED", "PAID"]);

const businessStatus: Readonly<Record<BusinessState, InvoiceStatus | undefined>> = {
  NONE: undefined,
  ACKNOWLEDGED: undefined,
  IN_PROCESS: "IN_PROCESS",
  UNDER_QUERY: "UNDER_QUERY",
  CONDITIONALLY_ACCEPTED: "CONDITIONALLY_ACCEPTED",
  ACCEPTED: "APPROVED",
  DISPUTED: "DISPUTED",
  REJECTED: "REJECTED",
};

/** The worst news first, then the furthest progress. */
export function rollUp(axes: Axes, direction: Direction): InvoiceStatus {
  if (axes.clearance === "CANCELLED") return "CANCELLED";
  if (axes.transport === "FAILED") return "FAILED";
  if (axes.screening === "REFUSED" || axes.clearance === "REJECTED") return "REJECTED";
  if (axes.payment === "PAID" && axes.business !== "REJECTED") return "PAID";
  const answered = businessStatus[axes.business];
  if (answered) return answered;
  if (axes.transport === "UNKNOWN") return "OUTCOME_UNKNOWN";
  if (axes.transport === "DELIVERED") return direction === "INBOUND" ? "RECEIVED" : "DELIVERED";
  if (["CLEARED", "CLEARED_WITH_WARNINGS", "REPORTED"].includes(axes.clearance)) return "CLEARED";
  if (axes.transport === "ACCEPTED_BY_PROVIDER") return axes.screening === "PASSED" ? "VALIDATED" : "SUBMITTED";
  return axes.transport === "SENDING" ? "SUBMITTING" : "QUEUED";
}

export type InvoiceEventType =
  | "INVOICE_RECEIVED"
  | "INVOICE_VALIDATED"
  | "INVOICE_REJECTED"
  | "INVOICE_DELIVERED"
  | "INVOICE_STATUS_UPDATED"
  | "INVOICE_SUBMITTED"
  | "INVOICE_FAILED";

/**
 * What is worth telling when an invoice moved from one state to another: each fact once, in the order in which it
 * must have happened. That we are about to send (SENDING) is no fact about the invoice and tells nothing.
 */
export function eventsOf(before: InvoiceState, after: InvoiceState): InvoiceEventType[] {
  const became = (value: InvoiceStatus) => after.value === value && before.value !== value;
  if (became("REJECTED")) return ["INVOICE_REJECTED"];
  if (became("FAILED")) return ["INVOICE_FAILED"];
  const events: InvoiceEventType[] = [];
  const isOver = after.clearance === "CANCELLED";
  if (!isOver && !isValidated(before) && isValidated(after)) events.push("INVOICE_VALIDATED");
  if (before.transport !== "DELIVERED" && after.transport === "DELIVERED") events.push("INVOICE_DELIVERED");
  const waited = before.transport !== "UNKNOWN" && before.transport !== "FAILED";
  const begins = (after.transport === "QUEUED" || after.transport === "SENDING") && waited;
  const isTold =
    before.native?.code !== after.native?.code ||
    axisNames.some((axis) => before[axis] !== after[axis] && !(axis === "transport" && begins));
  return events.length > 0 || !isTold ? events : ["INVOICE_STATUS_UPDATED"];
}

const isValidated = ({ screening, clearance }: Axes): boolean =>
  screening === "PASSED" || ["CLEARED", "CLEARED_WITH_WARNINGS", "REPORTED"].includes(clearance);
