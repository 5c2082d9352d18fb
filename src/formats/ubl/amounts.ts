import { subtract } from "../../domain/decimal.js";
import type {
  DocumentAllowanceCharge,
  DocumentTotals,
  Invoice,
  LineAllowanceCharge,
  Price,
  VatBreakdown,
  VatCategory,
} from "../../domain/invoice.js";
import {
  accountingAmountAt,
  amountAt,
  attribute,
  codeAt,
  constantAt,
  content,
  decimalAt,
  textAt,
} from "../mapping/contents.js";
import { group, inside, list } from "../mapping/groups.js";
import type { Where } from "../mapping/groups.js";
import { readAll, writeAll } from "../mapping/mapping.js";
import type { Draft, Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf } from "../mapping/names.js";
import { Reading } from "../mapping/reading.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";

const vatScheme = constantAt("cac:TaxScheme/cbc:ID", "VAT");

export const vatCategory = (category: string, rate: string, rule: string): Mappings<VatCategory> => [
  codeAt("category", "cbc:ID", category, rule),
  decimalAt("rate", "cbc:Percent", rate),
  vatScheme,
];

interface AllowanceChargeTerms {
  readonly amount: string;
  readonly amountRule: string;
  readonly baseAmount: string;
  readonly percentage: string;
  readonly reason: string;
  readonly reasonCode: string;
}

interface VatTerms {
  readonly category: string;
  readonly categoryRule: string;
  readonly rate: string;
}

type ChargeIndicator = "false" | "true";

const chargeIndicator = nameOf("cbc:ChargeIndicator");

const indicates =
  (indicator: ChargeIndicator): Where =>
  (element) => {
    const text = element.children.find((child) => isNamed(child, chargeIndicator))?.text.trim();
    return text === indicator || text === (indicator === "true" ? "1" : "0");
  };

const allowanceCharge = (indicator: ChargeIndicator, terms: AllowanceChargeTerms): Mappings<LineAllowanceCharge> => [
  constantAt("cbc:ChargeIndicator", indicator),
  codeAt("reasonCode", "cbc:AllowanceChargeReasonCode", terms.reasonCode),
  textAt("reason", "cbc:AllowanceChargeReason", terms.reason),
  decimalAt("percentage", "cbc:MultiplierFactorNumeric", terms.percentage),
  amountAt("amount", "cbc:Amount", terms.amount, terms.amountRule),
  amountAt("baseAmount", "cbc:BaseAmount", terms.baseAmount),
];

const documentAllowanceCharge = (
  indicator: ChargeIndicator,
  terms: AllowanceChargeTerms,
  { category, rate, categoryRule }: VatTerms,
): Mappings<DocumentAllowanceCharge> => [
  ...allowanceCharge(indicator, terms),
  group("vat", "cac:TaxCategory", vatCategory(category, rate, categoryRule), { term: category, rule: categoryRule }),
];

/** BG-20 and BG-21. */
export const documentAllowancesAndCharges: Mappings<Invoice> = [
  list(
    "allowances",
    "cac:AllowanceCharge",
    documentAllowanceCharge(
      "false",
      {
        amount: "BT-92",
        amountRule: "BR-31",
        baseAmount: "BT-93",
        percentage: "BT-94",
        reason: "BT-97",
        reasonCode: "BT-98",
      },
      { category: "BT-95", categoryRule: "BR-32", rate: "BT-96" },
    ),
    indicates("false"),
  ),
  list(
    "charges",
    "cac:AllowanceCharge",
    documentAllowanceCharge(
      "true",
      {
        amount: "BT-99",
        amountRule: "BR-36",
        baseAmount: "BT-100",
        percentage: "BT-101",
        reason: "BT-104",
        reasonCode: "BT-105",
      },
      { category: "BT-102", categoryRule: "BR-37", rate: "BT-103" },
    ),
    indicates("true"),
  ),
];

/** BG-27 and BG-28. */
export const lineAllowancesAndCharges: Mappings<{
  readonly allowances: readonly LineAllowanceCharge[];
  readonly charges: readonly LineAllowanceCharge[];
}> = [
  list(
    "allowances",
    "cac:AllowanceCharge",
    allowanceCharge("false", {
      amount: "BT-136",
      amountRule: "BR-41",
      baseAmount: "BT-137",
      percentage: "BT-138",
      reason: "BT-139",
      reasonCode: "BT-140",
    }),
    indicates("false"),
  ),
  list(
    "charges",
    "cac:AllowanceCharge",
    allowanceCharge("true", {
      amount: "BT-141",
      amountRule: "BR-43",
      baseAmount: "BT-142",
      percentage: "BT-143",
      reason: "BT-144",
      reasonCode: "BT-145",
    }),
    indicates("true"),
  ),
];

