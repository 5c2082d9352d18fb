import type { Invoice } from "../../src/domain/invoice.js";
import { wordForCode } from "../../src/rendering/words/code-words.js";
import {
  base64Size,
  formatDate,
  formatDecimal,
  formatPercentage,
  toVisibleText,
} from "../../src/rendering/words/format-value.js";
import type { Language } from "../../src/rendering/words/language.js";
import type { OwnWordedList } from "../../src/rendering/words/own-words.js";
import type { Leaf } from "./leaves.js";
import { leavesOf } from "./leaves.js";

const decimalNames = new Set(
  (
    "amount baseAmount quantity netAmount baseQuantity net gross discount taxableAmount taxAmount lineNetTotal " +
    "allowanceTotal chargeTotal taxExclusive vatAmount taxInclusive vatAmountInAccountingCurrency paidAmount " +
    "roundingAmount payable"
  ).split(" "),
);

/** Fields whose value is one of the model's own words. */
const ownLists: Readonly<Record<string, OwnWordedList>> = {
  role: "partyRole",
  method: "correctionMethod",
  effect: "correctionEffect",
  kind: "otherTax",
};

/** What a reader must find of every value in the invoice. */
export const expectedValues = (invoice: Invoice, language: Language): Leaf[] =>
  leavesOf(invoice)
    .filter(({ path }) => path !== "kind")
    .map(({ path, text }) => ({ path, text: expected(path, text, language) }));

const expected = (path: string, text: string, language: Language): string => {
  const name = path.split(".").at(-1) ?? "";
  if (name === "base64") return formatDecimal(language, base64Size(text).toString());
  if (name === "date" || name.endsWith("Date")) return formatDate(language, text);
  const list = ownLists[name];
  if (list !== undefined) return wordForCode(language, list, text) ?? toVisibleText(text);
  if (name === "percentage" || name === "sharePercentage" || (name === "rate" && !path.startsWith("exchangeRates"))) {
    return formatPercentage(language, text);
  }
  return decimalNames.has(name) || name === "rate" ? formatDecimal(language, text) : toVisibleText(text);
};
