import { Field, ObjectType } from "../decorators.js";
import type {
  BusinessState,
  ClearanceState,
  InvoiceState,
  InvoiceStatus,
  NativeStatus,
  PaymentState,
  StatusReason,
  TransportState,
} from "../../domain/lifecycle.js";
import { RuleViolationType } from "../problem/validation.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const invoiceStatuses = publishEnum<InvoiceStatus>(
  "InvoiceStatus",
  "Where an invoice stands, in one word: the worst news first, then the furthest progress.",
  {
    QUEUED: "Waiting to be sent.",
    SUBMITTING: "Being sent.",
    OUTCOME_UNKNOWN: "Sent, but the answer was lost. It is not sent again before the provider was asked.",
    SUBMITTED: "Accepted by the provider.",
    VALIDATED: "Checked by the provider and found good.",
    CLEARED: "Cleared or registered by the tax authority.",
    DELIVERED: "Arrived on the buyer's side.",
    RECEIVED: "An invoice sent to us has arrived.",
    IN_PROCESS: "The buyer works on it.",
    UNDER_QUERY: "The buyer has a question.",
    CONDITIONALLY_ACCEPTED: "The buyer accepts under a condition.",
    APPROVED: "The buyer accepts.",
    DISPUTED: "The buyer disputes it.",
    REJECTED: "Refused by the provider, the tax authority or the buyer.",
    PAID: "Paid in full.",
    FAILED: "Could not be delivered.",
    CANCELLED: "Taken back.",
  },
);

const transportStates = publishEnum<TransportState>("TransportState", "Did it get there?", {
  NONE: "It does not travel.",
  QUEUED: "Waiting to be sent.",
  SENDING: "Being sent.",
  UNKNOWN: "Sent, but the answer was lost.",
  ACCEPTED_BY_PROVIDER: "The provider has it.",
  DELIVERED: "It arrived on the buyer's side.",
  FAILED: "It will not arrive.",
});

const clearanceStates = publishEnum<ClearanceState>("ClearanceState", "What does the tax authority say?", {
  NOT_APPLICABLE: "No authority has to say anything, or it has not come up yet.",
  PENDING: "The authority has not decided.",
  CLEARED: "Cleared.",
  CLEARED_WITH_WARNINGS: "Cleared, with remarks.",
  REPORTED: "Registered.",
  REJECTED: "Refused: legally it was never issued.",
  CANCELLED: "Taken back at the authority.",
});

const businessStates = publishEnum<BusinessState>("BusinessState", "What does the buyer say?", {
  NONE: "Nothing yet.",
  ACKNOWLEDGED: "It has been received.",
  IN_PROCESS: "It is being worked on.",
  UNDER_QUERY: "There is a question.",
  CONDITIONALLY_ACCEPTED: "Accepted under a condition.",
  ACCEPTED: "Accepted.",
  DISPUTED: "Disputed.",
  REJECTED: "Rejected.",
});

const paymentStates = publishEnum<PaymentState>("PaymentState", "Has it been paid?", {
  NONE: "Not as far as we know.",
  PARTIALLY_PAID: "In part.",
  PAID: "In full.",
});

@ObjectType("StatusReason", { simpleResolvers: true, description: "Why an invoice stands where it stands." })
export class StatusReasonType implements StatusReason {
  @Field(() => String, { description: "The reason as a code." })
  readonly code!: string;

  @Field(() => String, { description: "The reason as a sentence." })
  readonly message!: string;

  @Field(() => [RuleViolationType], { description: "The rules that are broken." })
  readonly rules!: readonly RuleViolationType[];

  @Field(() => String, { nullable: true, description: "What to do about it." })
  readonly actionRequired?: string;
}

@ObjectType("NativeStatus", { simpleResolvers: true, description: "What the provider literally said." })
class NativeStatusType implements NativeStatus {
  @Field(() => String, { description: "The provider's word." })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: "The provider's explanation of the word." })
  readonly label?: string;

  @Field(() => Boolean, { description: "False for a word that has no meaning here: it changed nothing." })
  readonly mapped!: boolean;
}

@ObjectType("InvoiceState", {
  simpleResolvers: true,
  description: "One rolled-up value for lists, four independent axes for the truth.",
})
export class InvoiceStateType implements Omit<InvoiceState, "screening"> {
  @Field(() => invoiceStatuses, { description: "The state in one word." })
  readonly value!: InvoiceStatus;

  @Field(() => transportStates, { description: "The way of the document." })
  readonly transport!: TransportState;

  @Field(() => clearanceStates, { description: "The tax authority's verdict." })
  readonly clearance!: ClearanceState;

  @Field(() => businessStates, { description: "The buyer's answer." })
  readonly business!: BusinessState;

  @Field(() => paymentStates, { description: "The payment." })
  readonly payment!: PaymentState;

  @Field(() => Boolean, { description: "The provider will report nothing more; the buyer may still answer." })
  readonly terminal!: boolean;

  @Field(() => DateTimeScalar, { description: "Since when it is so." })
  readonly since!: string;

  @Field(() => StatusReasonType, { nullable: true, description: "Why it is so." })
  readonly reason?: StatusReasonType;

  @Field(() => NativeStatusType, { nullable: true, description: "What the provider said; never lost in translation." })
  readonly native?: NativeStatusType;
}
