import { type Decimal, add, divide, isDecimal, isZero, multiply, negate } from "../../domain/decimal.js";
import type { InvoiceLine, VatBreakdown, VatCategory } from "../../domain/invoice.js";
import { sumByVat, vatKey } from "../../domain/totals.js";
import { unitWords } from "./codes.js";
import type { Place } from "../mapping/place.js";

/** P_12 beside the rates in percent. */
const categories: Readonly<Record<string, string>> = {
  "0 KR": "Z",
  "0 WDT": "K",
  "0 EX": "G",
  zw: "E",
  oo: "AE",
  "np I": "O",
  "np II": "AE",
};

/** The code of a unit by its Polish word. */
export const unitOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(unitWords).map(([code, word]) => [word, code]),
);

/** EN 16931 wants a code (UN/ECE Recommendation 20): other words are one that the parties agree on. */
const agreedUnit = "ZZ";

export interface Rows {
  readonly before: readonly InvoiceLine[];
  readonly after: readonly InvoiceLine[];
}

/** FaWiersz */
export function readRows(content: Place): Rows {
  const rows = content.children("FaWiersz").map((place) => ({
    isBefore: place.text("StanPrzed") === "1",
    line: readRow(place),
  }));
  return {
    before: rows.filter(({ isBefore }) => isBefore).map(({ line }) => line),
    after: rows.filter(({ isBefore }) => !isBefore).map(({ line }) => line),
  };
}

function readRow(place: Place): InvoiceLine {
  const number = place.text("NrWierszaFa") ?? "";
  const vat = readVat(place.text("P_12"));
  const quantity = place.text("P_8B") ?? "1";
  const netAmount = place.text("P_11") ?? toNet(place.text("P_11A") ?? "0", vat);
  const grossPrice = place.text("P_9B");
  const price = place.text("P_9A") ?? (grossPrice && toNet(grossPrice, vat, 8)) ?? priceOf(netAmount, quantity);
  const unit = place.text("P_8A");
  const discount = place.text("P_10");
  const [seller, gtin, cn] = [place.text("Indeks"), place.text("GTIN"), place.text("CN")];
  const own = {
    ...optional("pkwiu", place.text("PKWiU")),
    ...optional("goodsGroup", place.text("GTU")),
    ...optional("procedure", place.text("Procedura")),
    ...optional("exciseAmount", place.text("KwotaAkcyzy")),
    ...(place.text("P_12_Zal_15") === "1" && { isOfAnnex15: true }),
  };
  place.ignore("P_11Vat");
  return {
    id: place.text("UU_ID") ?? number,
    quantity,
    unitCode: unit === undefined ? "C62" : (unitOf[unit] ?? (/^[A-Z0-9]{2,3}$/.test(unit) ? unit : agreedUnit)),
    netAmount,
    allowances: discount && !isZero(discount) ? [{ amount: discount, reason: "P_10" }] : [],
    charges: [],
    price: { net: price },
    vat,
    item: {
      name: place.text("P_7") ?? "",
      ...(seller && { sellerIdentifier: seller }),
      ...(gtin && { standardIdentifier: { value: gtin, scheme: "0160" } }),
      classifications: cn ? [{ value: cn, list: "HS" }] : [],
      attributes: [],
    },
    subLines: [],
    ...(Object.keys(own).length > 0 && { extensions: { ksef: own } }),
  };
}

const optional = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });

/** Without a rate a row is under a margin scheme: no VAT shows in it. */
function readVat(word: string | undefined): VatCategory {
  const category = word === undefined ? "E" : categories[word];
  if (category === "O") return { category };
  if (category) return { category, rate: "0" };
  return word !== undefined && isDecimal(word) ? { category: "S", rate: word } : { category: "S" };
}

const toNet = (gross: Decimal, { rate = "0" }: VatCategory, decimals = 2): Decimal =>
  divide(multiply(gross, "100"), add("100", rate), decimals);

