import type { BusinessResponseKind, ResponseReason } from "../../src/domain/business-response.js";

/**
 * The reason of a status (MDT-113) nearest to a reason of the Peppol Invoice Response. Every status allows a list of its
 * own (BR-FR-CDV-CL-09), the shortest for a refusal, which takes the invoice out of the books: what has no code there is
 * said under the widest one, and in the buyer's own words beside it.
 */
const widest: Readonly<Partial<Record<BusinessResponseKind, string>>> = {
  REJECT: "NON_CONFORME",
  UNDER_QUERY: "JUSTIF_ABS",
};

const nearest: Readonly<Record<string, string>> = {
  REF: "CMD_ERR",
  LEG: "NON_CONFORME",
  REC: "DEST_ERR",
  QUA: "QUALITE_ERR",
  DEL: "LIVR_INCOMP",
  PRI: "PU_ERR",
  QTY: "QTE_ERR",
  ITM: "ART_ERR",
  PAY: "MODPAI_ERR",
  UNR: "TRANSAC_INC",
  FIN: "CALCUL_ERR",
  PPD: "DOUBLE_FACT",
};

const allowed: Readonly<Partial<Record<BusinessResponseKind, ReadonlySet<string>>>> = {
  REJECT: new Set(["CMD_ERR", "NON_CONFORME", "DEST_ERR", "TRANSAC_INC", "CALCUL_ERR", "DOUBLE_FACT"]),
  UNDER_QUERY: new Set(["CMD_ERR", "JUSTIF_ABS"]),
  CONDITIONALLY_ACCEPT: new Set([
    "CMD_ERR",
    "QUALITE_ERR",
    "LIVR_INCOMP",
    "PU_ERR",
    "QTE_ERR",
    "ART_ERR",
    "MODPAI_ERR",
  ]),
};

export function toReasonCode(kind: BusinessResponseKind, { code }: ResponseReason): string {
  const french = nearest[code];
  const isAllowed = french !== undefined && (allowed[kind]?.has(french) ?? true);
  return isAllowed ? french : (widest[kind] ?? "AUTRE");
}
