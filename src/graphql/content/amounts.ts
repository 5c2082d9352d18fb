import { Field, InputType, ObjectType } from "../decorators.js";
import type { VatBreakdownDraft } from "../../domain/draft-invoice.js";
import type {
  DocumentAllowanceCharge,
  DocumentTotals,
  Extensions,
  LineAllowanceCharge,
  VatBreakdown,
  VatCategory,
} from "../../domain/invoice.js";
import { ExtensionsField } from "../extensions/extensions-field.js";
import { DecimalScalar } from "../scalars.js";

const vatCategory = "BT-95/96, BT-102/103 (allowance, charge) and BG-30 (line). A VAT category with its rate.";

@ObjectType("VatCategory", { simpleResolvers: true, description: vatCategory })
@InputType("VatCategoryInput", { description: vatCategory })
export class VatCategoryType implements VatCategory {
  @Field(() => String, {
    description: "BT-95, BT-102, BT-151. The category (UNTDID 5305): S, Z, E, AE, K, G, O, L, M or B.",
  })
  readonly category!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "BT-96, BT-103, BT-152. The rate in percent; category O has none.",
  })
  readonly rate?: string;
}

const documentAllowanceCharge = "BG-20 (allowance) and BG-21 (charge). Taken off or added for the whole document.";

@ObjectType("DocumentAllowanceCharge", { simpleResolvers: true, description: documentAllowanceCharge })
@InputType("DocumentAllowanceChargeInput", { description: documentAllowanceCharge })
export class DocumentAllowanceChargeType implements DocumentAllowanceCharge {
  @Field(() => DecimalScalar, { description: "BT-92, of a charge BT-99. The amount without VAT." })
  readonly amount!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-93, of a charge BT-100. What the percentage is of." })
  readonly baseAmount?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-94, of a charge BT-101. In percent." })
  readonly percentage?: string;

  @Field(() => VatCategoryType, { description: "BT-95 and BT-96, of a charge BT-102 and BT-103. Its VAT." })
  readonly vat!: VatCategoryType;

  @Field(() => String, { nullable: true, description: "BT-97, of a charge BT-104. Why, in words." })
  readonly reason?: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-98 (UNTDID 5189), of a charge BT-105 (UNTDID 7161). Why, as a code.",
  })
  readonly reasonCode?: string;
}

const lineAllowanceCharge = "BG-27 (allowance) and BG-28 (charge). Taken off or added on one line.";

@ObjectType("LineAllowanceCharge", { simpleResolvers: true, description: lineAllowanceCharge })
@InputType("LineAllowanceChargeInput", { description: lineAllowanceCharge })
export class LineAllowanceChargeType implements LineAllowanceCharge {
  @Field(() => DecimalScalar, { description: "BT-136, of a charge BT-141. The amount without VAT." })
  readonly amount!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-137, of a charge BT-142. What the percentage is of." })
  readonly baseAmount?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-138, of a charge BT-143. In percent." })
  readonly percentage?: string;

  @Field(() => String, { nullable: true, description: "BT-139, of a charge BT-144. Why, in words." })
  readonly reason?: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-140 (UNTDID 5189), of a charge BT-145 (UNTDID 7161). Why, as a code.",
  })
  readonly reasonCode?: string;
}

@ObjectType("DocumentTotalsFields", { simpleResolvers: true })
@InputType("DocumentTotalsFieldsInput")
abstract class DocumentTotalsFields {
  @Field(() => DecimalScalar, { nullable: true, description: "BT-107. Sum of the allowances of the document." })
  readonly allowanceTotal?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-108. Sum of the charges of the document." })
  readonly chargeTotal?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-110. The VAT of the whole invoice." })
  readonly vatAmount?: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "BT-111. The VAT of the whole invoice in the accounting currency (BT-6).",
  })
  readonly vatAmountInAccountingCurrency?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-113. What was paid in advance." })
  readonly paidAmount?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-114. Added to round the amount due." })
  readonly roundingAmount?: string;
}

const lineNetTotal = "BT-106. Sum of the net amounts of all lines.";
const taxExclusive = "BT-109. The total without VAT.";
const taxInclusive = "BT-112. The total with VAT.";
const payable = "BT-115. The amount due.";
const totals = "BG-22. The totals, in the currency of the invoice except BT-111.";

@ObjectType("DocumentTotals", { simpleResolvers: true, description: totals })
export class DocumentTotalsType extends DocumentTotalsFields implements DocumentTotals {
  @Field(() => DecimalScalar, { description: lineNetTotal })
  readonly lineNetTotal!: string;

  @Field(() => DecimalScalar, { description: taxExclusive })
  readonly taxExclusive!: string;

  @Field(() => DecimalScalar, { description: taxInclusive })
  readonly taxInclusive!: string;

  @Field(() => DecimalScalar, { description: payable })
  readonly payable!: string;
}

@InputType("DocumentTotalsInput", { description: `${totals} What is left out is derived, what is given is checked.` })
export class DocumentTotalsInput extends DocumentTotalsFields implements Partial<DocumentTotals> {
  @Field(() => DecimalScalar, { nullable: true, description: lineNetTotal })
  readonly lineNetTotal?: string;

  @Field(() => DecimalScalar, { nullable: true, description: taxExclusive })
  readonly taxExclusive?: string;

  @Field(() => DecimalScalar, { nullable: true, description: taxInclusive })
  readonly taxInclusive?: string;

  @Field(() => DecimalScalar, { nullable: true, description: payable })
  readonly payable?: string;
}

@ObjectType("VatBreakdownFields", { simpleResolvers: true })
@InputType("VatBreakdownFieldsInput")
abstract class VatBreakdownFields {
  @Field(() => String, { description: "BT-118. The category (UNTDID 5305)." })
  readonly category!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-119. The rate in percent; only O has none." })
  readonly rate?: string;

  @Field(() => String, { nullable: true, description: "BT-120. Why no VAT is charged, in words." })
  readonly exemptionReason?: string;

  @Field(() => String, { nullable: true, description: "BT-121. Why no VAT is charged, as a code (VATEX)." })
  readonly exemptionReasonCode?: string;

  @ExtensionsField()
  readonly extensions?: Extensions;
}

const taxableAmount = "BT-116. What the tax is charged on.";
const taxAmount = "BT-117. The tax.";
const breakdown = "BG-23. The VAT of one category and rate.";

@ObjectType("VatBreakdown", { simpleResolvers: true, description: breakdown })
export class VatBreakdownType extends VatBreakdownFields implements VatBreakdown {
  @Field(() => DecimalScalar, { description: taxableAmount })
  readonly taxableAmount!: string;

  @Field(() => DecimalScalar, { description: taxAmount })
  readonly taxAmount!: string;
}

@InputType("VatBreakdownInput", { description: `${breakdown} Amounts left out are derived.` })
export class VatBreakdownInput extends VatBreakdownFields implements VatBreakdownDraft {
  @Field(() => DecimalScalar, { nullable: true, description: taxableAmount })
  readonly taxableAmount?: string;

  @Field(() => DecimalScalar, { nullable: true, description: taxAmount })
  readonly taxAmount?: string;
}
