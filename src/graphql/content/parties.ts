import { Field, InputType, ObjectType } from "../decorators.js";
import type { BuyerDraft, SellerDraft } from "../../domain/draft-invoice.js";
import type {
  Address,
  Buyer,
  Contact,
  Delivery,
  ElectronicAddress,
  Extensions,
  Payee,
  Seller,
  TaxRepresentative,
} from "../../domain/invoice.js";
import { ExtensionsField } from "../extensions/extensions-field.js";
import { DateScalar } from "../scalars.js";
import { IdentifierType } from "./basics.js";

const electronicAddress = "BT-34 (seller) and BT-49 (buyer). Where a document is sent to.";

@ObjectType("ElectronicAddress", { simpleResolvers: true, description: electronicAddress })
@InputType("ElectronicAddressInput", { description: electronicAddress })
export class ElectronicAddressType implements ElectronicAddress {
  @Field(() => String, { description: "BT-34, of the buyer BT-49. The address within its scheme." })
  readonly value!: string;

  @Field(() => String, { description: "BT-34-1, of the buyer BT-49-1. The scheme (EAS), e.g. `0208`." })
  readonly scheme!: string;
}

const address = "BG-5 (seller), BG-8 (buyer), BG-12 (tax representative), BG-15 (deliver to). A postal address.";

/** The terms in the order seller, buyer, tax representative, deliver to. */
@ObjectType("Address", { simpleResolvers: true, description: address })
@InputType("AddressInput", { description: address })
export class AddressType implements Address {
  @Field(() => String, { nullable: true, description: "BT-35, BT-50, BT-64, BT-75. Street and number, or post box." })
  readonly line1?: string;

  @Field(() => String, { nullable: true, description: "BT-36, BT-51, BT-65, BT-76. A second line." })
  readonly line2?: string;

  @Field(() => String, { nullable: true, description: "BT-162, BT-163, BT-164, BT-165. A third line." })
  readonly line3?: string;

  @Field(() => String, { nullable: true, description: "BT-37, BT-52, BT-66, BT-77. City or town." })
  readonly city?: string;

  @Field(() => String, { nullable: true, description: "BT-38, BT-53, BT-67, BT-78. Post code." })
  readonly postCode?: string;

  @Field(() => String, { nullable: true, description: "BT-39, BT-54, BT-68, BT-79. State, province or region." })
  readonly subdivision?: string;

  @Field(() => String, { description: "BT-40, BT-55, BT-69, BT-80. Country (ISO 3166-1 alpha-2)." })
  readonly countryCode!: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The number of the building, where it stands apart from line 1.",
  })
  readonly buildingNumber?: string;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. The second number of a Saudi address." })
  readonly additionalNumber?: string;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. Part of the city." })
  readonly district?: string;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. Post box, where it stands apart from line 1." })
  readonly postBox?: string;
}

const contact = "BG-6 (seller) and BG-9 (buyer). Whom to ask.";

@ObjectType("Contact", { simpleResolvers: true, description: contact })
@InputType("ContactInput", { description: contact })
export class ContactType implements Contact {
  @Field(() => String, { nullable: true, description: "BT-41, of the buyer BT-56. Person or department." })
  readonly name?: string;

  @Field(() => String, { nullable: true, description: "BT-42, of the buyer BT-57. Telephone number." })
  readonly telephone?: string;

  @Field(() => String, { nullable: true, description: "BT-43, of the buyer BT-58. Email address." })
  readonly email?: string;
}

@ObjectType("SellerFields", { simpleResolvers: true })
@InputType("SellerFieldsInput")
abstract class SellerFields {
  @Field(() => String, { description: "BT-27. The full name of the seller." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "BT-28. The name the seller trades under." })
  readonly tradingName?: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-30. Entry in the register of companies." })
  readonly legalRegistration?: IdentifierType;

  @Field(() => String, { nullable: true, description: "BT-31. VAT identifier, with its country prefix." })
  readonly vatIdentifier?: string;

  @Field(() => String, { nullable: true, description: "BT-32. Local tax registration." })
  readonly taxRegistration?: string;

  @Field(() => String, { nullable: true, description: "BT-33. Further legal information, e.g. the share capital." })
  readonly legalInformation?: string;

  @Field(() => ElectronicAddressType, {
    nullable: true,
    description: "BT-34. Where the seller receives documents; mandatory in Peppol.",
  })
  readonly electronicAddress?: ElectronicAddressType;

  @Field(() => AddressType, { description: "BG-5. The postal address of the seller." })
  readonly address!: AddressType;

  @Field(() => ContactType, { nullable: true, description: "BG-6. Whom to ask at the seller." })
  readonly contact?: ContactType;

