import {
  absolute,
  add,
  type Decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
} from "../../domain/decimal.js";
import { isCodeOf } from "../../domain/code-lists/code-lists.js";
import type { DocumentAllowanceCharge, InvoiceLine, LineAllowanceCharge, VatCategory } from "../../domain/invoice.js";
import { vatKey } from "../../domain/totals.js";
import type { Place } from "../mapping/place.js";
import { osaSystem, toProductList, toUnitCode } from "./codes.js";
import { flag, type Forint, passOver, passOverForint, passOverIf, peek, textLike } from "./peek.js";
import { passOverTax, readVatRate, toNet, type ToldVat } from "./read-vat.js";

/** What is known of the invoice when its lines are read. */
export interface LineContext {
  readonly forint: Forint;
  readonly isModification: boolean;
  /** Categories of which every line says its own case. */
  readonly mixed: ReadonlySet<string>;
  /** For lines without amounts, which modifications may have. */
  readonly fallback: VatCategory;
}

export type ReadLine = { readonly line: InvoiceLine } | { readonly allowance: DocumentAllowanceCharge };

interface LineAmounts {
  readonly net: Decimal;
  readonly vat: VatCategory;
  readonly told: ToldVat | undefined;
  /** Prices and discounts of a simplified invoice have the VAT in them. */
  readonly withoutVat: (amount: Decimal, decimals: number) => Decimal;
}

export const readLineVat = (place: Place): ToldVat | undefined =>
  readVatRate(place.child("lineAmountsNormal/lineVatRate") ?? place.child("lineAmountsSimplified/lineVatRate"));

/**
 * Lines without a quantity that take something off an invoice are its allowances (BG-20): the schema has no other place
 * for them (interface specification 2.2.3.1).
 */
export function readLine(place: Place, id: string, context: LineContext): ReadLine {
  const amounts = readAmounts(place, context);
  place.ignore("lineNumber");
  const isExpressed = place.child("quantity") !== undefined;
  passOverIf(place, "lineExpressionIndicator", [String(isExpressed), isExpressed ? "1" : "0"]);
  const isAllowance =
    !context.isModification &&
    !isExpressed &&
    isNegative(amounts.net) &&
    !beyondAllowance.some((name) => place.child(name));
  return isAllowance
    ? { allowance: readAllowance(place, amounts) }
    : { line: readOwnLine(place, id, amounts, context) };
}

const beyondAllowance = ["advanceData", "productCodes", "lineNatureIndicator", "unitPrice", "lineDiscountData"];

/** UNTDID 5189 */
const discountCode = "95";

function readAllowance(place: Place, { net, vat }: LineAmounts): DocumentAllowanceCharge {
  const reason = place.text("lineDescription");
  return { amount: negate(net), vat, ...(reason === undefined ? { reasonCode: discountCode } : { reason }) };
}

/** A line of an aggregate invoice may have a rate of its own; one that differs has no place in the model. */
const lineRate = "aggregateInvoiceLineData/lineExchangeRate";

const rateOf = (place: Place, { rate }: Forint): Decimal => peek(place, lineRate) ?? rate;

function readAmounts(place: Place, { forint, fallback }: LineContext): LineAmounts {
  const told = readLineVat(place);
  const vat = told?.vat ?? fallback;
  const rate = rateOf(place, forint);
  const gross = place.text("lineAmountsSimplified/lineGrossAmountSimplified");
  if (gross !== undefined) {
    passOverForint(place, "lineAmountsSimplified/lineGrossAmountSimplifiedHUF", gross, rate);
    const withoutVat = (amount: Decimal, decimals: number) => toNet(amount, vat, decimals);
    return { net: withoutVat(gross, 2), vat, told, withoutVat };
  }
  const net = place.text("lineAmountsNormal/lineNetAmountData/lineNetAmount") ?? "0";
  passOverForint(place, "lineAmountsNormal/lineNetAmountData/lineNetAmountHUF", net, rate);
  const amounts = place.child("lineAmountsNormal");
  if (amounts) passOverTax(amounts, net, vat, { ...forint, rate });
  return { net, vat, told, withoutVat: (amount) => amount };
}

function readOwnLine(place: Place, id: string, amounts: LineAmounts, context: LineContext): InvoiceLine {
  const { net, vat } = amounts;
  const worth = readWorth(place, amounts, context);
  const day = place.text("aggregateInvoiceLineData/lineDeliveryDate");
  const costCenter = place.text("conventionalLineInfo/costCenters/costCenter");
  const own = readExtension(place, amounts, context);
  passOver(place, lineRate, context.forint.rate, "0");
  for (const name of seldom) passOverIf(place, name, ["false", "0"]);
  return {
    id,
    quantity: worth.quantity,
    unitCode: readUnit(place),
    netAmount: net,
    ...(costCenter !== undefined && { buyerAccountingReference: costCenter }),
    ...(day !== undefined && { period: { startDate: day, endDate: day } }),
    allowances: worth.allowances,
    charges: [],
    price: { net: worth.price },
    vat,
    item: { name: place.text("lineDescription") ?? "", ...readProductCodes(place), attributes: [] },
    subLines: [],
    ...(own && { extensions: { [osaSystem]: own } }),
  };
}

