import { Field, InputType } from "../decorators.js";
import type { InvoiceDraft } from "../../domain/draft-invoice.js";
import type { InvoiceKind } from "../../domain/invoice.js";
import { DateScalar } from "../scalars.js";
import { DocumentAllowanceChargeType, DocumentTotalsInput, VatBreakdownInput } from "./amounts.js";
import { DocumentReferenceInput, ExchangeRateType, invoiceKinds } from "./basics.js";
import { ContentFields } from "./content-fields.js";
import { AdditionalDatumType, CorrectionInput } from "./correction.js";
import { InvoiceLineInput } from "./lines.js";
import { NoteType, PrecedingInvoiceType, ProcessControlInput, SupportingDocumentType } from "./notes.js";
import { OtherTaxInput } from "./other-taxes.js";
import { BuyerInput, SellerInput } from "./parties.js";
import { InstallmentType, PaymentInstructionsInput, PrepaymentType } from "./payment.js";
import { RelatedPartyInput } from "./related-parties.js";

@InputType("InvoiceInput", {
  description:
    "An invoice or credit note by the terms of EN 16931. Line net amounts, VAT breakdown and totals may be left out: " +
    "they are derived. What is given is kept and checked.",
})
export class InvoiceInput extends ContentFields implements InvoiceDraft {
  @Field(() => invoiceKinds, {
    nullable: true,
    description: "Not in EN 16931. Follows from BT-3 unless given; only type 81 leaves a choice.",
  })
  readonly kind?: InvoiceKind;

  @Field(() => String, { description: "BT-1. The number of the invoice, unique for the seller." })
  readonly number!: string;

  @Field(() => DateScalar, { description: "BT-2. The day of issue." })
  readonly issueDate!: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-3. The type (UNTDID 1001), e.g. 380 invoice, 381 credit note; 380 when left out.",
  })
  readonly typeCode?: string;

  @Field(() => String, { description: "BT-5. The currency of all amounts except BT-111 (ISO 4217)." })
  readonly currencyCode!: string;

  @Field(() => [DocumentReferenceInput], {
    nullable: true,
    description: "BT-12. Contracts; EN 16931 has room for one.",
  })
  readonly contractReferences?: readonly DocumentReferenceInput[];

  @Field(() => [DocumentReferenceInput], {
    nullable: true,
    description: "BT-13. Purchase orders; EN 16931 has room for one.",
  })
  readonly purchaseOrderReferences?: readonly DocumentReferenceInput[];

  @Field(() => [DocumentReferenceInput], {
    nullable: true,
    description: "BT-15. Receiving advices; EN 16931 has room for one.",
  })
  readonly receivingAdviceReferences?: readonly DocumentReferenceInput[];

  @Field(() => [DocumentReferenceInput], {
    nullable: true,
    description: "BT-16. Despatch advices; EN 16931 has room for one.",
  })
  readonly despatchAdviceReferences?: readonly DocumentReferenceInput[];

  @Field(() => [NoteType], { nullable: true, description: "BG-1. Notes to the whole invoice." })
  readonly notes?: readonly NoteType[];

  @Field(() => ProcessControlInput, { nullable: true, description: "BG-2. Peppol BIS Billing 3.0 when left out." })
  readonly process?: ProcessControlInput;

  @Field(() => [PrecedingInvoiceType], {
    nullable: true,
    description: "BG-3. Earlier invoices that this one corrects or credits.",
  })
  readonly precedingInvoices?: readonly PrecedingInvoiceType[];

  @Field(() => SellerInput, { description: "BG-4. Who sells." })
  readonly seller!: SellerInput;

  @Field(() => BuyerInput, { description: "BG-7. Who buys." })
  readonly buyer!: BuyerInput;

  @Field(() => PaymentInstructionsInput, { nullable: true, description: "BG-16. How to pay." })
  readonly payment?: PaymentInstructionsInput;

  @Field(() => [DocumentAllowanceChargeType], {
    nullable: true,
    description: "BG-20. What is taken off the whole document.",
  })
  readonly allowances?: readonly DocumentAllowanceChargeType[];

  @Field(() => [DocumentAllowanceChargeType], {
    nullable: true,
    description: "BG-21. What is added to the whole document.",
  })
  readonly charges?: readonly DocumentAllowanceChargeType[];

  @Field(() => DocumentTotalsInput, { nullable: true, description: "BG-22. Totals; what is left out is derived." })
  readonly totals?: DocumentTotalsInput;

  @Field(() => [VatBreakdownInput], {
    nullable: true,
    description: "BG-23. VAT by category and rate. May be given in part, e.g. to state an exemption reason.",
  })
  readonly vatBreakdown?: readonly VatBreakdownInput[];

  @Field(() => [SupportingDocumentType], { nullable: true, description: "BG-24. Supporting documents." })
  readonly attachments?: readonly SupportingDocumentType[];

  @Field(() => [InvoiceLineInput], { description: "BG-25. The lines; at least one (BR-16)." })
  readonly lines!: readonly InvoiceLineInput[];

  @Field(() => [ExchangeRateType], {
    nullable: true,
    description: "Not in EN 16931. Rates used to state amounts in another currency.",
  })
  readonly exchangeRates?: readonly ExchangeRateType[];

  @Field(() => [InstallmentType], {
    nullable: true,
    description: "Not in EN 16931. Payments that the amount due is split into.",
  })
  readonly installments?: readonly InstallmentType[];

  @Field(() => [PrepaymentType], {
    nullable: true,
    description: "Not in EN 16931. Payments that were made before. Their sum is BT-113 unless given.",
  })
  readonly prepayments?: readonly PrepaymentType[];

  @Field(() => [OtherTaxInput], {
    nullable: true,
    description: "Not in EN 16931. Taxes and deductions beside VAT. The totals (BG-22) do not count them.",
  })
  readonly otherTaxes?: readonly OtherTaxInput[];

  @Field(() => [RelatedPartyInput], {
    nullable: true,
    description: "Not in EN 16931. Parties that have a part in the invoice but no group of their own.",
  })
  readonly parties?: readonly RelatedPartyInput[];

  @Field(() => CorrectionInput, {
    nullable: true,
    description: "Not in EN 16931. How it corrects the invoices of BG-3.",
  })
  readonly correction?: CorrectionInput;

  @Field(() => [AdditionalDatumType], {
    nullable: true,
    description: "Not in EN 16931. Free data as pairs of key and value.",
  })
  readonly additionalData?: readonly AdditionalDatumType[];
}
