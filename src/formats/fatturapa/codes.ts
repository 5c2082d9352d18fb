import type { VatBreakdown } from "../../domain/invoice.js";

/** BT-3 (UNTDID 1001) → TipoDocumento. */
export const documentTypes: Readonly<Record<string, string>> = {
  "380": "TD01",
  "386": "TD02",
  "381": "TD04",
  "383": "TD05",
};

/** TipoDocumento → BT-3 where that says the same; all others are commercial invoices. */
export const typeCodes: Readonly<Record<string, string>> = {
  TD02: "386",
  TD03: "386",
  TD04: "381",
  TD05: "383",
};

/** BT-81 (UNTDID 4461) → ModalitaPagamento. */
export const paymentMethods: Readonly<Record<string, string>> = {
  "10": "MP01",
  "20": "MP02",
  "23": "MP03",
  "30": "MP05",
  "31": "MP05",
  "42": "MP05",
  "48": "MP08",
  "49": "MP16",
  "54": "MP08",
  "55": "MP08",
  "57": "MP05",
  "58": "MP05",
  "59": "MP19",
};

/** ModalitaPagamento → BT-81; ZZZ (mutually defined) where no code says the same. */
export const meansCodes: Readonly<Record<string, string>> = {
  MP01: "10",
  MP02: "20",
  MP03: "23",
  MP05: "30",
  MP08: "48",
  MP16: "49",
  MP19: "59",
  MP20: "59",
  MP21: "59",
};

/**
 * Natura of what carries no VAT. Outside of VAT (O), zero rate (Z) and reverse charge (AE) have several: the invoice
 * has to say which, for the general codes N2, N3 and N6 are refused since 2021.
 */
export const natureOfCategory: Readonly<Record<string, string>> = { E: "N4", G: "N3.1", K: "N3.2" };

/**
 * Natura → VAT category (UNTDID 5305). What is outside of VAT is read as exempt (E), and its nature kept beside: an
 * Italian invoice has it among taxed lines and beside VAT numbers, which EN 16931 forbids for O (BR-O-02, BR-O-11).
 */
export const categoryOfNature = (nature: string): string =>
  ({ "N3.1": "G", "N3.2": "K" })[nature] ?? (nature.startsWith("N6") ? "AE" : "E");

/** Stands for a reason (BT-120) where the document gives none, so that the nature is told. */
export const reasonOfNature = (nature: string): string => `Natura ${nature}`;

/** EsigibilitaIVA: S when the buyer pays the VAT to the state, D when it falls due with the payment (BT-8 432). */
export const dueDateOfVat = ({ category }: VatBreakdown, taxPointDateCode: string | undefined): string =>
  category === "B" ? "S" : taxPointDateCode === "432" ? "D" : "I";

/** Categories that carry VAT at their rate. */
export const isTaxed = (category: string): boolean => category === "S" || category === "B";

/** Reasons of line allowances and charges (BT-139, BT-144), which FatturaPA only tells apart. */
export const adjustmentReasons: Readonly<Record<string, string>> = { SC: "Sconto", MG: "Maggiorazione" };

/** Units are written as anybody likes; these are the usual ones, in Rec 20. */
export const units: Readonly<Record<string, string>> = {
  h: "HUR",
  ora: "HUR",
  ore: "HUR",
  g: "GRM",
  gg: "DAY",
  giorno: "DAY",
  giorni: "DAY",
  mese: "MON",
  mesi: "MON",
  anno: "ANN",
  anni: "ANN",
  kg: "KGM",
  t: "TNE",
  l: "LTR",
  lt: "LTR",
  m: "MTR",
  ml: "MTR",
  km: "KMT",
  mq: "MTK",
  m2: "MTK",
  mc: "MTQ",
  m3: "MTQ",
  kwh: "KWH",
  n: "C62",
  nr: "C62",
  pz: "C62",
  cad: "C62",
};

/** "Mutually defined", in Rec 20 and in UNTDID 7143: the word itself stands beside. */
export const ownUnit = "ZZ";
export const ownList = "ZZZ";
/** The item attribute (BG-32) that has a unit in the seller's own word. */
export const unitAttribute = "UnitaMisura";
