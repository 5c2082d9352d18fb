import type { z } from "zod";
import { type Decimal, multiply, round, sum } from "../../../src/domain/decimal.js";
import type { Invoice, InvoiceLine } from "../../../src/domain/invoice.js";
import { toAmount, toSpanishDate } from "./amounts.js";
import type { extensions } from "../extensions.js";
import type { Findings } from "./findings.js";
import type { Part } from "../soap.js";

export type OwnFields = z.infer<typeof extensions.invoice>;

/** UNTDID 1001 (BT-3): what corrects another document. */
const corrective = new Set(["81", "83", "84", "261", "262", "296", "308", "381", "384", "396", "420", "458", "532"]);

/** UNTDID 1001 (BT-3): what the buyer issued. */
const selfBilled = new Set(["261", "389", "527"]);

export const isSelfBilled = ({ typeCode }: Invoice): boolean => selfBilled.has(typeCode);

export const isCorrective = ({ typeCode, kind, correction }: Invoice): boolean =>
  corrective.has(typeCode) || kind === "CREDIT_NOTE" || correction !== undefined;

/** TipoFactura, list L2. */
export function toInvoiceType(invoice: Invoice, own: OwnFields, findings: Findings): string {
  const namesNobody = own.simplified === "SIMPLIFIED" || own.simplified === "WITHOUT_RECIPIENT";
  if (isCorrective(invoice)) {
    if (own.replacesSimplified)
      findings.add("replacesSimplified", ownPath("replacesSimplified"), "what corrects others cannot replace them");
    return namesNobody ? "R5" : grounds[own.correctionGround ?? "LAW_OR_PRICE"];
  }
  if (own.correctionGround)
    findings.add("BT-3", ["typeCode"], `${invoice.typeCode} corrects nothing, but a ground for it is given`);
  if (own.replacesSimplified) return "F3";
  return namesNobody ? "F2" : "F1";
}

const grounds: Readonly<Record<NonNullable<OwnFields["correctionGround"]>, string>> = {
  LAW_OR_PRICE: "R1",
  INSOLVENCY: "R2",
  BAD_DEBT: "R3",
  OTHER: "R4",
};

export const ownPath = (name: string): string[] => ["extensions", "verifactu", name];

/** Substitution, where the document says what shall be instead of what changes. */
export const isSubstitution = ({ correction }: Invoice): boolean => correction?.method === "BEFORE_AFTER";

/** What it corrects, and what that was. References of documents that correct nothing stay between the parties. */
export function toCorrection(
  invoice: Invoice,
  own: OwnFields,
  issuer: string,
  findings: Findings,
): (Part | undefined)[] {
  if (!isCorrective(invoice)) return [];
  return [
    ["sf:TipoRectificativa", isSubstitution(invoice) ? "S" : "I"],
    toReferences("sf:FacturasRectificadas", "sf:IDFacturaRectificada", invoice, issuer, findings),
    isSubstitution(invoice) ? toCorrected(invoice, own, findings) : undefined,
  ];
}

export function toReferences(
  list: string,
  item: string,
  { precedingInvoices }: Invoice,
  issuer: string,
  findings: Findings,
): Part | undefined {
  if (precedingInvoices.length === 0) return undefined;
  return [
    list,
    precedingInvoices.map(({ number, issueDate }, index): Part => {
      const path = ["precedingInvoices", String(index), "issueDate"];
      const date = findings.need(issueDate, "BT-26", path, `${number} needs its issue date`);
      return [
        item,
        [
          ["sf:IDEmisorFactura", issuer],
          ["sf:NumSerieFactura", number],
          ["sf:FechaExpedicionFactura", toSpanishDate(date)],
        ],
      ];
    }),
  ];
}

function toCorrected(invoice: Invoice, own: OwnFields, findings: Findings): Part {
  const linesBefore = invoice.correction?.linesBefore ?? [];
  if (!own.corrected && linesBefore.length === 0)
    findings.add(
      "correction",
      ["correction", "linesBefore"],
      "a substitution needs the amounts or the lines of before",
    );
  const { baseAmount, taxAmount, surchargeAmount } = own.corrected ?? sumsOf(linesBefore);
  const amount = (value: Decimal, name: string) =>
    toAmount(value, "corrected", [...ownPath("corrected"), name], findings);
  return [
    "sf:ImporteRectificacion",
    [
      ["sf:BaseRectificada", amount(baseAmount, "baseAmount")],
      ["sf:CuotaRectificada", amount(taxAmount, "taxAmount")],
      surchargeAmount === undefined
        ? undefined
        : ["sf:CuotaRecargoRectificado", amount(surchargeAmount, "surchargeAmount")],
    ],
  ];
}

/** The tax of the lines is their net amount at their rate, to the cent, rate by rate. */
function sumsOf(lines: readonly InvoiceLine[]): NonNullable<OwnFields["corrected"]> {
  const byRate = Object.values(Object.groupBy(lines, ({ vat }) => vat.rate ?? "0"));
  const taxes = byRate.map((same = []) => {
    const net = sum(same.map(({ netAmount }) => netAmount));
    return round(multiply(multiply(net, same[0]?.vat.rate ?? "0"), "0.01"), 2);
  });
  return { baseAmount: sum(lines.map(({ netAmount }) => netAmount)), taxAmount: sum(["0.00", ...taxes]) };
}
