import type { Decimal } from "../decimal.js";
import type { CalendarDate, Extensions } from "./basics.js";

/** BG-16 Payment instructions. */
export interface PaymentInstructions {
  /** BT-81 Payment means type code (UNTDID 4461). */
  readonly meansCode: string;
  /** BT-82 Payment means text. */
  readonly meansText?: string;
  /** BT-83 Remittance information. */
  readonly remittanceInformation?: string;
  /** BG-17 Credit transfers. */
  readonly creditTransfers: readonly CreditTransfer[];
  /** BG-18 Payment card information. */
  readonly card?: PaymentCard;
  /** BG-19 Direct debit. */
  readonly directDebit?: DirectDebit;
  readonly extensions?: Extensions;
}

/** BG-17 Credit transfer. */
export interface CreditTransfer {
  /** BT-84 Payment account identifier (IBAN). */
  readonly account: string;
  /** BT-85 Payment account name. */
  readonly accountName?: string;
  /** BT-86 Payment service provider identifier (BIC). */
  readonly serviceProvider?: string;
}

/** BG-18 Payment card information. */
export interface PaymentCard {
  /** BT-87 Payment card primary account number: last 4 to 6 digits only (BR-51). */
  readonly primaryAccountNumber: string;
  /** BT-88 Payment card holder name. */
  readonly holderName?: string;
}

/** BG-19 Direct debit. */
export interface DirectDebit {
  /** BT-89 Mandate reference identifier. */
  readonly mandateReference?: string;
  /** BT-90 Bank assigned creditor identifier. */
  readonly creditorIdentifier?: string;
  /** BT-91 Debited account identifier. */
  readonly debitedAccount?: string;
}

/** One of several payments the amount due is split into. */
export interface Installment {
  readonly dueDate: CalendarDate;
  readonly amount?: Decimal;
  /** Of the amount due, in percent. */
  readonly percentage?: Decimal;
  /** UNTDID 4461; BT-81 when absent. */
  readonly meansCode?: string;
}

/** A payment made before the invoice. */
export interface Prepayment {
  readonly amount: Decimal;
  readonly date?: CalendarDate;
  /** `HH:MM:SS` with optional offset. */
  readonly time?: string;
  /** The payment or the advance invoice it was made for. */
  readonly reference?: string;
}
