import { Extensions, Field, ID, InputType } from "../decorators.js";
import type { InvoiceFilter, InvoiceOrder, StringFilter } from "../../application/queries.js";
import type { Direction, InvoiceStatus } from "../../domain/lifecycle.js";
import { ParticipantIdentifierType } from "../participant/participant.js";
import { publishEnum } from "../published-enum.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../scalars.js";
import { withoutAbsent } from "../without-absent.js";
import { directions } from "./invoice.js";
import { invoiceStatuses } from "./invoice-state.js";
import type { InvoiceTypeWord } from "./invoice-type-code.js";
import { invoiceTypes, typeCodesOf } from "./invoice-type-code.js";

export const invoiceOrders = publishEnum<InvoiceOrder>("InvoiceOrder", "How invoices are ordered.", {
  UPDATED_AT_DESC: "What changed last comes first.",
  UPDATED_AT_ASC: "What changed last comes last.",
  ISSUE_DATE_DESC: "The newest day of issue (BT-2) comes first.",
  ISSUE_DATE_ASC: "The oldest day of issue (BT-2) comes first.",
  TOTAL_DESC: "The largest amount due (BT-115) comes first.",
});

@InputType("ProviderReferenceInput", { description: "A provider's name for an invoice." })
export class ProviderReferenceInput {
  @Field(() => String, { description: "The key of the provider." })
  readonly provider!: string;

  @Field(() => String, { description: "What the provider calls the invoice." })
  readonly reference!: string;
}

@Extensions({ oneOf: true })
@InputType("InvoiceBy", { description: "How to find one invoice: exactly one way." })
export class InvoiceByInput {
  @Field(() => ID, { nullable: true, description: "By its id." })
  readonly id?: string;

  @Field(() => String, { nullable: true, description: "By your own reference." })
  readonly clientReference?: string;

  @Field(() => ProviderReferenceInput, { nullable: true, description: "By the provider's name for it." })
  readonly providerReference?: ProviderReferenceInput;
}

@InputType("StringFilter", { description: "Which texts to keep: those that meet everything given." })
class StringFilterInput implements StringFilter {
  @Field(() => String, { nullable: true, description: "Exactly this text." })
  readonly eq?: string;

  @Field(() => [String], { nullable: true, description: "One of these texts." })
  readonly in?: readonly string[];

  @Field(() => String, { nullable: true, description: "Texts that begin so." })
  readonly startsWith?: string;
}

@InputType("DateRange", { description: "Days from … to …, both included." })
class DateRangeInput {
  @Field(() => DateScalar, { nullable: true, description: "The first day." })
  readonly from?: string;

  @Field(() => DateScalar, { nullable: true, description: "The last day." })
  readonly to?: string;
}

@InputType("DateTimeRange", { description: "Moments from … to …, both included." })
class DateTimeRangeInput {
  @Field(() => DateTimeScalar, { nullable: true, description: "The first moment." })
  readonly from?: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "The last moment." })
  readonly to?: string;
}

@InputType("DecimalRange", { description: "Numbers from … to …, both included." })
class DecimalRangeInput {
  @Field(() => DecimalScalar, { nullable: true, description: "The smallest number." })
  readonly min?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "The largest number." })
  readonly max?: string;
}

@InputType("InvoiceFilter", {
  description: "Which invoices to answer: those that meet everything given. An empty list restricts nothing.",
})
export class InvoiceFilterInput implements Omit<InvoiceFilter, "typeCodes"> {
  @Field(() => [directions], { nullable: true, description: "Which way they travel." })
  readonly direction?: readonly Direction[];

  @Field(() => [invoiceTypes], { nullable: true, description: "What they are." })
  readonly type?: readonly InvoiceTypeWord[];

  @Field(() => [invoiceStatuses], { nullable: true, description: "Where they stand." })
  readonly status?: readonly InvoiceStatus[];

  @Field(() => [String], { nullable: true, description: "The keys of the providers they go through." })
  readonly provider?: readonly string[];

  @Field(() => [String], {
    nullable: true,
    description: "The country of the seller (BT-40) or of the buyer (BT-55), as ISO 3166-1 alpha-2.",
  })
  readonly country?: readonly string[];

  @Field(() => DateRangeInput, { nullable: true, description: "The day of issue (BT-2)." })
  readonly issueDate?: DateRangeInput;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "When anything about them last changed." })
  readonly updatedAt?: DateTimeRangeInput;

  @Field(() => DecimalRangeInput, { nullable: true, description: "The amount due (BT-115), in whatever currency." })
  readonly total?: DecimalRangeInput;

  @Field(() => [String], { nullable: true, description: "The currency (BT-5)." })
  readonly currency?: readonly string[];

  @Field(() => ParticipantIdentifierType, {
    nullable: true,
    description:
      "An identifier of the other side: its electronic address, its register entry or one of its identifiers.",
  })
  readonly counterparty?: ParticipantIdentifierType;

  @Field(() => StringFilterInput, { nullable: true, description: "The number (BT-1)." })
  readonly number?: StringFilterInput;

  @Field(() => StringFilterInput, { nullable: true, description: "Your own reference." })
  readonly clientReference?: StringFilterInput;

  @Field(() => String, {
    nullable: true,
    description: "Words to be found in number, party names, references and notes.",
  })
  readonly text?: string;

  @Field(() => [String], { nullable: true, description: "Your own labels; all of them are needed." })
  readonly labels?: readonly string[];
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

export function toInvoiceFilter(input: InvoiceFilterInput | null | undefined): InvoiceFilter {
  const given = Object.entries(withoutAbsent(input ?? {})).filter(([, value]) => !isEmptyList(value));
  const { type, ...filter }: InvoiceFilterInput = Object.fromEntries(given);
  return { ...filter, ...(type && { typeCodes: typeCodesOf(type) }) };
}
