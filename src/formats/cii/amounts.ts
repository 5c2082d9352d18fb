import { add } from "../../domain/decimal.js";
import type {
  DocumentAllowanceCharge,
  DocumentTotals,
  Invoice,
  LineAllowanceCharge,
  Price,
} from "../../domain/invoice.js";
import { attributeOf, isNamed } from "../../xml/xml-tree.js";
import { attribute, codeAt, constantAt, content, decimalAt, plainAmountAt, textAt } from "../mapping/contents.js";
import { group, inside, list, mixedList } from "../mapping/groups.js";
import type { Where } from "../mapping/groups.js";
import type { Mapping, Mappings } from "../mapping/mapping.js";
import { nameOf, stepsOf } from "../mapping/names.js";
import type { Reading } from "../mapping/reading.js";
import { isVat, vatCategory } from "./tax.js";

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

const chargeIndicator = nameOf("ram:ChargeIndicator");
const indicatorValue = nameOf("udt:Indicator");

const indicates =
  (indicator: ChargeIndicator): Where =>
  ({ children }) => {
    const element = children.find((child) => isNamed(child, chargeIndicator));
    const text = element?.children.find((child) => isNamed(child, indicatorValue))?.text.trim();
    return text === indicator || text === (indicator === "true" ? "1" : "0");
  };

const allowanceCharge = (indicator: ChargeIndicator, terms: AllowanceChargeTerms): Mappings<LineAllowanceCharge> => [
  constantAt("ram:ChargeIndicator/udt:Indicator", indicator),
  decimalAt("percentage", "ram:CalculationPercent", terms.percentage),
  plainAmountAt("baseAmount", "ram:BasisAmount", terms.baseAmount),
  plainAmountAt("amount", "ram:ActualAmount", terms.amount, terms.amountRule),
  codeAt("reasonCode", "ram:ReasonCode", terms.reasonCode),
  textAt("reason", "ram:Reason", terms.reason),
];

const vatIn = (
  element: "ram:CategoryTradeTax" | "ram:AppliedTradeTax",
  { category, rate, categoryRule }: VatTerms,
): Mapping<DocumentAllowanceCharge> =>
  group("vat", element, vatCategory(category, rate, categoryRule), { term: category, rule: categoryRule }, isVat);

const allowanceVat: VatTerms = { category: "BT-95", categoryRule: "BR-32", rate: "BT-96" };
const chargeVat: VatTerms = { category: "BT-102", categoryRule: "BR-37", rate: "BT-103" };

const documentAllowance: Mappings<DocumentAllowanceCharge> = [
  ...allowanceCharge("false", {
    amount: "BT-92",
    amountRule: "BR-31",
    baseAmount: "BT-93",
    percentage: "BT-94",
    reason: "BT-97",
    reasonCode: "BT-98",
  }),
  vatIn("ram:CategoryTradeTax", allowanceVat),
];

const documentCharge: Mappings<DocumentAllowanceCharge> = [
  ...allowanceCharge("true", {
    amount: "BT-99",
    amountRule: "BR-36",
    baseAmount: "BT-100",
    percentage: "BT-101",
    reason: "BT-104",
    reasonCode: "BT-105",
  }),
  vatIn("ram:CategoryTradeTax", chargeVat),
];

const logisticsCharge: Mappings<DocumentAllowanceCharge> = [
  textAt("reason", "ram:Description", "BT-104"),
  plainAmountAt("amount", "ram:AppliedAmount", "BT-99", "BR-36"),
  vatIn("ram:AppliedTradeTax", chargeVat),
];

/**
 * BG-20 and BG-21. The logistics charges of Factur-X EXTENDED are part of BT-108, so they are charges; written they
 * stand with the others, where EN 16931 has them.
 */
export const documentAllowancesAndCharges: Mappings<Invoice> = [
  list("allowances", "ram:SpecifiedTradeAllowanceCharge", documentAllowance, indicates("false")),
  mixedList(
    "charges",
    { path: "ram:SpecifiedTradeAllowanceCharge", mappings: documentCharge, where: indicates("true") },
    { path: "ram:SpecifiedLogisticsServiceCharge", mappings: logisticsCharge, holds: () => false },
  ),
];

