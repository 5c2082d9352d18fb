import { Field, Int, ObjectType } from "../decorators.js";
import type { Invoice, InvoiceKind } from "../../domain/invoice.js";
import type { Direction } from "../../domain/lifecycle.js";
import type { NetworkReference } from "../../provider-kit/provider.js";
import { DocumentAllowanceChargeType, DocumentTotalsType, VatBreakdownType } from "../content/amounts.js";
import { DocumentReferenceType, ExchangeRateType, UnmappedValueType, invoiceKinds } from "../content/basics.js";
import { ContentFields } from "../content/content-fields.js";
import { AdditionalDatumType, CorrectionType } from "../content/correction.js";
import { InvoiceLineType } from "../content/lines.js";
import { NoteType, PrecedingInvoiceType, ProcessControlType, SupportingDocumentType } from "../content/notes.js";
import { OtherTaxType } from "../content/other-taxes.js";
import { BuyerType, SellerType } from "../content/parties.js";
import { InstallmentType, PaymentInstructionsType, PrepaymentType } from "../content/payment.js";
import { RelatedPartyType } from "../content/related-parties.js";
import { NodeType } from "../node/node.js";
import { ValidationReportType } from "../problem/validation.js";
import { publishEnum } from "../published-enum.js";
import { DateScalar, DateTimeScalar } from "../scalars.js";

export const directions = publishEnum<Direction>("Direction", "Which way an invoice travels.", {
  OUTBOUND: "We send it.",
  INBOUND: "It was sent to us.",
});

@ObjectType("NetworkReference", { simpleResolvers: true, description: "An id to trace the invoice by on the network." })
class NetworkReferenceType implements NetworkReference {
  @Field(() => String, { description: "What it is: SBDH instance, AS4 message, KSeF number, SdI id, MyInvois UUID." })
  readonly kind!: string;

  @Field(() => String, { description: "The id." })
  readonly value!: string;
}

@ObjectType("Invoice", {
  simpleResolvers: true,
  implements: NodeType,
  description: "An invoice or credit note: its content by the terms of EN 16931, and what became of it.",
})
export class InvoiceType extends ContentFields implements Invoice, NodeType {
  readonly id!: string;

  @Field(() => invoiceKinds, { description: "Not in EN 16931. Follows from BT-3; only type 81 may be either." })
  readonly kind!: InvoiceKind;

  @Field(() => String, { description: "BT-1. The number of the invoice, unique for the seller." })
  readonly number!: string;

  @Field(() => DateScalar, { description: "BT-2. The day of issue." })
  readonly issueDate!: string;

  @Field(() => String, { description: "BT-3. The type (UNTDID 1001), e.g. 380 invoice, 381 credit note." })
  readonly typeCode!: string;

  @Field(() => String, { description: "BT-5. The currency of all amounts except BT-111 (ISO 4217)." })
  readonly currencyCode!: string;

  @Field(() => [DocumentReferenceType], { description: "BT-12. Contracts." })
  readonly contractReferences!: readonly DocumentReferenceType[];

  @Field(() => [DocumentReferenceType], { description: "BT-13. Purchase orders." })
  readonly purchaseOrderReferences!: readonly DocumentReferenceType[];

  @Field(() => [DocumentReferenceType], { description: "BT-15. Receiving advices." })
  readonly receivingAdviceReferences!: readonly DocumentReferenceType[];

  @Field(() => [DocumentReferenceType], { description: "BT-16. Despatch advices." })
  readonly despatchAdviceReferences!: readonly DocumentReferenceType[];

  @Field(() => [NoteType], { description: "BG-1. Notes to the whole invoice." })
  readonly notes!: readonly NoteType[];

  @Field(() => ProcessControlType, { description: "BG-2. Under which rules it was written." })
  readonly process!: ProcessControlType;

  @Field(() => [PrecedingInvoiceType], { description: "BG-3. Earlier invoices that this one corrects or credits." })
  readonly precedingInvoices!: readonly PrecedingInvoiceType[];

  @Field(() => SellerType, { description: "BG-4. Who sells." })
  readonly seller!: SellerType;

  @Field(() => BuyerType, { description: "BG-7. Who buys." })
  readonly buyer!: BuyerType;

  @Field(() => PaymentInstructionsType, { nullable: true, description: "BG-16. How to pay." })
  readonly payment?: PaymentInstructionsType;

  @Field(() => [DocumentAllowanceChargeType], { description: "BG-20. What is taken off the whole document." })
  readonly allowances!: readonly DocumentAllowanceChargeType[];

