import { Field, InputType, ObjectType } from "../decorators.js";
import type { PaymentInstructionsDraft } from "../../domain/draft-invoice.js";
import type {
  CreditTransfer,
  DirectDebit,
  Extensions,
  Installment,
  PaymentCard,
  PaymentInstructions,
  Prepayment,
} from "../../domain/invoice.js";
import { ExtensionsField } from "../extensions/extensions-field.js";
import { DateScalar, DecimalScalar } from "../scalars.js";

const creditTransfer = "BG-17. An account to transfer the amount to.";

@ObjectType("CreditTransfer", { simpleResolvers: true, description: creditTransfer })
@InputType("CreditTransferInput", { description: creditTransfer })
class CreditTransferType implements CreditTransfer {
  @Field(() => String, { description: "BT-84. The account, an IBAN in Europe." })
  readonly account!: string;

  @Field(() => String, { nullable: true, description: "BT-85. The name of the account." })
  readonly accountName?: string;

  @Field(() => String, { nullable: true, description: "BT-86. The bank, e.g. its BIC." })
  readonly serviceProvider?: string;
}

const card = "BG-18. The card that was used to pay.";

@ObjectType("PaymentCard", { simpleResolvers: true, description: card })
@InputType("PaymentCardInput", { description: card })
class PaymentCardType implements PaymentCard {
  @Field(() => String, { description: "BT-87. The last 4 to 6 digits of the card number, never more (BR-51)." })
  readonly primaryAccountNumber!: string;

  @Field(() => String, { nullable: true, description: "BT-88. Who holds the card." })
  readonly holderName?: string;
}

const directDebit = "BG-19. What the seller needs to collect the amount.";

@ObjectType("DirectDebit", { simpleResolvers: true, description: directDebit })
@InputType("DirectDebitInput", { description: directDebit })
class DirectDebitType implements DirectDebit {
  @Field(() => String, { nullable: true, description: "BT-89. Reference of the mandate." })
  readonly mandateReference?: string;

  @Field(() => String, { nullable: true, description: "BT-90. The creditor identifier the bank assigned." })
  readonly creditorIdentifier?: string;

  @Field(() => String, { nullable: true, description: "BT-91. The account that is debited." })
  readonly debitedAccount?: string;
}

@ObjectType("PaymentInstructionsFields", { simpleResolvers: true })
@InputType("PaymentInstructionsFieldsInput")
abstract class PaymentInstructionsFields {
  @Field(() => String, { description: "BT-81. The means of payment (UNTDID 4461), e.g. 30 credit transfer." })
  readonly meansCode!: string;

  @Field(() => String, { nullable: true, description: "BT-82. The means of payment in words." })
  readonly meansText?: string;

  @Field(() => String, {
    nullable: true,
    description: "BT-83. What the payer states so that the payment is recognised.",
  })
  readonly remittanceInformation?: string;

  @Field(() => PaymentCardType, { nullable: true, description: "BG-18. The card that was used to pay." })
  readonly card?: PaymentCardType;

  @Field(() => DirectDebitType, { nullable: true, description: "BG-19. How the amount will be collected." })
  readonly directDebit?: DirectDebitType;

  @ExtensionsField()
  readonly extensions?: Extensions;
}

const instructions = "BG-16. How to pay.";
const creditTransfers = "BG-17. Accounts to transfer the amount to.";

@ObjectType("PaymentInstructions", { simpleResolvers: true, description: instructions })
export class PaymentInstructionsType extends PaymentInstructionsFields implements PaymentInstructions {
  @Field(() => [CreditTransferType], { description: creditTransfers })
  readonly creditTransfers!: readonly CreditTransferType[];
}

@InputType("PaymentInstructionsInput", { description: instructions })
export class PaymentInstructionsInput extends PaymentInstructionsFields implements PaymentInstructionsDraft {
  @Field(() => [CreditTransferType], { nullable: true, description: creditTransfers })
  readonly creditTransfers?: readonly CreditTransferType[];
}

const installment = "Not in EN 16931. One of several payments that the amount due is split into.";

@ObjectType("Installment", { simpleResolvers: true, description: installment })
@InputType("InstallmentInput", { description: installment })
export class InstallmentType implements Installment {
  @Field(() => DateScalar, { description: "Not in EN 16931. The day this payment is due." })
  readonly dueDate!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "Not in EN 16931. How much is due that day." })
  readonly amount?: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Not in EN 16931. How much of the amount due (BT-115) is due that day, in percent.",
  })
  readonly percentage?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The means of this payment (UNTDID 4461); BT-81 when absent.",
  })
  readonly meansCode?: string;
}

const prepayment = "Not in EN 16931. A payment that was made before the invoice.";

@ObjectType("Prepayment", { simpleResolvers: true, description: prepayment })
@InputType("PrepaymentInput", { description: prepayment })
export class PrepaymentType implements Prepayment {
  @Field(() => DecimalScalar, { description: "Not in EN 16931. How much was paid." })
  readonly amount!: string;

  @Field(() => DateScalar, { nullable: true, description: "Not in EN 16931. The day it was paid." })
  readonly date?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The time it was paid, `HH:MM:SS` with optional offset.",
  })
  readonly time?: string;

  @Field(() => String, {
    nullable: true,
    description: "Not in EN 16931. The payment, or the advance invoice it was made for.",
  })
  readonly reference?: string;
}
