import { isNegative, isZero } from "../../src/domain/decimal.js";
import type { Meaning } from "../../src/domain/lifecycle.js";
import type { LifecycleDocument, LifecycleMessage } from "../../src/formats/cdar/lifecycle-message.js";
import type { Rejection, StatusReport } from "../../src/provider-kit/provider.js";
import { fromParis } from "./paris-time.js";
import type { Flow } from "./wire.js";

/** Derived words: the norm tells a part payment by what is left to pay, and not by a status of its own. */
const partly = (code: string): string => `${code} (part)`;
/** Derived: the platform did not take the answer that we gave as a buyer. */
export const responseRefused = "Error (response)";

/**
 * The acknowledgement of a flow, and MDT-105 of XP Z12-012: 200, 201 and 221 are about the way to the buyer's platform,
 * 202 and 203 say that it is there. Platforms reject (213), buyers refuse (210): nothing follows either.
 */
export const statuses: Readonly<Record<string, Meaning>> = {
  Pending: { transport: "ACCEPTED_BY_PROVIDER" },
  Ok: { transport: "ACCEPTED_BY_PROVIDER" },
  Error: { transport: "ACCEPTED_BY_PROVIDER", screening: "REFUSED", final: true },
  [responseRefused]: {},
  "200": { transport: "ACCEPTED_BY_PROVIDER" },
  "201": { transport: "ACCEPTED_BY_PROVIDER" },
  "202": { transport: "DELIVERED" },
  "203": { transport: "DELIVERED" },
  "204": { transport: "DELIVERED", business: "IN_PROCESS" },
  "205": { transport: "DELIVERED", business: "ACCEPTED" },
  "206": { transport: "DELIVERED", business: "CONDITIONALLY_ACCEPTED" },
  "207": { transport: "DELIVERED", business: "DISPUTED" },
  "208": { transport: "DELIVERED", business: "UNDER_QUERY" },
  // The seller has sent what was missing: the buyer goes on.
  "209": { transport: "DELIVERED", business: "IN_PROCESS" },
  "210": { transport: "DELIVERED", business: "REJECTED", final: true },
  "211": { transport: "DELIVERED", payment: "PAID" },
  [partly("211")]: { transport: "DELIVERED", payment: "PARTIALLY_PAID" },
  "212": { transport: "DELIVERED", payment: "PAID" },
  [partly("212")]: { transport: "DELIVERED", payment: "PARTIALLY_PAID" },
  "213": { transport: "ACCEPTED_BY_PROVIDER", screening: "REFUSED", final: true },
  "220": { transport: "ACCEPTED_BY_PROVIDER", clearance: "CANCELLED", final: true },
  // It is routed anew once the directory knows a way.
  "221": { transport: "ACCEPTED_BY_PROVIDER" },
  "500": { transport: "ACCEPTED_BY_PROVIDER" },
  "501": { transport: "ACCEPTED_BY_PROVIDER", screening: "REFUSED", final: true },
};

/** UNTDID 1373 beside MDT-105 (BR-FR-CDV-CL-05); 220 and 221 have none. */
export const standardCodes: Readonly<Record<string, string>> = {
  "200": "10",
  "201": "51",
  "202": "43",
  "203": "48",
  "204": "45",
  "205": "1",
  "206": "49",
  "207": "46",
  "208": "39",
  "209": "37",
  "210": "50",
  "211": "47",
  "212": "47",
  "213": "8",
};

/** MDT-106. */
export const labels: Readonly<Record<string, string>> = {
  "200": "Déposée",
  "201": "Émise",
  "202": "Reçue",
  "203": "Mise à disposition",
  "204": "Prise en charge",
  "205": "Approuvée",
  "206": "Approuvée partiellement",
  "207": "En litige",
  "208": "Suspendue",
  "209": "Complétée",
  "210": "Refusée",
  "211": "Paiement transmis",
  "212": "Encaissée",
  "213": "Rejetée",
  "220": "Annulée",
  "221": "Erreur de routage",
};

/** The status of one document in a lifecycle message, for the document of the given name. */
export function toReport(id: string, flow: Flow, message: LifecycleMessage, document: LifecycleDocument): StatusReport {
  const at = fromParis(message.happenedAt ?? message.issuedAt) ?? flow.submittedAt ?? flow.updatedAt;
  const rejection = toReason(document);
  return {
    reference: { id },
    status: wordOf(document),
    ...(document.label !== undefined && { label: document.label }),
    ...(at && { at }),
    ...(rejection && { rejection }),
    networkReferences: [{ kind: "afnor-flow", value: flow.flowId }],
    native: { flow, message: { ...message, documents: [document] } },
  };
}

function wordOf({ code, details }: LifecycleDocument): string {
  const left = details
    .flatMap(({ characteristics }) => characteristics)
    .find(({ kind, amount }) => kind === "RAP" && amount !== undefined)?.amount?.value;
  const isPart = left !== undefined && !isZero(left) && !isNegative(left);
  return isPart && Object.hasOwn(statuses, partly(code)) ? partly(code) : code;
}

/** Whoever says 206, 207, 208, 210, 213 or 221 says why, and what is to be done about it. */
function toReason({ code, label, details }: LifecycleDocument): Rejection | undefined {
  const reasons = details.filter(({ reasonCode, reason, notes }) => reasonCode ?? reason ?? notes[0]);
  const [first] = reasons;
  if (!first) return undefined;
  const said = ({ reason, reasonCode, notes }: (typeof reasons)[number]): string =>
    [reason ?? reasonCode, ...notes].filter((text) => text !== undefined && text !== "").join(": ");
  const action = reasons.find((reason) => reason.action ?? reason.actionCode);
  const actionRequired = action?.action ?? action?.actionCode;
  return {
    code: first.reasonCode ?? code,
    message: said(first) || (label ?? code),
    violations: reasons.map((reason) => ({
      rule: reason.reasonCode ?? code,
      ruleset: "XP Z12-012",
      severity: "ERROR" as const,
      message: said(reason),
    })),
    ...(actionRequired !== undefined && { actionRequired }),
  };
}