  @Field(() => [DocumentAllowanceChargeType], { description: "BG-21. What is added to the whole document." })
  readonly charges!: readonly DocumentAllowanceChargeType[];

  @Field(() => DocumentTotalsType, { description: "BG-22. The totals." })
  readonly totals!: DocumentTotalsType;

  @Field(() => [VatBreakdownType], { description: "BG-23. The VAT by category and rate." })
  readonly vatBreakdown!: readonly VatBreakdownType[];

  @Field(() => [SupportingDocumentType], { description: "BG-24. Supporting documents." })
  readonly attachments!: readonly SupportingDocumentType[];

  @Field(() => [InvoiceLineType], { description: "BG-25. The lines." })
  readonly lines!: readonly InvoiceLineType[];

  @Field(() => [ExchangeRateType], {
    description: "Not in EN 16931. Rates used to state amounts in another currency.",
  })
  readonly exchangeRates!: readonly ExchangeRateType[];

  @Field(() => [InstallmentType], { description: "Not in EN 16931. Payments that the amount due is split into." })
  readonly installments!: readonly InstallmentType[];

  @Field(() => [PrepaymentType], { description: "Not in EN 16931. Payments that were made before." })
  readonly prepayments!: readonly PrepaymentType[];

  @Field(() => [OtherTaxType], {
    description: "Not in EN 16931. Taxes and deductions beside VAT. The totals (BG-22) do not count them.",
  })
  readonly otherTaxes!: readonly OtherTaxType[];

  @Field(() => [RelatedPartyType], {
    description: "Not in EN 16931. Parties that have a part in the invoice but no group of their own.",
  })
  readonly parties!: readonly RelatedPartyType[];

  @Field(() => CorrectionType, {
    nullable: true,
    description: "Not in EN 16931. How it corrects the invoices of BG-3.",
  })
  readonly correction?: CorrectionType;

  @Field(() => [AdditionalDatumType], { description: "Not in EN 16931. Free data as pairs of key and value." })
  readonly additionalData!: readonly AdditionalDatumType[];

  @Field(() => [UnmappedValueType], {
    description: "Not in EN 16931. What the model had no place for when the document was read.",
  })
  readonly unmapped!: readonly UnmappedValueType[];

  @Field(() => String, { nullable: true, description: "Not in EN 16931. Your own reference, unique for the tenant." })
  readonly clientReference?: string;

  @Field(() => directions, { description: "Not in EN 16931. Which way it travels." })
  readonly direction!: Direction;

  @Field(() => ValidationReportType, { nullable: true, description: "Not in EN 16931. What checking it led to." })
  readonly validation?: ValidationReportType;

  @Field(() => [NetworkReferenceType], {
    description: "Not in EN 16931. Ids to trace it by: SBDH instance, AS4 message, KSeF number, SdI id.",
  })
  readonly networkReferences!: readonly NetworkReferenceType[];

  @Field(() => [String], { description: "Not in EN 16931. Your own labels." })
  readonly labels!: readonly string[];

  @Field(() => DateTimeScalar, { description: "Not in EN 16931. When it became known here." })
  readonly createdAt!: string;

  @Field(() => DateTimeScalar, { description: "Not in EN 16931. When anything about it last changed." })
  readonly updatedAt!: string;

  @Field(() => Int, { description: "Not in EN 16931. Rises with every change." })
  readonly version!: number;
}

/** Fields that are read from the content, not from the record. */
export const contentFields = [
  "issueTime",
  "vatAccountingCurrencyCode",
  "taxPointDate",
  "taxPointDateCode",
  "dueDate",
  "buyerReference",
  "projectReference",
  "contractReferences",
  "purchaseOrderReferences",
  "salesOrderReference",
  "receivingAdviceReferences",
  "despatchAdviceReferences",
  "tenderOrLotReference",
  "invoicedObject",
  "buyerAccountingReference",
  "paymentTerms",
  "notes",
  "process",
  "precedingInvoices",
  "seller",
  "buyer",
  "payee",
  "taxRepresentative",
  "delivery",
  "invoicingPeriod",
  "payment",
  "allowances",
  "charges",
  "totals",
  "vatBreakdown",
  "attachments",
  "lines",
  "exchangeRates",
  "installments",
  "prepayments",
  "otherTaxes",
  "parties",
  "correction",
  "additionalData",
  "unmapped",
] as const satisfies readonly (keyof Invoice)[];
