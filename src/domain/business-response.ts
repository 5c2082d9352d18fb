import { compare, type Decimal, isDecimal, isNegative, isZero, sum } from "./decimal.js";
import { type InvoiceState, lifecycle, type Meaning } from "./lifecycle.js";
import type { RuleViolation } from "./validation.js";

/** What a buyer says about an invoice that was received. */
export type BusinessResponseKind =
  "ACKNOWLEDGE" | "IN_PROCESS" | "UNDER_QUERY" | "CONDITIONALLY_ACCEPT" | "ACCEPT" | "DISPUTE" | "REJECT" | "PAID";

export interface BusinessResponse {
  readonly kind: BusinessResponseKind;
  readonly reasons: readonly ResponseReason[];
  readonly note?: string;
  /** When it took effect, e.g. the moment of payment; the moment of the response unless stated. */
  readonly effectiveAt?: string;
  /** What was paid now, in the currency of the invoice; all that was due unless stated. */
  readonly amount?: Decimal;
}

export interface ResponseReason {
  /** One of `reasonCodes`. */
  readonly code: string;
  readonly text?: string;
}

interface ResponseTraits {
  readonly meaning: Meaning;
  /** Peppol Invoice Response: UNCL4343, subset T111. */
  readonly peppolCode: string;
  /** French lifecycle status (XP Z12-012, MDT-105); absent where only platforms may say it. */
  readonly frenchCode?: string;
  /** The seller must learn why. */
  readonly needsReason: boolean;
}

/** Peppol has no word for a dispute: its nearest one stops the processing until the seller has answered. */
export const responseTraits: Readonly<Record<BusinessResponseKind, ResponseTraits>> = {
  ACKNOWLEDGE: { meaning: { business: "ACKNOWLEDGED" }, peppolCode: "AB", needsReason: false },
  IN_PROCESS: { meaning: { business: "IN_PROCESS" }, peppolCode: "IP", frenchCode: "204", needsReason: false },
  UNDER_QUERY: { meaning: { business: "UNDER_QUERY" }, peppolCode: "UQ", frenchCode: "208", needsReason: true },
  CONDITIONALLY_ACCEPT: {
    meaning: { business: "CONDITIONALLY_ACCEPTED" },
    peppolCode: "CA",
    frenchCode: "206",
    needsReason: true,
  },
  ACCEPT: { meaning: { business: "ACCEPTED" }, peppolCode: "AP", frenchCode: "205", needsReason: false },
  DISPUTE: { meaning: { business: "DISPUTED" }, peppolCode: "UQ", frenchCode: "207", needsReason: true },
  REJECT: { meaning: { business: "REJECTED" }, peppolCode: "RE", frenchCode: "210", needsReason: true },
  PAID: { meaning: { payment: "PAID" }, peppolCode: "PD", frenchCode: "211", needsReason: false },
};

/** OpenPeppol's code list OPStatusReason. */
export const reasonCodes: ReadonlySet<string> = new Set([
  "NON",
  "REF",
  "LEG",
  "REC",
  "QUA",
  "DEL",
  "PRI",
  "QTY",
  "ITM",
  "PAY",
  "UNR",
  "FIN",
  "PPD",
  "OTH",
]);

/** "No issue": names no reason to do anything but take note. */
const noIssue = "NON";

const longestText = 1_000;
const mostReasons = 20;

/** What is wrong with a response, whatever invoice it is about. Paths lead into the input of the response. */
export function checkResponse({ kind, reasons, note, amount }: BusinessResponse): RuleViolation[] {
  const found: RuleViolation[] = [];
  const add = (rule: string, message: string, ...path: string[]) =>
    found.push({ rule, ruleset: "GATEWAY", severity: "FATAL", message, path });
  const tooLong = (what: string, text: string | undefined, ...path: string[]) => {
    if (text !== undefined && text.length > longestText) {
      add("GW-RESPONSE-04", `${what} has ${text.length} characters; it may have ${longestText}`, ...path);
    }
  };
  if (responseTraits[kind].needsReason && !reasons.some(({ code }) => code !== noIssue)) {
    add("GW-RESPONSE-01", `${kind} needs a reason that tells the seller what is wrong`, "reasons");
  }
  if (reasons.length > mostReasons) {
    add("GW-RESPONSE-04", `There are ${reasons.length} reasons; there may be ${mostReasons}`, "reasons");
  }
  reasons.slice(0, mostReasons).forEach(({ code, text }, index) => {
    if (!reasonCodes.has(code)) {
      const known = [...reasonCodes].join(", ");
      add("GW-RESPONSE-02", `${JSON.stringify(code.slice(0, 40))} is no reason code (${known})`, ...at(index), "code");
    }
    tooLong("The reason", text, ...at(index), "text");
  });
  tooLong("The note", note, "note");
  if (amount !== undefined) {
    if (kind !== "PAID") add("GW-RESPONSE-03", `${kind} has no amount; ${amount} belongs to PAID`, "amount");
    else if (!isDecimal(amount) || isNegative(amount) || isZero(amount)) {
      add("GW-RESPONSE-03", `${amount} is no payment: the amount must be more than zero`, "amount");
    }
  }
  return found;
}

const at = (index: number): [string, string] => ["reasons", String(index)];

/** What may be said about an invoice in this state. */
export function allowedResponses(state: InvoiceState): BusinessResponseKind[] {
  const { transport, screening, clearance, business, payment } = state;
  const isOver =
    transport === "FAILED" || screening === "REFUSED" || clearance === "REJECTED" || clearance === "CANCELLED";
  if (isOver || business === "REJECTED" || payment === "PAID") return [];
  return kinds.filter((kind) => {
    const said = responseTraits[kind].meaning.business;
    return said === undefined || lifecycle.business[business].includes(said);
  });
}

const kinds = Object.keys(responseTraits) as BusinessResponseKind[];

/** What a response means for an invoice with `payable` due, of which `paid` was reported as paid before. */
export function meaningOf(
  { kind, amount }: BusinessResponse,
  { payable, paid }: { readonly payable: Decimal; readonly paid: readonly Decimal[] },
): Meaning {
  const isPart = kind === "PAID" && amount !== undefined && compare(sum([...paid, amount]), payable) < 0;
  return isPart ? { payment: "PARTIALLY_PAID" } : responseTraits[kind].meaning;
}
