import { type Decimal, isEqual, isZero, multiply, round, sum } from "../../domain/decimal.js";
import type {
  InvoiceLine,
  ItemClassification,
  LineAllowanceCharge,
  OtherTax,
  VatCategory,
} from "../../domain/invoice.js";
import { readOtherTaxKind } from "./codes.js";
import { findCountryAlpha2 } from "./country-codes.js";
import type { Place } from "./place.js";

/** A line, and what its taxes are. */
export interface ReadLine {
  readonly line: InvoiceLine;
  /** The MyInvois type of what is the line's VAT in the model. */
  readonly taxType: string | undefined;
  readonly exemptionReason?: string;
  /** Taxes beside it. */
  readonly others: readonly OtherTax[];
}

export const readLines = (document: Place): readonly ReadLine[] => document.children("InvoiceLine").map(readLine);

function readLine(place: Place): ReadLine {
  const id = place.text("ID") ?? "";
  const quantity = place.text("InvoicedQuantity") ?? "1";
  const netAmount = place.text("LineExtensionAmount") ?? "0";
  const price = place.text("Price/PriceAmount") ?? "0";
  const unitCode = place.child("InvoicedQuantity")?.attribute("unitCode") ?? "C62";
  ignoreWhere(place, "ItemPriceExtension/Amount", (amount) => isEqual(amount, round(multiply(price, quantity), 2)));
  const taxes = readTaxes(place, id, netAmount);
  const origin = place.text("Item/OriginCountry/IdentificationCode");
  return {
    ...taxes,
    line: {
      id,
      quantity,
      unitCode,
      netAmount,
      allowances: readAllowanceCharges(place, false),
      charges: readAllowanceCharges(place, true),
      price: { net: price },
      vat: taxes.vat,
      item: {
        name: place.text("Item/Description") ?? "",
        classifications: readClassifications(place),
        ...(origin && { originCountryCode: findCountryAlpha2(origin) ?? origin }),
        attributes: [],
      },
      subLines: [],
    },
  };
}

/** Sales tax, service tax, not applicable, exempt: what can be a line's VAT stands before what comes on top of it. */
const mainTypes: ReadonlySet<string | undefined> = new Set(["01", "02", "06", "E"]);

function readTaxes(line: Place, id: string, netAmount: Decimal): Omit<ReadLine, "line"> & { vat: VatCategory } {
  const subtotals = line.children("TaxTotal/TaxSubtotal");
  const main = subtotals.find((each) => mainTypes.has(each.peek("TaxCategory/ID"))) ?? subtotals[0];
  ignoreWhere(line, "TaxTotal/TaxAmount", (total) =>
    isEqual(total, sum(subtotals.map((each) => each.peek("TaxAmount") ?? "0"))),
  );
  if (!main) return { taxType: undefined, vat: { category: "O" }, others: [] };
  const taxType = main.text("TaxCategory/ID");
  const vat = readVat(main, taxType);
  const amount = round(multiply(multiply(netAmount, vat.rate ?? "0"), "0.01"), 2);
  ignoreWhere(main, "TaxableAmount", (taxable) => isEqual(taxable, netAmount));
  ignoreWhere(main, "TaxAmount", (tax) => isEqual(tax, amount));
  main.ignore("TaxCategory/TaxScheme/ID");
  const exemptionReason = taxType === "E" ? main.text("TaxCategory/TaxExemptionReason") : undefined;
  const others = subtotals.filter((each) => each !== main).flatMap((each) => readOther(each, id));
  return { taxType, vat, ...(exemptionReason && { exemptionReason }), others };
}

/** A rate of what is exempt or not taxed at all says nothing, unless it says something else than zero. */
export function readVat(subtotal: Place, type: string | undefined): VatCategory {
  const path = subtotal.child("Percent") ? "Percent" : "TaxCategory/Percent";
  if (type !== "E" && type !== "06") {
    const rate = subtotal.text(path);
    return { category: "S", ...(rate && { rate }) };
  }
  ignoreWhere(subtotal, path, isZero);
  const stated = subtotal.peek(path) ?? "0";
  return type === "06" ? { category: "O" } : { category: "E", rate: isZero(stated) ? stated : "0" };
}

/** A type that has no tax leaves nothing to be read. */
function readOther(subtotal: Place, id: string): OtherTax[] {
  const code = subtotal.peek("TaxCategory/ID") ?? "";
  if (!/^0[1-5]$/.test(code)) return [];
  subtotal.ignore("TaxCategory/ID", "TaxCategory/TaxScheme/ID");
  const baseAmount = subtotal.text("TaxableAmount");
  const rate = subtotal.text("Percent");
  return [
    {
      kind: readOtherTaxKind(code),
      code,
      amount: subtotal.text("TaxAmount") ?? "0",
      ...(baseAmount && { baseAmount }),
      ...(rate && { rate }),
      lineNumbers: [id],
    },
  ];
}

/** What follows from the rest is passed over; what contradicts it stays unmapped. */
export function ignoreWhere(place: Place, path: string, follows: (amount: Decimal) => boolean): void {
  const amount = place.peek(path);
  if (amount !== undefined && follows(amount)) place.ignore(path);
}

/** AllowanceCharge with or without the indicator of a charge. */
export const readAllowanceCharges = (place: Place, isCharge: boolean): readonly LineAllowanceCharge[] =>
  place
    .children("AllowanceCharge")
    .filter((entry) => (entry.peek("ChargeIndicator") === "true") === isCharge)
    .map((entry) => {
      const reason = entry.text("AllowanceChargeReason");
      const factor = entry.text("MultiplierFactorNumeric");
      entry.ignore("ChargeIndicator");
      return {
        amount: entry.text("Amount") ?? "0",
        ...(factor && { percentage: toPercentage(factor) }),
        ...(reason && { reason }),
      };
    });

/** MyInvois states 15 percent as 0.15: the point moves, and no digit is lost or added. */
function toPercentage(factor: Decimal): Decimal {
  const [whole = "", decimals] = multiply(factor, "100").split(".");
  const kept = decimals?.slice(0, -2) ?? "";
  return kept === "" ? whole : `${whole}.${kept}`;
}

/** PTC is the customs tariff, CLASS what MyInvois sorts goods and services by. */
const readClassifications = (line: Place): readonly ItemClassification[] =>
  line.children("Item/CommodityClassification/ItemClassificationCode").flatMap((place) => {
    const list = place.element.attributes.find(({ name }) => name === "listID")?.value ?? "";
    if (list !== "PTC" && list !== "CLASS") return [];
    place.attribute("listID");
    return [{ list: `MY:${list}`, value: place.value() }];
  });
