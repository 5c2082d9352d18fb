import { Field, InputType, ObjectType } from "../decorators.js";
import type { Extensions } from "../../domain/invoice.js";
import { ExtensionsField } from "../extensions/extensions-field.js";
import { DateScalar } from "../scalars.js";
import { IdentifierType, PeriodType } from "./basics.js";
import { DeliveryType, PayeeType, TaxRepresentativeType } from "./parties.js";

/** The part of the content that is the same when read and when written. */
@ObjectType("ContentFields", { simpleResolvers: true })
@InputType("ContentFieldsInput")
export abstract class ContentFields {
  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. Time of issue, `HH:MM:SS` with optional offset; MyInvois and ZATCA ask for it.",
  })
  readonly issueTime?: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-6. The currency the VAT is accounted in, when it is another one (ISO 4217).",
  })
  readonly vatAccountingCurrencyCode?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: "BT-7. The day the VAT becomes due. Excludes BT-8 (BR-CO-3).",
  })
  readonly taxPointDate?: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-8. What decides the day the VAT becomes due (UNTDID 2005: 3, 35, 432).",
  })
  readonly taxPointDateCode?: string;

  @Field(() => DateScalar, { nullable: true, description: "BT-9. The day the payment is due." })
  readonly dueDate?: string;

  @Field(() => String, { nullable: true, description: "BT-10. The buyer's own reference; in Germany the Leitweg-ID." })
  readonly buyerReference?: string;

  @Field(() => String, { nullable: true, description: "BT-11. The project it belongs to." })
  readonly projectReference?: string;

  @Field(() => String, { nullable: true, description: "BT-14. The seller's order." })
  readonly salesOrderReference?: string;

  @Field(() => String, { nullable: true, description: "BT-17. The tender or lot it belongs to." })
  readonly tenderOrLotReference?: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-18. What is invoiced (scheme: UNTDID 1153)." })
  readonly invoicedObject?: IdentifierType;

  @Field(() => String, { nullable: true, description: "BT-19. Where the buyer books it." })
  readonly buyerAccountingReference?: string;

  @Field(() => String, { nullable: true, description: "BT-20. The terms of payment, in words." })
  readonly paymentTerms?: string;

  @Field(() => PayeeType, { nullable: true, description: "BG-10. Who is paid, when it is not the seller." })
  readonly payee?: PayeeType;

  @Field(() => TaxRepresentativeType, { nullable: true, description: "BG-11. Who pays the tax for the seller." })
  readonly taxRepresentative?: TaxRepresentativeType;

  @Field(() => DeliveryType, { nullable: true, description: "BG-13. Where and when it was delivered." })
  readonly delivery?: DeliveryType;

  @Field(() => PeriodType, { nullable: true, description: "BG-14. The period that is invoiced." })
  readonly invoicingPeriod?: PeriodType;

  @ExtensionsField()
  readonly extensions?: Extensions;
}
