import { type Decimal, isEqual } from "../../domain/decimal.js";
import type { Invoice, OtherTax, OtherTaxKind, VatCategory } from "../../domain/invoice.js";

/** UNTDID 1001 (BT-3) → https://sdk.myinvois.hasil.gov.my/codes/e-invoice-types/ */
const typeCodes: Readonly<Record<string, string>> = {
  "380": "01",
  "382": "01",
  "384": "01",
  "386": "01",
  "388": "01",
  "393": "01",
  "81": "02",
  "83": "02",
  "381": "02",
  "396": "02",
  "80": "03",
  "84": "03",
  "383": "03",
  "389": "11",
  "261": "12",
  "527": "13",
};

/** UNTDID 1001 has no refund note; one that comes as UBL has no extension, but can have this business process (BT-23). */
const refundProcess = "MY:REFUND";

/** The MyInvois type of the document, or undefined where there is none. */
export function findTypeCode(
  { typeCode, process }: Pick<Invoice, "typeCode" | "process">,
  isRefund = process.businessProcess === refundProcess,
): string | undefined {
  const type = typeCodes[typeCode];
  if (!isRefund) return type;
  return type === "02" ? "04" : type === "12" ? "14" : undefined;
}

/** What a document of a MyInvois type is, of all types that become it the most general one. */
export const readTypeCode = (type: string): { readonly typeCode: string; readonly isRefund: boolean } | undefined =>
  readableTypes[type];

const readableTypes: Readonly<Record<string, { readonly typeCode: string; readonly isRefund: boolean }>> = {
  "01": { typeCode: "380", isRefund: false },
  "02": { typeCode: "381", isRefund: false },
  "03": { typeCode: "383", isRefund: false },
  "04": { typeCode: "381", isRefund: true },
  "11": { typeCode: "389", isRefund: false },
  "12": { typeCode: "261", isRefund: false },
  "13": { typeCode: "527", isRefund: false },
  "14": { typeCode: "261", isRefund: true },
};

/** Self-billed documents (11 to 14) are issued by the buyer. */
export const isSelfBilled = (typeCode: string): boolean => typeCode.startsWith("1");

/** https://sdk.myinvois.hasil.gov.my/codes/state-codes/ ; the codes are the numbers of ISO 3166-2:MY. */
const states: readonly (readonly [string, ...string[]])[] = [
  ["01", "johor"],
  ["02", "kedah"],
  ["03", "kelantan"],
  ["04", "melaka", "malacca"],
  ["05", "negeri sembilan"],
  ["06", "pahang"],
  ["07", "pulau pinang", "penang"],
  ["08", "perak"],
  ["09", "perlis"],
  ["10", "selangor"],
  ["11", "terengganu"],
  ["12", "sabah"],
  ["13", "sarawak"],
  ["14", "wilayah persekutuan kuala lumpur", "kuala lumpur"],
  ["15", "wilayah persekutuan labuan", "labuan"],
  ["16", "wilayah persekutuan putrajaya", "putrajaya"],
];

export const stateNotApplicable = "17";

/** ISO 3166-2 of a state code. */
export const readStateCode = (code: string): string | undefined =>
  states.some(([known]) => known === code) ? `MY-${code}` : undefined;

/** By code ("14"), ISO 3166-2 ("MY-14") or name; without a subdivision and outside Malaysia it is not applicable. */
export function findStateCode(subdivision: string | undefined, countryCode: string): string | undefined {
  if (subdivision === undefined || countryCode !== "MY") return stateNotApplicable;
  const wanted = subdivision
    .trim()
    .toLowerCase()
    .replace(/^my-(?=\d)/, "");
  if (wanted === stateNotApplicable) return stateNotApplicable;
  return states.find((words) => words.includes(wanted))?.[0];
}

/** UNTDID 4461 (BT-81) → https://sdk.myinvois.hasil.gov.my/codes/payment-methods/ ; 08 is "others". */
const paymentModes: Readonly<Record<string, string>> = {
  "10": "01",
  "20": "02",
  "21": "02",
  "22": "02",
  "23": "02",
  "30": "03",
  "31": "03",
  "42": "03",
  "49": "03",
  "58": "03",
  "59": "03",
  "48": "04",
  "54": "04",
  "55": "05",
};

export const toPaymentMode = (meansCode: string): string => paymentModes[meansCode] ?? "08";

/** ZZZ is what the parties agree on. */
export const readPaymentMode = (mode: string): { readonly meansCode: string; readonly meansText?: string } =>
  readableModes[mode] ?? { meansCode: "ZZZ" };

const readableModes: Readonly<Record<string, { readonly meansCode: string; readonly meansText?: string }>> = {
  "01": { meansCode: "10" },
  "02": { meansCode: "20" },
  "03": { meansCode: "30" },
  "04": { meansCode: "54" },
  "05": { meansCode: "55" },
  "06": { meansCode: "ZZZ", meansText: "E-wallet" },
  "07": { meansCode: "ZZZ", meansText: "Digital bank" },
};

/**
 * https://sdk.myinvois.hasil.gov.my/codes/tax-types/ : sales tax is charged at 5 or 10 percent, service tax at 6 or 8.
 * Nothing in an invoice tells the other taxes (03, 04, 05) apart, so another standard rate has no type.
 */
export function findTaxType({ category, rate }: VatCategory): string | undefined {
  if (category === "E") return "E";
  if (category === "O" || category === "Z" || category === "G") return "06";
  if (category !== "S" || rate === undefined) return undefined;
  if (isOneOf(rate, ["5", "10"])) return "01";
  return isOneOf(rate, ["6", "8"]) ? "02" : undefined;
}

export type StatedTaxKind =
  "SALES_TAX" | "SERVICE_TAX" | "TOURISM_TAX" | "HIGH_VALUE_GOODS_TAX" | "LOW_VALUE_GOODS_SALES_TAX" | "NOT_APPLICABLE";

export const statedTaxTypes: Readonly<Record<StatedTaxKind, string>> = {
  SALES_TAX: "01",
  SERVICE_TAX: "02",
  TOURISM_TAX: "03",
  HIGH_VALUE_GOODS_TAX: "04",
  LOW_VALUE_GOODS_SALES_TAX: "05",
  NOT_APPLICABLE: "06",
};

const otherTaxTypes: Readonly<Partial<Record<OtherTaxKind, string>>> = { SALES: "01", SERVICE: "02", TOURISM: "03" };

/** By its own code (01 to 05), else by its kind. */
export const findOtherTaxType = ({ kind, code }: OtherTax): string | undefined =>
  code === undefined ? otherTaxTypes[kind] : /^0[1-5]$/.exec(code)?.[0];

/** A tax beside VAT, of a type from 01 to 05. */
export const readOtherTaxKind = (type: string): OtherTaxKind =>
  (["SALES", "SERVICE", "TOURISM"] as const).find((kind) => otherTaxTypes[kind] === type) ?? "OTHER";

/** The name of a type that category and rate do not tell. */
export const readStatedKind = (type: string): string | undefined =>
  Object.entries(statedTaxTypes).find(([, known]) => known === type)?.[0];

const isOneOf = (rate: Decimal, rates: readonly Decimal[]): boolean => rates.some((each) => isEqual(rate, each));
