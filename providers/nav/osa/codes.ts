/** UN/ECE Recommendations 20 and 21 (BT-130) → UnitOfMeasureType; all others are OWN. */
const units: Readonly<Record<string, string>> = {
  C62: "PIECE",
  H87: "PIECE",
  EA: "PIECE",
  NAR: "PIECE",
  KGM: "KILOGRAM",
  TNE: "TON",
  KWH: "KWH",
  DAY: "DAY",
  HUR: "HOUR",
  MIN: "MINUTE",
  MON: "MONTH",
  LTR: "LITER",
  KMT: "KILOMETER",
  MTQ: "CUBIC_METER",
  MTR: "METER",
  LM: "LINEAR_METER",
  CT: "CARTON",
  XCT: "CARTON",
  PK: "PACK",
  XPK: "PACK",
};

export const findUnit = (unitCode: string): string | undefined =>
  Object.hasOwn(units, unitCode) ? units[unitCode] : undefined;

/** UNTDID 4461 (BT-81) → PaymentMethodType. */
const paymentMethods: readonly (readonly [method: string, ...codes: readonly string[]])[] = [
  ["CASH", "10"],
  ["TRANSFER", "30", "31", "42", "49", "57", "58", "59"],
  ["CARD", "48", "54", "55"],
  ["VOUCHER", "20", "21", "22", "23", "24", "25", "26", "60", "61", "70"],
];

export const toPaymentMethod = (meansCode: string): string =>
  paymentMethods.find(([, ...codes]) => codes.includes(meansCode))?.[0] ?? "OTHER";

/** ProductCodeCategoryType by the list of BT-158: a Hungarian list as `HU:TESZOR`, the Harmonised System as VTSZ. */
const nationalLists = new Set(["VTSZ", "SZJ", "KN", "AHK", "CSK", "KT", "EJ", "TESZOR"]);

export function toProductCategory(list: string): string {
  if (list === "HS") return "VTSZ";
  const national = list.startsWith("HU:") ? list.slice(3) : "";
  return nationalLists.has(national) ? national : "OTHER";
}
