import type { Decimal } from "../decimal.js";
import type { CalendarDate, Extensions, VatCategory } from "./basics.js";

/** BG-20 document level allowance / BG-21 document level charge. */
export interface DocumentAllowanceCharge {
  /** BT-92 / BT-99. */
  readonly amount: Decimal;
  /** BT-93 / BT-100. */
  readonly baseAmount?: Decimal;
  /** BT-94 / BT-101, in percent. */
  readonly percentage?: Decimal;
  /** BT-95, BT-96 / BT-102, BT-103. */
  readonly vat: VatCategory;
  /** BT-97 / BT-104. */
  readonly reason?: string;
  /** BT-98 (UNTDID 5189) / BT-105 (UNTDID 7161). */
  readonly reasonCode?: string;
}

/** BG-22 Document totals. */
export interface DocumentTotals {
  /** BT-106 Sum of invoice line net amounts. */
  readonly lineNetTotal: Decimal;
  /** BT-107 Sum of allowances on document level. */
  readonly allowanceTotal?: Decimal;
  /** BT-108 Sum of charges on document level. */
  readonly chargeTotal?: Decimal;
  /** BT-109 Invoice total amount without VAT. */
  readonly taxExclusive: Decimal;
  /** BT-110 Invoice total VAT amount. */
  readonly vatAmount?: Decimal;
  /** BT-111 Invoice total VAT amount in accounting currency (BT-6). */
  readonly vatAmountInAccountingCurrency?: Decimal;
  /** BT-112 Invoice total amount with VAT. */
  readonly taxInclusive: Decimal;
  /** BT-113 Paid amount. */
  readonly paidAmount?: Decimal;
  /** BT-114 Rounding amount. */
  readonly roundingAmount?: Decimal;
  /** BT-115 Amount due for payment. */
  readonly payable: Decimal;
}

/** BG-23 VAT breakdown. */
export interface VatBreakdown {
  /** BT-116 VAT category taxable amount. */
  readonly taxableAmount: Decimal;
  /** BT-117 VAT category tax amount. */
  readonly taxAmount: Decimal;
  /** BT-118 VAT category code (UNTDID 5305). */
  readonly category: string;
  /** BT-119 VAT category rate in percent; absent only for O. */
  readonly rate?: Decimal;
  /** BT-120 VAT exemption reason text. */
  readonly exemptionReason?: string;
  /** BT-121 VAT exemption reason code (VATEX). */
  readonly exemptionReasonCode?: string;
  readonly extensions?: Extensions;
}

/** One unit of `from` is worth `rate` units of `to`. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly rate: Decimal;
  readonly date?: CalendarDate;
}

/** A tax or deduction beside VAT. */
export interface OtherTax {
  readonly kind: OtherTaxKind;
  /** The system's own code, e.g. FatturaPA RT01 or MyInvois 02. */
  readonly code?: string;
  readonly amount: Decimal;
  readonly baseAmount?: Decimal;
  /** In percent. */
  readonly rate?: Decimal;
  readonly reason?: string;
  /** The VAT on it, where it is charged on the tax as well (FatturaPA cassa previdenziale). */
  readonly vat?: VatCategory;
  /** Ids of the invoice lines (BT-126) it is about; empty means all. */
  readonly lineNumbers: readonly string[];
}

/** WITHHOLDING is taken off what is paid, FUND goes to a pension fund, STAMP is a stamp duty. */
export type OtherTaxKind =
  "WITHHOLDING" | "FUND" | "STAMP" | "EXCISE" | "SALES" | "SERVICE" | "TOURISM" | "LEVY" | "OTHER";
