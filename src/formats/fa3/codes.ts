/** The logical structure FA(3), http://crd.gov.pl/wzor/2025/06/25/13775/ */
export const fa3Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";

/** What KSeF calls the form, in the header of a document and when a session is opened. */
export const fa3Form = { systemCode: "FA (3)", schemaVersion: "1-0E", value: "FA" } as const;

/** P_8A is free text; these words are usual in Poland. */
export const unitWords: Readonly<Record<string, string>> = {
  C62: "szt.",
  H87: "szt",
  HUR: "godz.",
  DAY: "doba",
  MON: "mies.",
  KGM: "kg",
  GRM: "g",
  TNE: "t",
  LTR: "l",
  MTR: "m",
  KMT: "km",
  MTK: "m2",
  MTQ: "m3",
  KWH: "kWh",
  SET: "kpl.",
  XPK: "opak.",
};

/** FormaPlatnosci by UNTDID 4461; the first code of a form is the one it is read as. */
export const paymentForms: readonly (readonly [form: string, codes: readonly string[]])[] = [
  ["1", ["10"]],
  ["2", ["48", "54", "55"]],
  ["4", ["20", "21", "22", "23"]],
  ["6", ["30", "31", "42", "58"]],
  ["7", ["68"]],
];

/** Podmiot3/Rola by the role in the model. */
export const partyRoles: Readonly<Record<string, string>> = {
  FACTOR: "1",
  RECIPIENT: "2",
  ORIGINAL_PARTY: "3",
  ADDITIONAL_BUYER: "4",
  INVOICER: "5",
  PAYER: "6",
  SELLER_UNIT: "7",
  BUYER_UNIT: "8",
  VAT_GROUP_SELLER: "9",
  VAT_GROUP_BUYER: "10",
  EMPLOYEE: "11",
};

/** TypKorekty by the correction's effect. */
export const correctionEffects: Readonly<Record<string, string>> = {
  ORIGINAL_PERIOD: "1",
  CORRECTION_PERIOD: "2",
  OTHER: "3",
};

/** The prefixes of VAT identifiers that KodUE takes; Greece is EL there. */
export const euPrefixes: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DK EE FI FR DE EL HR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE XI".split(" "),
);

export const nipPattern = /^[1-9](\d[1-9]|[1-9]\d)\d{7}$/;
