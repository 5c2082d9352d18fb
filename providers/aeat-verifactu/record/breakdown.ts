import type { z } from "zod";
import { type Decimal, isZero, negate } from "../../../src/domain/decimal.js";
import type { Invoice, VatBreakdown } from "../../../src/domain/invoice.js";
import { readExtension } from "../../../src/provider-kit/extensions/system-extensions.js";
import { toAmount, toRate } from "./amounts.js";
import { extensions } from "../extensions.js";
import type { Findings } from "./findings.js";
import { optional, type Part } from "../soap.js";

type OwnFields = z.infer<typeof extensions.tax>;
type Operation = NonNullable<OwnFields["operation"]>;
type Regime = NonNullable<OwnFields["regime"]>;

/** List L1: VAT unless the category is that of the Canary Islands (IGIC) or of Ceuta and Melilla (IPSI). */
const taxes: Readonly<Record<string, string>> = { L: "03", M: "02" };
const ipsi = "02";

/** Lists L8A and L8B. */
const regimes: Readonly<Record<Regime, string>> = {
  GENERAL: "01",
  EXPORT: "02",
  USED_GOODS: "03",
  INVESTMENT_GOLD: "04",
  TRAVEL_AGENCY: "05",
  GROUP: "06",
  CASH: "07",
  OTHER_TERRITORY: "08",
  TRAVEL_MEDIATION: "09",
  THIRD_PARTY_FEES: "10",
  BUSINESS_PREMISES: "11",
  PENDING_PUBLIC_WORKS: "14",
  PENDING_CONTINUOUS: "15",
  CODE_17: "17",
  CODE_18: "18",
  CODE_19: "19",
  CODE_20: "20",
};

/** UNTDID 5305 (BT-118) where it tells how the operation is qualified. */
const operations: Readonly<Record<string, Operation>> = {
  S: "S1",
  Z: "S1",
  L: "S1",
  M: "S1",
  AE: "S2",
  G: "E2",
  K: "E5",
};

/** Articles of Directive 2006/112/EC (BT-121) → articles 20 to 25 of Law 37/1992. */
const exemptions: readonly (readonly [RegExp, Operation])[] = [
  [/^VATEX-EU-(?:132|135|136|I|J)(?:-|$)/, "E1"],
  [/^VATEX-EU-(?:146|147|G)(?:-|$)/, "E2"],
  [/^VATEX-EU-(?:148|151)(?:-|$)/, "E3"],
  [/^VATEX-EU-(?:154|156|157|158|159|160|161)(?:-|$)/, "E4"],
  [/^VATEX-EU-(?:138|139|140|IC)(?:-|$)/, "E5"],
];

/** One DetalleDesglose with its amounts as they count in the totals. */
interface Detail {
  readonly part: Part;
  readonly tax: Decimal;
  readonly surcharge: Decimal;
}

/** Whether the amounts of the invoice are written with the other sign: those of a credit note are positive. */
export const signed = (value: Decimal, isNegated: boolean): Decimal =>
  isNegated && !isZero(value) ? negate(value) : value;

export function toBreakdown(invoice: Invoice, isNegated: boolean, findings: Findings): readonly Detail[] {
  if (invoice.vatBreakdown.length > 12)
    findings.add("BG-23", ["vatBreakdown"], `${invoice.vatBreakdown.length} entries; the AEAT takes twelve`);
  return invoice.vatBreakdown.map((entry, index) => toDetail(entry, index, invoice, isNegated, findings));
}

function toDetail(
  entry: VatBreakdown,
  index: number,
  invoice: Invoice,
  isNegated: boolean,
  findings: Findings,
): Detail {
  const path = ["vatBreakdown", String(index)];
  const own = readExtension(extensions, "tax", entry) ?? {};
  const operation = findOperation(entry, own, invoice, path, findings);
  const tax = taxes[entry.category] ?? "01";
  const isTaxed = operation === "S1" || operation === "S2";
  if (operation !== "S1" && !isZero(entry.taxAmount))
    findings.add(
      "BT-117",
      [...path, "taxAmount"],
      `an operation of kind ${operation} has no tax, but ${entry.taxAmount}`,
    );
  const amount = (value: Decimal, term: string, name: string) =>
    toAmount(signed(value, isNegated), term, [...path, ...name.split(".")], findings);
  const surcharge = toSurcharge(own, operation, path, findings);
  const regime = regimes[own.regime ?? (entry.category === "G" ? "EXPORT" : "GENERAL")];
  return {
    tax: operation === "S1" ? entry.taxAmount : "0",
    surcharge: surcharge?.amount ?? "0",
    part: [
      "sf:DetalleDesglose",
      [
        ["sf:Impuesto", tax],
        tax === ipsi ? undefined : ["sf:ClaveRegimen", regime],
        operation?.startsWith("E") ? ["sf:OperacionExenta", operation] : ["sf:CalificacionOperacion", operation ?? ""],
        isTaxed
          ? [
              "sf:TipoImpositivo",
              toRate(operation === "S1" ? (entry.rate ?? "0") : "0", "BT-119", [...path, "rate"], findings),
            ]
          : undefined,
        ["sf:BaseImponibleOimporteNoSujeto", amount(entry.taxableAmount, "BT-116", "taxableAmount")],
        own.costBaseAmount === undefined
          ? undefined
          : [
              "sf:BaseImponibleACoste",
              amount(own.costBaseAmount, "costBaseAmount", "extensions.verifactu.costBaseAmount"),
            ],
        isTaxed ? ["sf:CuotaRepercutida", amount(entry.taxAmount, "BT-117", "taxAmount")] : undefined,
        optional("sf:TipoRecargoEquivalencia", surcharge?.rate),
        surcharge && [
          "sf:CuotaRecargoEquivalencia",
          amount(surcharge.amount, "surchargeAmount", "extensions.verifactu.surchargeAmount"),
        ],
      ],
    ],
  };
}

function findOperation(
  entry: VatBreakdown,
  { operation }: OwnFields,
  { buyer }: Invoice,
  path: readonly string[],
  findings: Findings,
): Operation | undefined {
  const { category, exemptionReasonCode: code } = entry;
  if (operation) return operation;
  if (category === "O") return buyer.address.countryCode === "ES" ? "N1" : "N2";
  if (category !== "E") {
    const found = operations[category];
    if (!found) findings.add("BT-118", [...path, "category"], `category ${category} is none of VERI*FACTU`);
    return found;
  }
  const found = exemptions.find(([pattern]) => pattern.test(code ?? ""))?.[1];
  const message = `${code ?? "no code"} does not tell the article; extensions.verifactu.operation (E1 to E8) can`;
  if (!found) findings.add("BT-121", [...path, "exemptionReasonCode"], message);
  return found;
}

function toSurcharge(
  { surchargeRate, surchargeAmount }: OwnFields,
  operation: Operation | undefined,
  path: readonly string[],
  findings: Findings,
): { readonly rate: string; readonly amount: Decimal } | undefined {
  const own = [...path, "extensions", "verifactu"];
  if (surchargeRate === undefined && surchargeAmount === undefined) return undefined;
  if (surchargeRate === undefined || surchargeAmount === undefined || operation !== "S1") {
    findings.add("surchargeRate", own, "a surcharge needs its rate and its amount, and an operation of kind S1");
    return undefined;
  }
  return {
    rate: toRate(surchargeRate, "surchargeRate", [...own, "surchargeRate"], findings),
    amount: surchargeAmount,
  };
}
