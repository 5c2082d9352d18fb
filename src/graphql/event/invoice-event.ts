import { Field, Int, InterfaceType, ObjectType } from "../decorators.js";
import type { EventOrigin } from "../../application/records.js";
import type { InvoiceEventType, InvoiceState, InvoiceStatus } from "../../domain/lifecycle.js";
import type { ProviderProblem } from "../../domain/problem.js";
import { InvoiceStateType, StatusReasonType, invoiceStatuses } from "../invoice/invoice-state.js";
import { ValidationReportType } from "../problem/validation.js";
import { ProviderProblemType } from "../provider/provider.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const eventTypes = publishEnum<InvoiceEventType>("InvoiceEventType", "What can happen to an invoice.", {
  INVOICE_RECEIVED: "An invoice sent to us has arrived.",
  INVOICE_VALIDATED: "The provider or the tax authority found it good.",
  INVOICE_REJECTED: "The provider, the tax authority or the buyer refuses it.",
  INVOICE_DELIVERED: "It arrived on the buyer's side.",
  INVOICE_STATUS_UPDATED: "It moved in another way.",
  INVOICE_SUBMITTED: "It was taken in here and waits to be sent.",
  INVOICE_FAILED: "It could not be delivered.",
});

const eventOrigins = publishEnum<EventOrigin>("EventOrigin", "Who brought the news.", {
  GATEWAY: "It happened here.",
  PROVIDER_WEBHOOK: "The provider pushed it.",
  PROVIDER_POLL: "The provider was asked.",
  OPERATOR: "A person did it.",
});

export type RejectedBy = "PROVIDER" | "TAX_AUTHORITY" | "BUYER";

const rejectors = publishEnum<RejectedBy>("RejectedBy", "Who refuses an invoice.", {
  PROVIDER: "The provider, before sending it on.",
  TAX_AUTHORITY: "The tax authority.",
  BUYER: "The buyer.",
});

export function rejectedBy({ clearance, business }: InvoiceState): RejectedBy {
  if (clearance === "REJECTED") return "TAX_AUTHORITY";
  return business === "REJECTED" ? "BUYER" : "PROVIDER";
}

@InterfaceType("InvoiceEvent", { description: "Something that happened to an invoice. Events never change." })
export abstract class InvoiceEventInterfaceType {
  @Field(() => Int, { description: "1 for the first event of an invoice, without gaps." })
  readonly sequence!: number;

  @Field(() => eventTypes, { description: "What happened." })
  readonly type!: InvoiceEventType;

  @Field(() => DateTimeScalar, { description: "When it happened, by the clock of whoever brought the news." })
  readonly occurredAt!: string;

  @Field(() => DateTimeScalar, { description: "When it was recorded here." })
  readonly recordedAt!: string;

  @Field(() => eventOrigins, { description: "Who brought the news." })
  readonly origin!: EventOrigin;
}

@ObjectType("InvoiceReceivedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "An invoice sent to us has arrived.",
})
export class InvoiceReceivedEventType {}

@ObjectType("InvoiceValidatedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The provider or the tax authority found the invoice good.",
})
export class InvoiceValidatedEventType {
  @Field(() => ValidationReportType, { nullable: true, description: "What was checked, where the provider says so." })
  readonly report?: ValidationReportType;
}

@ObjectType("InvoiceRejectedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The invoice was refused.",
})
export class InvoiceRejectedEventType {
  @Field(() => StatusReasonType, { nullable: true, description: "Why, where it was said." })
  readonly reason?: StatusReasonType;

  @Field(() => rejectors, { description: "Who refuses it." })
  readonly rejectedBy!: RejectedBy;
}

@ObjectType("InvoiceDeliveredEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The invoice arrived on the buyer's side.",
})
export class InvoiceDeliveredEventType {}

@ObjectType("InvoiceStatusUpdatedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The invoice moved.",
})
export class InvoiceStatusUpdatedEventType {
  @Field(() => invoiceStatuses, { nullable: true, description: "Where it stood before." })
  readonly from?: InvoiceStatus;

  @Field(() => InvoiceStateType, { description: "Where it stood right after." })
  readonly to!: InvoiceStateType;
}

@ObjectType("InvoiceSubmittedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The invoice was taken in here and waits to be sent.",
})
export class InvoiceSubmittedEventType {}

@ObjectType("InvoiceFailedEvent", {
  simpleResolvers: true,
  implements: InvoiceEventInterfaceType,
  description: "The invoice could not be delivered.",
})
export class InvoiceFailedEventType {
  @Field(() => ProviderProblemType, { nullable: true, description: "What went wrong, where a provider was involved." })
  readonly problem?: ProviderProblem;
}

/** The published type of every event. */
export const eventTypeNames: Readonly<Record<InvoiceEventType, string>> = {
  INVOICE_RECEIVED: "InvoiceReceivedEvent",
  INVOICE_VALIDATED: "InvoiceValidatedEvent",
  INVOICE_REJECTED: "InvoiceRejectedEvent",
  INVOICE_DELIVERED: "InvoiceDeliveredEvent",
  INVOICE_STATUS_UPDATED: "InvoiceStatusUpdatedEvent",
  INVOICE_SUBMITTED: "InvoiceSubmittedEvent",
  INVOICE_FAILED: "InvoiceFailedEvent",
};
