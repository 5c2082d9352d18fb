import { Field, InputType, ObjectType } from "../decorators.js";
import type { OtherTaxDraft } from "../../domain/draft-invoice.js";
import type { OtherTax, OtherTaxKind } from "../../domain/invoice.js";
import { publishEnum } from "../published-enum.js";
import { DecimalScalar } from "../scalars.js";
import { VatCategoryType } from "./amounts.js";

const otherTaxKinds = publishEnum<OtherTaxKind>(
  "OtherTaxKind",
  "Not in EN 16931. What kind of tax or deduction it is.",
  {
    WITHHOLDING: "Kept back by the buyer, who pays it for the seller.",
    FUND: "Goes to a pension fund.",
    STAMP: "A stamp duty.",
    EXCISE: "An excise duty.",
    SALES: "A tax on sales that is no VAT.",
    SERVICE: "A tax on services that is no VAT.",
    TOURISM: "A tax on tourists, e.g. for each night.",
    LEVY: "A levy on certain goods or services.",
    OTHER: "Anything else; `code` or `reason` says what.",
  },
);

@ObjectType("OtherTaxFields", { simpleResolvers: true })
@InputType("OtherTaxFieldsInput")
abstract class OtherTaxFields {
  @Field(() => otherTaxKinds, { description: "Not in EN 16931. What kind it is." })
  readonly kind!: OtherTaxKind;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The code the tax system has for it, e.g. FatturaPA RT01 or MyInvois 03.",
  })
  readonly code?: string;

  @Field(() => DecimalScalar, { description: "Not in EN 16931. The tax." })
  readonly amount!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Not in EN 16931. What it is charged on." })
  readonly baseAmount?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Not in EN 16931. In percent." })
  readonly rate?: string;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. Why, in words." })
  readonly reason?: string;

  @Field(() => VatCategoryType, {
    nullable: true,
    description: "Not in EN 16931. The VAT on the tax itself, where there is one.",
  })
  readonly vat?: VatCategoryType;
}

const otherTax = "Not in EN 16931. A tax or deduction beside VAT; the totals (BG-22) do not count it.";
const lineNumbers = "Not in EN 16931. The lines (BT-126) it is about; none means all.";

@ObjectType("OtherTax", { simpleResolvers: true, description: otherTax })
export class OtherTaxType extends OtherTaxFields implements OtherTax {
  @Field(() => [String], { description: lineNumbers })
  readonly lineNumbers!: readonly string[];
}

@InputType("OtherTaxInput", { description: otherTax })
export class OtherTaxInput extends OtherTaxFields implements OtherTaxDraft {
  @Field(() => [String], { nullable: true, description: lineNumbers })
  readonly lineNumbers?: readonly string[];
}