/** BT-146 is never negative: what is taken back has a negative quantity. */
function priceOf(netAmount: Decimal, quantity: Decimal): Decimal {
  if (isZero(quantity)) return "0";
  const price = divide(netAmount, quantity, 8);
  return price.startsWith("-") ? negate(price) : price;
}

/** The sums of FA(3) that carry VAT, with the rates that may be in them. */
const taxed: Readonly<Record<string, readonly string[]>> = {
  "1": ["23", "22"],
  "2": ["8", "7"],
  "3": ["5"],
  "4": ["4", "3"],
};

const untaxed: Readonly<Record<string, string>> = {
  "6_1": "Z",
  "6_2": "K",
  "6_3": "G",
  "7": "E",
  "8": "O",
  "9": "AE",
  "10": "AE",
  "11": "E",
};

/** BG-23 from the sums; of a correction by states, what they are after it. */
export function readBreakdown(content: Place, { before, after }: Rows): readonly VatBreakdown[] {
  const usedRates = new Set([...before, ...after].map(({ vat }) => vat.rate));
  const entries = new Map<string, VatBreakdown>();
  const count = (vat: VatCategory, taxableAmount: Decimal, taxAmount: Decimal, reason: object = {}): void => {
    const known = entries.get(vatKey(vat));
    entries.set(vatKey(vat), {
      ...vat,
      ...known,
      ...reason,
      taxableAmount: add(known?.taxableAmount ?? "0", taxableAmount),
      taxAmount: add(known?.taxAmount ?? "0", taxAmount),
    });
  };
  for (const [sum, rates] of Object.entries(taxed)) {
    const net = content.text(`P_13_${sum}`);
    const tax = content.text(`P_14_${sum}`);
    const rate = rates.find((each) => usedRates.has(each)) ?? rates[0];
    if (net !== undefined && rate !== undefined) count({ category: "S", rate }, net, tax ?? "0");
  }
  for (const [sum, category] of Object.entries(untaxed)) {
    const net = content.text(`P_13_${sum}`);
    const vat = category === "O" ? { category } : { category, rate: "0" };
    if (net !== undefined) count(vat, net, "0.00", category === "E" ? readReason(content) : {});
  }
  for (const { vat, net, tax } of taxedSums(before)) count(vat, net, tax);
  return [...entries.values()];
}

const margins: Readonly<Record<string, string>> = {
  P_PMarzy_2: "VATEX-EU-D",
  P_PMarzy_3_1: "VATEX-EU-F",
  P_PMarzy_3_2: "VATEX-EU-I",
  P_PMarzy_3_3: "VATEX-EU-J",
};

function readReason(content: Place): Pick<VatBreakdown, "exemptionReason" | "exemptionReasonCode"> {
  const annotations = content.child("Adnotacje");
  const margin = Object.keys(margins).find((name) => annotations?.text(`PMarzy/${name}`) === "1");
  if (margin !== undefined) return { exemptionReasonCode: margins[margin]! };
  const reason = ["P_19A", "P_19B", "P_19C"].map((name) => annotations?.text(`Zwolnienie/${name}`)).find(Boolean);
  return reason === undefined ? {} : { exemptionReason: reason };
}

/** A total that a correction states as difference, as it is after it. */
export const afterCorrection = (difference: Decimal, before: readonly InvoiceLine[]): Decimal =>
  taxedSums(before).reduce((total, { net, tax }) => add(total, add(net, tax)), difference);

/** Net and VAT of lines by rate, the VAT to the cent. */
const taxedSums = (lines: readonly InvoiceLine[]) =>
  [...sumByVat({ lines, allowances: [], charges: [] }).values()].map(({ vat, taxableAmount }) => ({
    vat,
    net: taxableAmount,
    tax: divide(multiply(taxableAmount, vat.rate ?? "0"), "100", 2),
  }));
