import type { Decimal } from "../decimal.js";

/** Calendar day without time zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** A value with the scheme that issued it (ISO 6523 ICD, UNTDID 1153, …). */
export interface Identifier {
  readonly value: string;
  readonly scheme?: string;
}

/** BG-14 (BT-73, BT-74) and BG-26 (BT-134, BT-135) period. */
export interface Period {
  readonly startDate?: CalendarDate;
  readonly endDate?: CalendarDate;
}

/** A VAT category (UNTDID 5305) with its rate in percent; category O has no rate. */
export interface VatCategory {
  readonly category: string;
  readonly rate?: Decimal;
}

/**
 * What only one system asks for, by the name of the system (`myInvois`, `ksef`). The provider that contributes a system
 * describes, checks and reads its part; all others pass it on untouched.
 */
export type Extensions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