/** What is said of few goods, and mostly that it is not so. */
const seldom = ["intermediatedService", "depositIndicator", "obligatedForProductFee", "netaDeclaration"];

interface Worth {
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly allowances: readonly LineAllowanceCharge[];
}

/** BT-146 is never negative: what is taken back has a negative quantity. */
function readWorth(place: Place, amounts: LineAmounts, { forint }: LineContext): Worth {
  const { net, withoutVat } = amounts;
  const stated = place.text("unitPrice");
  if (stated !== undefined) {
    passOverForint(place, "unitPriceHUF", stated, rateOf(place, forint));
  }
  const unitPrice = stated === undefined ? undefined : withoutVat(stated, 8);
  const quantity = place.text("quantity") ?? (isNegative(net) ? "-1" : "1");
  const allowances = readDiscount(place, amounts, unitPrice && multiply(unitPrice, quantity));
  const before = allowances.reduce((total, { amount }) => add(total, amount), net);
  const price = unitPrice ?? (isZero(quantity) ? "0" : divide(before, quantity, scaleOfQuotient));
  return isNegative(price)
    ? { quantity: negate(quantity), price: negate(price), allowances }
    : { quantity, price: place.child("quantity") || stated ? price : absolute(net), allowances };
}

const scaleOfQuotient = 8;

/** A discount without its value is what lies between the price and the net amount. */
function readDiscount(
  place: Place,
  { net, withoutVat }: LineAmounts,
  worth: Decimal | undefined,
): readonly LineAllowanceCharge[] {
  const discount = place.child("lineDiscountData");
  const value = discount?.text("discountValue");
  const amount = value === undefined ? worth && subtract(worth, net) : withoutVat(value, 2);
  if (!discount || amount === undefined) return [];
  const reason = discount.text("discountDescription");
  const share = discount.text("discountRate");
  return [
    {
      amount,
      ...(share !== undefined && { percentage: multiply(share, "100") }),
      ...(reason === undefined ? { reasonCode: discountCode } : { reason }),
    },
  ];
}

/** EN 16931 wants a code: other words are one that the parties agree on. */
const agreedUnit = "ZZ";

function readUnit(place: Place): string {
  const known = toUnitCode(peek(place, "unitOfMeasure") ?? "");
  if (known !== undefined) {
    place.ignore("unitOfMeasure");
    return known;
  }
  passOverIf(place, "unitOfMeasure", ["OWN"]);
  const own = peek(place, "unitOfMeasureOwn");
  if (own === undefined) return "C62";
  if (!isCodeOf("units", own)) return agreedUnit;
  place.ignore("unitOfMeasureOwn");
  return own;
}

function readProductCodes(place: Place): Pick<InvoiceLine["item"], "sellerIdentifier" | "classifications"> {
  const codes = place.children("productCodes/productCode").map((code) => ({
    code,
    category: peek(code, "productCodeCategory") ?? "",
  }));
  const own = codes.find(({ category }) => category === "OWN");
  const classifications = codes
    .filter(({ category }) => category !== "OWN")
    .flatMap(({ code, category }) => {
      const value = readCode(code);
      return value === undefined ? [] : [{ value, list: toProductList(category) }];
    });
  const sellerIdentifier = own && readCode(own.code);
  return { ...(sellerIdentifier !== undefined && { sellerIdentifier }), classifications };
}

function readCode(code: Place): string | undefined {
  code.ignore("productCodeCategory");
  return code.text("productCodeValue") ?? code.text("productCodeOwnValue");
}

function readExtension(
  place: Place,
  { told, vat }: LineAmounts,
  { mixed, forint }: LineContext,
): Readonly<Record<string, unknown>> | undefined {
  const nature = textLike(place, "lineNatureIndicator", /^(PRODUCT|SERVICE|OTHER)$/);
  const isAdvance = flag(place, "advanceData/advanceIndicator");
  const payment = place.child("advanceData/advancePaymentData");
  const advanceInvoice = payment && textLike(payment, "advanceOriginalInvoice", /^.{1,50}$/);
  const paidOn = payment?.text("advancePaymentDate");
  if (payment && forint.isOwnCurrency) passOverIf(payment, "advanceExchangeRate", ["1", "1.0", "1.00"]);
  const rate = payment && textLike(payment, "advanceExchangeRate", forint.isOwnCurrency ? /^$/ : /./);
  const own = {
    ...(nature !== undefined && { nature }),
    ...(isAdvance !== undefined && { isAdvance }),
    ...(advanceInvoice !== undefined && { advanceInvoice }),
    ...(paidOn !== undefined && { advancePaidOn: paidOn }),
    ...(rate !== undefined && { advanceExchangeRate: rate }),
    ...(told?.vatCase !== undefined && mixed.has(vatKey(vat)) && { vatCase: told.vatCase }),
  };
  return Object.keys(own).length > 0 ? own : undefined;
}
