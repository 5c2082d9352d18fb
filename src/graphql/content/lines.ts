import { Field, InputType, ObjectType } from "../decorators.js";
import { deepestSubLines } from "../../domain/rules/sub-line-rules.js";
import type { InvoiceLineDraft, ItemDraft } from "../../domain/draft-invoice.js";
import type { Extensions, InvoiceLine, Item, ItemAttribute, ItemClassification, Price } from "../../domain/invoice.js";
import { ExtensionsField } from "../extensions/extensions-field.js";
import { DecimalScalar } from "../scalars.js";
import { LineAllowanceChargeType, VatCategoryType } from "./amounts.js";
import { IdentifierType, PeriodType } from "./basics.js";

const price = "BG-29. The price of the item.";

@ObjectType("Price", { simpleResolvers: true, description: price })
@InputType("PriceInput", { description: price })
class PriceType implements Price {
  @Field(() => DecimalScalar, { description: "BT-146. Price without VAT, after the discount; never negative (BR-27)." })
  readonly net!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-147. What was taken off the gross price." })
  readonly discount?: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "BT-148. Price without VAT, before the discount; never negative (BR-28).",
  })
  readonly gross?: string;

  @Field(() => DecimalScalar, { nullable: true, description: "BT-149. How many units the price is for; 1 if absent." })
  readonly baseQuantity?: string;

  @Field(() => String, { nullable: true, description: "BT-150. The unit of the base quantity." })
  readonly baseQuantityUnitCode?: string;
}

const classification = "BT-158. A class the item belongs to.";

@ObjectType("ItemClassification", { simpleResolvers: true, description: classification })
@InputType("ItemClassificationInput", { description: classification })
class ItemClassificationType implements ItemClassification {
  @Field(() => String, { description: "BT-158. The code of the class." })
  readonly value!: string;

  @Field(() => String, { description: "BT-158-1. The list of classes (UNTDID 7143), e.g. `STI` for CPV." })
  readonly list!: string;

  @Field(() => String, { nullable: true, description: "BT-158-2. The version of the list." })
  readonly version?: string;
}

const attribute = "BG-32. A property of the item.";

@ObjectType("ItemAttribute", { simpleResolvers: true, description: attribute })
@InputType("ItemAttributeInput", { description: attribute })
class ItemAttributeType implements ItemAttribute {
  @Field(() => String, { description: "BT-160. The name of the property." })
  readonly name!: string;

  @Field(() => String, { description: "BT-161. The value of the property." })
  readonly value!: string;
}

@ObjectType("ItemFields", { simpleResolvers: true })
@InputType("ItemFieldsInput")
abstract class ItemFields {
  @Field(() => String, { description: "BT-153. The name of the item." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "BT-154. What the item is." })
  readonly description?: string;

  @Field(() => String, { nullable: true, description: "BT-155. The seller's number of the item." })
  readonly sellerIdentifier?: string;

  @Field(() => String, { nullable: true, description: "BT-156. The buyer's number of the item." })
  readonly buyerIdentifier?: string;

  @Field(() => IdentifierType, {
    nullable: true,
    description: "BT-157. A registered number, e.g. a GTIN (scheme 0160).",
  })
  readonly standardIdentifier?: IdentifierType;

  @Field(() => String, { nullable: true, description: "BT-159. Where the item comes from (ISO 3166-1 alpha-2)." })
  readonly originCountryCode?: string;
}

const item = "BG-31. What was sold.";
const classifications = "BT-158. Classes the item belongs to.";
const attributes = "BG-32. Properties of the item.";

@ObjectType("Item", { simpleResolvers: true, description: item })
class ItemType extends ItemFields implements Item {
  @Field(() => [ItemClassificationType], { description: classifications })
  readonly classifications!: readonly ItemClassificationType[];

  @Field(() => [ItemAttributeType], { description: attributes })
  readonly attributes!: readonly ItemAttributeType[];
}

@InputType("ItemInput", { description: item })
export class ItemInput extends ItemFields implements ItemDraft {
  @Field(() => [ItemClassificationType], { nullable: true, description: classifications })
  readonly classifications?: readonly ItemClassificationType[];

  @Field(() => [ItemAttributeType], { nullable: true, description: attributes })
  readonly attributes?: readonly ItemAttributeType[];
}

@ObjectType("InvoiceLineFields", { simpleResolvers: true })
@InputType("InvoiceLineFieldsInput")
abstract class InvoiceLineFields {
  @Field(() => String, { description: "BT-126. The number of the line, unique in the invoice." })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "BT-127. A note to the line." })
  readonly note?: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-128. What the line is about (scheme: UNTDID 1153)." })
  readonly object?: IdentifierType;

  @Field(() => DecimalScalar, { description: "BT-129. How much was sold." })
  readonly quantity!: string;

  @Field(() => String, { description: "BT-130. The unit (UN/ECE Recommendation 20 and 21), e.g. `C62` for pieces." })
  readonly unitCode!: string;

  @Field(() => String, { nullable: true, description: "BT-132. The line of the purchase order." })
  readonly purchaseOrderLineReference?: string;

  @Field(() => String, { nullable: true, description: "BT-133. Where the buyer books the line." })
  readonly buyerAccountingReference?: string;

  @Field(() => PeriodType, { nullable: true, description: "BG-26. The period the line is for." })
  readonly period?: PeriodType;

  @Field(() => PriceType, { description: "BG-29. The price of the item." })
  readonly price!: PriceType;

  @Field(() => VatCategoryType, { description: "BG-30. The VAT of the line (BT-151, BT-152)." })
  readonly vat!: VatCategoryType;

  @ExtensionsField()
  readonly extensions?: Extensions;
}

const line = "BG-25. A line of the invoice.";
const netAmount = "BT-131. The amount of the line without VAT, allowances and charges included.";
const allowances = "BG-27. What is taken off the line.";
const charges = "BG-28. What is added to the line.";
const subLines = "Not in EN 16931. The parts of the line (XRechnung BG-DEX-01); their net amounts add up to its own.";

@ObjectType("InvoiceLine", { simpleResolvers: true, description: line })
export class InvoiceLineType extends InvoiceLineFields implements InvoiceLine {
  @Field(() => DecimalScalar, { description: netAmount })
  readonly netAmount!: string;

  @Field(() => [LineAllowanceChargeType], { description: allowances })
  readonly allowances!: readonly LineAllowanceChargeType[];

  @Field(() => [LineAllowanceChargeType], { description: charges })
  readonly charges!: readonly LineAllowanceChargeType[];

  @Field(() => ItemType, { description: item })
  readonly item!: ItemType;

  @Field(() => [InvoiceLineType], { description: subLines })
  readonly subLines!: readonly InvoiceLineType[];
}

@InputType("InvoiceLineInput", { description: line })
export class InvoiceLineInput extends InvoiceLineFields implements InvoiceLineDraft {
  @Field(() => DecimalScalar, { nullable: true, description: `${netAmount} Derived when left out.` })
  readonly netAmount?: string;

  @Field(() => [LineAllowanceChargeType], { nullable: true, description: allowances })
  readonly allowances?: readonly LineAllowanceChargeType[];

  @Field(() => [LineAllowanceChargeType], { nullable: true, description: charges })
  readonly charges?: readonly LineAllowanceChargeType[];

  @Field(() => ItemInput, { description: item })
  readonly item!: ItemInput;

  @Field(() => [InvoiceLineInput], { nullable: true, description: `${subLines} At most ${deepestSubLines} levels.` })
  readonly subLines?: readonly InvoiceLineInput[];
}
