import type { Decimal } from "../decimal.js";
import type { Extensions, Identifier, Period, VatCategory } from "./basics.js";

/** BG-25 Invoice line. */
export interface InvoiceLine {
  /** BT-126 Invoice line identifier. */
  readonly id: string;
  /** BT-127 Invoice line note. */
  readonly note?: string;
  /** BT-128 Invoice line object identifier (scheme UNTDID 1153). */
  readonly object?: Identifier;
  /** BT-129 Invoiced quantity. */
  readonly quantity: Decimal;
  /** BT-130 Unit of measure code (UN/ECE Recommendation 20 and 21). */
  readonly unitCode: string;
  /** BT-131 Invoice line net amount. */
  readonly netAmount: Decimal;
  /** BT-132 Referenced purchase order line reference. */
  readonly purchaseOrderLineReference?: string;
  /** BT-133 Invoice line buyer accounting reference. */
  readonly buyerAccountingReference?: string;
  /** BG-26 Invoice line period. */
  readonly period?: Period;
  /** BG-27 Invoice line allowances. */
  readonly allowances: readonly LineAllowanceCharge[];
  /** BG-28 Invoice line charges. */
  readonly charges: readonly LineAllowanceCharge[];
  /** BG-29 Price details. */
  readonly price: Price;
  /** BG-30 Line VAT information (BT-151, BT-152). */
  readonly vat: VatCategory;
  /** BG-31 Item information. */
  readonly item: Item;
  /** The parts of a line (XRechnung BG-DEX-01); their net amounts sum up to this line's. */
  readonly subLines: readonly InvoiceLine[];
  readonly extensions?: Extensions;
}

/** BG-27 line allowance / BG-28 line charge. */
export interface LineAllowanceCharge {
  /** BT-136 / BT-141. */
  readonly amount: Decimal;
  /** BT-137 / BT-142. */
  readonly baseAmount?: Decimal;
  /** BT-138 / BT-143, in percent. */
  readonly percentage?: Decimal;
  /** BT-139 / BT-144. */
  readonly reason?: string;
  /** BT-140 (UNTDID 5189) / BT-145 (UNTDID 7161). */
  readonly reasonCode?: string;
}

/** BG-29 Price details. */
export interface Price {
  /** BT-146 Item net price; never negative (BR-27). */
  readonly net: Decimal;
  /** BT-147 Item price discount. */
  readonly discount?: Decimal;
  /** BT-148 Item gross price; never negative (BR-28). */
  readonly gross?: Decimal;
  /** BT-149 Item price base quantity. */
  readonly baseQuantity?: Decimal;
  /** BT-150 Item price base quantity unit of measure code. */
  readonly baseQuantityUnitCode?: string;
}

/** BG-31 Item information. */
export interface Item {
  /** BT-153 Item name. */
  readonly name: string;
  /** BT-154 Item description. */
  readonly description?: string;
  /** BT-155 Item seller's identifier. */
  readonly sellerIdentifier?: string;
  /** BT-156 Item buyer's identifier. */
  readonly buyerIdentifier?: string;
  /** BT-157 Item standard identifier (scheme: ISO 6523 ICD). */
  readonly standardIdentifier?: Identifier;
  /** BT-158 Item classification identifiers. */
  readonly classifications: readonly ItemClassification[];
  /** BT-159 Item country of origin (ISO 3166-1 alpha-2). */
  readonly originCountryCode?: string;
  /** BG-32 Item attributes. */
  readonly attributes: readonly ItemAttribute[];
}

/** BT-158 Item classification identifier (list: UNTDID 7143). */
export interface ItemClassification {
  readonly value: string;
  readonly list: string;
  readonly version?: string;
}

/** BG-32 Item attribute: BT-160 name, BT-161 value. */
export interface ItemAttribute {
  readonly name: string;
  readonly value: string;
}
