/** InvoiceData of OSA 3.0; https://github.com/nav-gov-hu/Online-Invoice */
export const osaNamespace = "http://schemas.nav.gov.hu/OSA/3.0/data";

/** The name of the system under which an invoice has what only NAV asks for. */
export const osaSystem = "onlineSzamla";

/** UnitOfMeasureType by UN/ECE Recommendations 20 and 21 (BT-130), first the code that it is read as; all others are OWN. */
const units: readonly (readonly [unit: string, ...codes: readonly string[]])[] = [
  ["PIECE", "H87", "C62", "EA", "NAR"],
  ["KILOGRAM", "KGM"],
  ["TON", "TNE"],
  ["KWH", "KWH"],
  ["DAY", "DAY"],
  ["HOUR", "HUR"],
  ["MINUTE", "MIN"],
  ["MONTH", "MON"],
  ["LITER", "LTR"],
  ["KILOMETER", "KMT"],
  ["CUBIC_METER", "MTQ"],
  ["METER", "MTR"],
  ["LINEAR_METER", "LM"],
  ["CARTON", "XCT", "CT"],
  ["PACK", "XPK", "PK"],
];

/** PaymentMethodType by UNTDID 4461 (BT-81), first the code that it is read as. */
const paymentMethods: typeof units = [
  ["CASH", "10"],
  ["TRANSFER", "30", "31", "42", "49", "57", "58", "59"],
  ["CARD", "48", "54", "55"],
  ["VOUCHER", "60", "20", "21", "22", "23", "24", "25", "26", "61", "70"],
  ["OTHER", "1"],
];

const wordOf = (table: typeof units, code: string) => table.find(([, ...codes]) => codes.includes(code))?.[0];
const codeOf = (table: typeof units, word: string) => table.find(([known]) => known === word)?.[1];

export const findUnit = (unitCode: string): string | undefined => wordOf(units, unitCode);
export const toUnitCode = (unit: string): string | undefined => codeOf(units, unit);
export const toPaymentMethod = (meansCode: string): string => wordOf(paymentMethods, meansCode) ?? "OTHER";
export const toMeansCode = (paymentMethod: string): string | undefined => codeOf(paymentMethods, paymentMethod);

/** ProductCodeCategoryType by the list of BT-158: a Hungarian list as `HU:TESZOR`, the Harmonised System as VTSZ. */
const nationalLists = new Set(["VTSZ", "SZJ", "KN", "AHK", "CSK", "KT", "EJ", "TESZOR"]);

export function toProductCategory(list: string): string {
  if (list === "HS") return "VTSZ";
  const national = list.startsWith("HU:") ? list.slice(3) : "";
  return nationalLists.has(national) ? national : "OTHER";
}

/** UNTDID 7143: ZZZ is a list that the parties agree on. */
export function toProductList(category: string): string {
  if (category === "VTSZ") return "HS";
  return nationalLists.has(category) ? `HU:${category}` : "ZZZ";
}

interface CaseTraits {
  /** Its element in VatRateType. */
  readonly element:
    | "vatExemption"
    | "vatOutOfScope"
    | "vatDomesticReverseCharge"
    | "marginSchemeIndicator"
    | "vatAmountMismatch"
    | "noVatCharge";
  /** What it is in EN 16931 (UNTDID 5305). */
  readonly category: "S" | "E" | "K" | "G" | "O" | "AE";
  /** Whether the category alone says so. */
  readonly isImplied?: true;
  /** BT-120 where the invoice gives none: the VAT act's own sections. */
  readonly reason?: string;
  /** BT-121. */
  readonly reasonCode?: string;
}

/** Interface specification 2.2.3.2.1: why VAT is not charged as usual. */
export const vatCases = {
  AAM: { element: "vatExemption", category: "E", reason: "Áfa tv. XIII. fejezet" },
  TAM: { element: "vatExemption", category: "E", reason: "Áfa tv. 85-86. §" },
  KBAET: { element: "vatExemption", category: "K", reason: "Áfa tv. 89. §", isImplied: true },
  KBAUK: { element: "vatExemption", category: "K", reason: "Áfa tv. 89. § (2)" },
  EAM: { element: "vatExemption", category: "G", reason: "Áfa tv. 98-109. §", isImplied: true },
  NAM: { element: "vatExemption", category: "E", reason: "Áfa tv. 110-118. §" },
  ATK: { element: "vatOutOfScope", category: "O", reason: "Áfa tv. 2-3. §", isImplied: true },
  EUFAD37: { element: "vatOutOfScope", category: "AE", reason: "Áfa tv. 37. § (1)" },
  EUFADE: { element: "vatOutOfScope", category: "AE", reason: "Fordított adózás másik tagállamban" },
  EUE: { element: "vatOutOfScope", category: "O", reason: "Másik tagállamban teljesített ügylet" },
  HO: { element: "vatOutOfScope", category: "O", reason: "Harmadik országban teljesített ügylet" },
  DOMESTIC_REVERSE_CHARGE: { element: "vatDomesticReverseCharge", category: "AE", reasonCode: "VATEX-EU-AE" },
  TRAVEL_AGENCY: { element: "marginSchemeIndicator", category: "E", reasonCode: "VATEX-EU-D" },
  SECOND_HAND: { element: "marginSchemeIndicator", category: "E", reasonCode: "VATEX-EU-F" },
  ARTWORK: { element: "marginSchemeIndicator", category: "E", reasonCode: "VATEX-EU-I" },
  ANTIQUES: { element: "marginSchemeIndicator", category: "E", reasonCode: "VATEX-EU-J" },
  REFUNDABLE_VAT: { element: "vatAmountMismatch", category: "S" },
  NONREFUNDABLE_VAT: { element: "vatAmountMismatch", category: "S" },
  NO_VAT_CHARGE: { element: "noVatCharge", category: "O" },
} as const satisfies Readonly<Record<string, CaseTraits>>;

export type VatCase = keyof typeof vatCases;

export const traitsOf = (vatCase: VatCase): CaseTraits => vatCases[vatCase];

export const isVatCase = (word: string): word is VatCase => Object.hasOwn(vatCases, word);

/** The VAT within a gross amount, as simplified invoices state it, by the rate in percent. */
export const vatContents: Readonly<Record<string, string>> = {
  "27": "0.2126",
  "18": "0.1525",
  "5": "0.0476",
  "20": "0.1667",
  "25": "0.2",
};

/** The additional datum that says why an invoice is modified. */
export const modificationReason = { name: "X00001_MODOSITAS_OKA", description: "Módosítás oka" };

/** DataNameType */
export const dataNamePattern = /^[A-Z]\d{5}_[_A-Z0-9]{1,249}$/;
