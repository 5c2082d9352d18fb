import { Field, InputType, ObjectType } from "../decorators.js";
import type { DocumentReferenceDraft } from "../../domain/draft-invoice.js";
import type {
  DocumentReference,
  ExchangeRate,
  Identifier,
  InvoiceKind,
  Period,
  UnmappedValue,
} from "../../domain/invoice.js";
import { publishEnum } from "../published-enum.js";
import { DateScalar, DecimalScalar } from "../scalars.js";

export const invoiceKinds = publishEnum<InvoiceKind>(
  "InvoiceKind",
  "Whether the document adds to or takes from what the buyer owes.",
  {
    INVOICE: "The buyer owes the amounts.",
    CREDIT_NOTE: "The amounts, which are positive here too, are taken back.",
  },
);

const identifier = "A value together with the scheme that issued it.";

@ObjectType("Identifier", { simpleResolvers: true, description: identifier })
@InputType("IdentifierInput", { description: identifier })
export class IdentifierType implements Identifier {
  @Field(() => String, { description: "The identifier itself." })
  readonly value!: string;

  @Field(() => String, {
    nullable: true,
    description: "Who issued it: an ISO 6523 ICD code; UNTDID 1153 for invoiced objects.",
  })
  readonly scheme?: string;
}

const period = "BG-14 (invoice) and BG-26 (line). A period of days.";

@ObjectType("Period", { simpleResolvers: true, description: period })
@InputType("PeriodInput", { description: period })
export class PeriodType implements Period {
  @Field(() => DateScalar, { nullable: true, description: "BT-73, on a line BT-134. The first day." })
  readonly startDate?: string;

  @Field(() => DateScalar, { nullable: true, description: "BT-74, on a line BT-135. The last day." })
  readonly endDate?: string;
}

@ObjectType("DocumentReferenceFields", { simpleResolvers: true })
@InputType("DocumentReferenceFieldsInput")
abstract class DocumentReferenceFields {
  @Field(() => String, {
    description: "BT-12, BT-13, BT-15 or BT-16, by the list it is in. The number of the other document.",
  })
  readonly id!: string;

  @Field(() => DateScalar, { nullable: true, description: "Not in EN 16931. The day the other document was issued." })
  readonly issueDate?: string;
}

const documentReference = "A contract, order or advice that the invoice goes back to.";
const lineNumbers = "Not in EN 16931. The lines (BT-126) it is about; none means all.";

@ObjectType("DocumentReference", { simpleResolvers: true, description: documentReference })
export class DocumentReferenceType extends DocumentReferenceFields implements DocumentReference {
  @Field(() => [String], { description: lineNumbers })
  readonly lineNumbers!: readonly string[];
}

@InputType("DocumentReferenceInput", { description: documentReference })
export class DocumentReferenceInput extends DocumentReferenceFields implements DocumentReferenceDraft {
  @Field(() => [String], { nullable: true, description: lineNumbers })
  readonly lineNumbers?: readonly string[];
}

const exchangeRate = "Not in EN 16931. One unit of `from` is worth `rate` units of `to`.";

@ObjectType("ExchangeRate", { simpleResolvers: true, description: exchangeRate })
@InputType("ExchangeRateInput", { description: exchangeRate })
export class ExchangeRateType implements ExchangeRate {
  @Field(() => String, { description: "Not in EN 16931. The currency to convert from (ISO 4217)." })
  readonly from!: string;

  @Field(() => String, { description: "Not in EN 16931. The currency to convert to (ISO 4217)." })
  readonly to!: string;

  @Field(() => DecimalScalar, { description: "Not in EN 16931. What one unit of `from` is worth in `to`." })
  readonly rate!: string;

  @Field(() => DateScalar, { nullable: true, description: "Not in EN 16931. The day of the rate." })
  readonly date?: string;
}

@ObjectType("UnmappedValue", {
  simpleResolvers: true,
  description: "Not in EN 16931. A value of the document that was read which has no place in this model.",
})
export class UnmappedValueType implements UnmappedValue {
  @Field(() => String, { description: "Not in EN 16931. Where it stood: an XPath for XML." })
  readonly path!: string;

  @Field(() => String, { description: "Not in EN 16931. The value as it stood there." })
  readonly value!: string;
}