  @ExtensionsField()
  readonly extensions?: Extensions;
}

const seller = "BG-4. Who sells, and is owed the payment unless a payee is named.";
const sellerIdentifiers = "BT-29. Identifiers of the seller (scheme: ISO 6523 ICD).";

@ObjectType("Seller", { simpleResolvers: true, description: seller })
export class SellerType extends SellerFields implements Seller {
  @Field(() => [IdentifierType], { description: sellerIdentifiers })
  readonly identifiers!: readonly IdentifierType[];
}

@InputType("SellerInput", { description: seller })
export class SellerInput extends SellerFields implements SellerDraft {
  @Field(() => [IdentifierType], { nullable: true, description: sellerIdentifiers })
  readonly identifiers?: readonly IdentifierType[];
}

@ObjectType("BuyerFields", { simpleResolvers: true })
@InputType("BuyerFieldsInput")
abstract class BuyerFields {
  @Field(() => String, { description: "BT-44. The full name of the buyer." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "BT-45. The name the buyer trades under." })
  readonly tradingName?: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-47. Entry in the register of companies." })
  readonly legalRegistration?: IdentifierType;

  @Field(() => String, { nullable: true, description: "BT-48. VAT identifier, with its country prefix." })
  readonly vatIdentifier?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. National tax number of a buyer without VAT identifier.",
  })
  readonly taxRegistration?: string;

  @Field(() => ElectronicAddressType, {
    nullable: true,
    description: "BT-49. Where the buyer receives documents: the invoice is sent there. Mandatory in Peppol.",
  })
  readonly electronicAddress?: ElectronicAddressType;

  @Field(() => AddressType, { description: "BG-8. The postal address of the buyer." })
  readonly address!: AddressType;

  @Field(() => ContactType, { nullable: true, description: "BG-9. Whom to ask at the buyer." })
  readonly contact?: ContactType;

  @ExtensionsField()
  readonly extensions?: Extensions;
}

const buyer = "BG-7. Who buys.";
const buyerIdentifiers =
  "BT-46. Identifiers of the buyer; EN 16931 has room for one, national systems ask for several.";

@ObjectType("Buyer", { simpleResolvers: true, description: buyer })
export class BuyerType extends BuyerFields implements Buyer {
  @Field(() => [IdentifierType], { description: buyerIdentifiers })
  readonly identifiers!: readonly IdentifierType[];
}

@InputType("BuyerInput", { description: buyer })
export class BuyerInput extends BuyerFields implements BuyerDraft {
  @Field(() => [IdentifierType], { nullable: true, description: buyerIdentifiers })
  readonly identifiers?: readonly IdentifierType[];
}

const payee = "BG-10. Who is paid, when it is not the seller.";

@ObjectType("Payee", { simpleResolvers: true, description: payee })
@InputType("PayeeInput", { description: payee })
export class PayeeType implements Payee {
  @Field(() => String, { description: "BT-59. The name of the payee." })
  readonly name!: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-60. Identifier of the payee." })
  readonly identifier?: IdentifierType;

  @Field(() => IdentifierType, { nullable: true, description: "BT-61. Entry in the register of companies." })
  readonly legalRegistration?: IdentifierType;
}

const taxRepresentative = "BG-11. Who pays the tax for the seller.";

@ObjectType("TaxRepresentative", { simpleResolvers: true, description: taxRepresentative })
@InputType("TaxRepresentativeInput", { description: taxRepresentative })
export class TaxRepresentativeType implements TaxRepresentative {
  @Field(() => String, { description: "BT-62. The name of the tax representative." })
  readonly name!: string;

  @Field(() => String, { description: "BT-63. VAT identifier, with its country prefix." })
  readonly vatIdentifier!: string;

  @Field(() => AddressType, { description: "BG-12. The postal address of the tax representative." })
  readonly address!: AddressType;
}

const delivery = "BG-13. Where and when goods or services were delivered.";

@ObjectType("Delivery", { simpleResolvers: true, description: delivery })
@InputType("DeliveryInput", { description: delivery })
export class DeliveryType implements Delivery {
  @Field(() => String, { nullable: true, description: "BT-70. Who received it." })
  readonly partyName?: string;

  @Field(() => IdentifierType, { nullable: true, description: "BT-71. Identifier of the place." })
  readonly location?: IdentifierType;

  @Field(() => DateScalar, { nullable: true, description: "BT-72. The day of delivery." })
  readonly date?: string;

  @Field(() => AddressType, { nullable: true, description: "BG-15. The address of the place." })
  readonly address?: AddressType;
}