const priceDiscount: Mapping<Price> = inside(
  "cac:AllowanceCharge",
  [
    constantAt("cbc:ChargeIndicator", "false"),
    amountAt("discount", "cbc:Amount", "BT-147"),
    amountAt("gross", "cbc:BaseAmount", "BT-148"),
  ],
  indicates("false"),
);

/** BG-29. The schema does not take a gross price (BT-148) without a discount: then the discount is what is between. */
export const price: Mappings<Price> = [
  amountAt("net", "cbc:PriceAmount", "BT-146", "BR-26"),
  inside("cbc:BaseQuantity", [
    content("baseQuantity", "decimal", "BT-149"),
    attribute("baseQuantityUnitCode", "unitCode", "BT-150"),
  ]),
  {
    read: priceDiscount.read,
    write(value, to) {
      const { net, gross, discount } = value;
      const derived = gross !== undefined && discount === undefined ? { discount: subtract(gross, net) } : {};
      priceDiscount.write({ ...value, ...derived }, to);
    },
  },
];

/** BG-22 but for the VAT amounts. */
export const monetaryTotal: Mappings<DocumentTotals> = [
  amountAt("lineNetTotal", "cbc:LineExtensionAmount", "BT-106", "BR-12"),
  amountAt("taxExclusive", "cbc:TaxExclusiveAmount", "BT-109", "BR-13"),
  amountAt("taxInclusive", "cbc:TaxInclusiveAmount", "BT-112", "BR-14"),
  amountAt("allowanceTotal", "cbc:AllowanceTotalAmount", "BT-107"),
  amountAt("chargeTotal", "cbc:ChargeTotalAmount", "BT-108"),
  amountAt("paidAmount", "cbc:PrepaidAmount", "BT-113"),
  amountAt("roundingAmount", "cbc:PayableRoundingAmount", "BT-114"),
  amountAt("payable", "cbc:PayableAmount", "BT-115", "BR-15"),
];

const vatBreakdown: Mappings<VatBreakdown> = [
  amountAt("taxableAmount", "cbc:TaxableAmount", "BT-116", "BR-45"),
  amountAt("taxAmount", "cbc:TaxAmount", "BT-117", "BR-46"),
  inside("cac:TaxCategory", [
    codeAt("category", "cbc:ID", "BT-118", "BR-47"),
    decimalAt("rate", "cbc:Percent", "BT-119"),
    codeAt("exemptionReasonCode", "cbc:TaxExemptionReasonCode", "BT-121"),
    textAt("exemptionReason", "cbc:TaxExemptionReason", "BT-120"),
    vatScheme,
  ]),
];

const taxTotal = nameOf("cac:TaxTotal");
const taxAmount = nameOf("cbc:TaxAmount");

const vatBreakdownList: Mapping<Invoice> = list("vatBreakdown", "cac:TaxSubtotal", vatBreakdown);

const documentTax: Mappings<Invoice> = [
  group("totals", "", [amountAt("vatAmount", "cbc:TaxAmount", "BT-110")]),
  vatBreakdownList,
];

const accountingTax: Mappings<Invoice> = [
  group("totals", "", [accountingAmountAt("vatAmountInAccountingCurrency", "cbc:TaxAmount", "BT-111")]),
];

/** BT-110 with BG-23, and BT-111: two TaxTotals that differ by their currency. */
export const taxTotals: Mapping<Invoice> = {
  read(from, draft) {
    const { currency, accountingCurrency } = from.document;
    const totals = from.children(taxTotal);
    const main = totals.find((total) => [currency, undefined].includes(currencyOf(total)));
    const accounting = totals.find((total) => total !== main && currencyOf(total) === accountingCurrency);
    readAll(documentTax, main ?? new Reading(from.document, undefined), draft);
    if (accounting && accountingCurrency !== undefined) readAll(accountingTax, accounting, draft);
    if (!from.document.isFragment) return;
    // What tells the totals apart may be left out of a fragment.
    const entries = totals.map((total) => {
      const found: Draft = {};
      vatBreakdownList.read(total, found);
      return found["vatBreakdown"] as readonly Draft[];
    });
    draft["vatBreakdown"] = entries.flat();
  },
  write(invoice, to) {
    if (invoice.totals.vatAmount === undefined && invoice.vatBreakdown.length > 0) {
      to.field("vatBreakdown").reportCapacity("the breakdown (BG-23) needs the total VAT amount (BT-110) beside it");
    }
    to.element(taxTotal, (total) => writeAll(documentTax, invoice, total));
    to.element(taxTotal, (total) => writeAll(accountingTax, invoice, total));
  },
};

function currencyOf(total: Reading): string | undefined {
  const { element } = total.child(taxAmount);
  return element && attributeOf(element, "currencyID")?.value.trim();
}