/** BG-27 and BG-28. */
export const lineAllowancesAndCharges: Mappings<{
  readonly allowances: readonly LineAllowanceCharge[];
  readonly charges: readonly LineAllowanceCharge[];
}> = [
  list(
    "allowances",
    "ram:SpecifiedTradeAllowanceCharge",
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
    "ram:SpecifiedTradeAllowanceCharge",
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

const grossPrice: Mapping<Price> = inside("ram:GrossPriceProductTradePrice", [
  plainAmountAt("gross", "ram:ChargeAmount", "BT-148"),
  inside(
    "ram:AppliedTradeAllowanceCharge",
    [constantAt("ram:ChargeIndicator/udt:Indicator", "false"), plainAmountAt("discount", "ram:ActualAmount", "BT-147")],
    indicates("false"),
  ),
]);

const netPrice: Mapping<Price> = inside("ram:NetPriceProductTradePrice", [
  plainAmountAt("net", "ram:ChargeAmount", "BT-146", "BR-26"),
  inside("ram:BasisQuantity", [
    content("baseQuantity", "decimal", "BT-149"),
    attribute("baseQuantityUnitCode", "unitCode", "BT-150"),
  ]),
]);

const grossBaseQuantity = stepsOf("ram:GrossPriceProductTradePrice/ram:BasisQuantity");

/** BG-29. The schema does not take a discount (BT-147) without a gross price: then the gross price is net and discount. */
export const price: Mapping<Price> = {
  read(from, draft) {
    grossPrice.read(from, draft);
    netPrice.read(from, draft);
    markRepeatedQuantity(from.descend(grossBaseQuantity), draft);
  },
  write(value, to) {
    const { net, gross, discount } = value;
    const derived = discount !== undefined && gross === undefined ? { gross: add(net, discount) } : {};
    grossPrice.write({ ...value, ...derived }, to);
    netPrice.write(value, to);
  },
};

/** The gross price may repeat the base quantity of the net price; another one stays unmapped. */
function markRepeatedQuantity(place: Reading, price: Partial<Record<keyof Price, unknown>>): void {
  if (place.text()?.trim() !== price.baseQuantity) return;
  place.markMapped();
  const unit = place.element && attributeOf(place.element, "unitCode");
  if (unit?.value === price.baseQuantityUnitCode) place.markMapped(unit);
}

const taxTotalAmount = nameOf("ram:TaxTotalAmount");

const vatAmount: Mapping<DocumentTotals> = content("vatAmount", "amount", "BT-110");
const accountingVatAmount: Mapping<DocumentTotals> = content(
  "vatAmountInAccountingCurrency",
  "accountingAmount",
  "BT-111",
);

/** BT-110 and BT-111: two amounts of one name that differ by their currency. */
const vatTotals: Mapping<DocumentTotals> = {
  read(from, draft) {
    const { currency, accountingCurrency } = from.document;
    const amounts = from.children(taxTotalAmount);
    const main = amounts.find((amount) => [currency, undefined].includes(currencyOf(amount)));
    const accounting = amounts.find((amount) => amount !== main && currencyOf(amount) === accountingCurrency);
    if (main) vatAmount.read(main, draft);
    if (accounting && accountingCurrency !== undefined) accountingVatAmount.read(accounting, draft);
  },
  write(totals, to) {
    to.element(taxTotalAmount, (place) => vatAmount.write(totals, place));
    to.element(taxTotalAmount, (place) => accountingVatAmount.write(totals, place));
  },
};

const currencyOf = ({ element }: Reading): string | undefined =>
  element && attributeOf(element, "currencyID")?.value.trim();

/** BG-22. */
export const monetarySummation: Mappings<DocumentTotals> = [
  plainAmountAt("lineNetTotal", "ram:LineTotalAmount", "BT-106", "BR-12"),
  plainAmountAt("chargeTotal", "ram:ChargeTotalAmount", "BT-108"),
  plainAmountAt("allowanceTotal", "ram:AllowanceTotalAmount", "BT-107"),
  plainAmountAt("taxExclusive", "ram:TaxBasisTotalAmount", "BT-109", "BR-13"),
  vatTotals,
  plainAmountAt("roundingAmount", "ram:RoundingAmount", "BT-114"),
  plainAmountAt("taxInclusive", "ram:GrandTotalAmount", "BT-112", "BR-14"),
  plainAmountAt("paidAmount", "ram:TotalPrepaidAmount", "BT-113"),
  plainAmountAt("payable", "ram:DuePayableAmount", "BT-115", "BR-15"),
];
