import { Field, InputType, ObjectType } from "../decorators.js";
import type { RelatedPartyDraft } from "../../domain/draft-invoice.js";
import type { PartyRole, RelatedParty } from "../../domain/invoice.js";
import { publishEnum } from "../published-enum.js";
import { DecimalScalar } from "../scalars.js";
import { IdentifierType } from "./basics.js";
import { AddressType, ContactType, ElectronicAddressType } from "./parties.js";

const partyRoles = publishEnum<PartyRole>(
  "PartyRole",
  "Not in EN 16931. What a related party has to do with the invoice.",
  {
    FACTOR: "The claim was sold to it.",
    RECIPIENT: "Receives the goods or services for the buyer.",
    ORIGINAL_PARTY: "Was in the place of the seller or buyer before, e.g. before a merger.",
    ADDITIONAL_BUYER: "Buys together with the buyer.",
    INVOICER: "Issues the invoice for the seller.",
    INVOICEE: "Receives the invoice for the buyer.",
    PAYER: "Pays for the buyer.",
    SELLER_AGENT: "Acts for the seller.",
    BUYER_AGENT: "Acts for the buyer.",
    CARRIER: "Transports the goods.",
    SELLER_UNIT: "The part of the seller that the invoice comes from.",
    BUYER_UNIT: "The part of the buyer that the invoice is for.",
    VAT_GROUP_SELLER: "The member of a VAT group that sells.",
    VAT_GROUP_BUYER: "The member of a VAT group that buys.",
    EMPLOYEE: "Bought for its employer.",
    OTHER: "Anything else; `roleText` says what.",
  },
);

@ObjectType("RelatedPartyFields", { simpleResolvers: true })
@InputType("RelatedPartyFieldsInput")
abstract class RelatedPartyFields {
  @Field(() => partyRoles, { description: "Not in EN 16931. What it has to do with the invoice." })
  readonly role!: PartyRole;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. The role in words; needed for OTHER." })
  readonly roleText?: string;

  @Field(() => String, { description: "Not in EN 16931. Its full name." })
  readonly name!: string;

  @Field(() => IdentifierType, { nullable: true, description: "Not in EN 16931. Entry in the register of companies." })
  readonly legalRegistration?: IdentifierType;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. VAT identifier, with its country prefix." })
  readonly vatIdentifier?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. National tax number of a party without VAT identifier.",
  })
  readonly taxRegistration?: string;

  @Field(() => ElectronicAddressType, {
    nullable: true,
    description: "Not in EN 16931. Where it receives documents; this one is not sent there.",
  })
  readonly electronicAddress?: ElectronicAddressType;

  @Field(() => AddressType, { nullable: true, description: "Not in EN 16931. Its postal address." })
  readonly address?: AddressType;

  @Field(() => ContactType, { nullable: true, description: "Not in EN 16931. Whom to ask there." })
  readonly contact?: ContactType;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Not in EN 16931. Its share in percent, e.g. of an additional buyer.",
  })
  readonly sharePercentage?: string;
}

const relatedParty = "Not in EN 16931. A party that has a part in the invoice but no group of its own.";
const identifiers = "Not in EN 16931. Its identifiers (scheme: ISO 6523 ICD, or a country's own, e.g. `MY:TIN`).";

@ObjectType("RelatedParty", { simpleResolvers: true, description: relatedParty })
export class RelatedPartyType extends RelatedPartyFields implements RelatedParty {
  @Field(() => [IdentifierType], { description: identifiers })
  readonly identifiers!: readonly IdentifierType[];
}

@InputType("RelatedPartyInput", { description: relatedParty })
export class RelatedPartyInput extends RelatedPartyFields implements RelatedPartyDraft {
  @Field(() => [IdentifierType], { nullable: true, description: identifiers })
  readonly identifiers?: readonly IdentifierType[];
}
