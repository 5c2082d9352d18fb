import type { Meaning } from "../../src/domain/lifecycle.js";
import type { Reference, Rejection, StatusReport } from "../../src/provider-kit/provider.js";
import { toViolation } from "./errors.js";
import type * as wire from "./wire.js";

/** Taken and not yet handed to SdI: Invoicetronic says null. */
export const waiting = "waiting";

const atProvider = "ACCEPTED_BY_PROVIDER";

/** https://api.invoicetronic.com/v1/docs, the states of an update. */
export const statuses = {
  [waiting]: { transport: atProvider, clearance: "PENDING" },
  Inviato: { transport: atProvider, clearance: "PENDING" },
  // A public office can still answer: the feed and the webhook go on telling.
  Consegnato: { transport: "DELIVERED", clearance: "CLEARED", final: true },
  // A public office could not be reached yet: SdI goes on trying.
  NonConsegnato: { transport: atProvider, clearance: "CLEARED" },
  Scartato: { transport: atProvider, clearance: "REJECTED", final: true },
  AccettatoDalDestinatario: { transport: "DELIVERED", clearance: "CLEARED", business: "ACCEPTED", final: true },
  RifiutatoDalDestinatario: { transport: "DELIVERED", clearance: "CLEARED", business: "REJECTED", final: true },
  // Legally issued: it lies in the buyer's tax drawer.
  ImpossibilitaDiRecapito: { transport: atProvider, clearance: "CLEARED", final: true },
  // A public office said nothing for 15 days, and may not refuse any more: deemed accepted.
  DecorrenzaTermini: { transport: "DELIVERED", clearance: "CLEARED", business: "ACCEPTED", final: true },
  AttestazioneTrasmissioneFattura: { transport: atProvider, clearance: "CLEARED" },
} as const satisfies Record<string, Meaning>;

/** Sent and received invoices are numbered apart: the kind makes the reference unique. */
export const sentReference = (id: number): Reference => ({ id: `send/${id}` });
export const receivedReference = (id: number | string): Reference => ({ id: `receive/${id}` });
export const numberOf = ({ id }: Reference): string => id.replace(/^\w+\//, "");

/** The id of SdI, by which everybody on the network knows the file. */
export const networkReferencesOf = (identifier: string | null | undefined) =>
  identifier ? { networkReferences: [{ kind: "SDI", value: identifier }] } : {};

export function toReport(update: wire.Update): StatusReport {
  const at = toMoment(update.last_update);
  const rejection = rejectionOf(update);
  return {
    reference: sentReference(update.send_id),
    status: update.state,
    ...(update.description && { label: update.description }),
    ...(at && { at }),
    ...(rejection && { rejection }),
    ...networkReferencesOf(update.send?.identifier),
    native: update,
  };
}

/** SdI refuses with codes; an office with words only. */
function rejectionOf({ state, errors, description }: wire.Update): Rejection | undefined {
  if (state !== "Scartato" && state !== "RifiutatoDalDestinatario") return undefined;
  const violations = (errors ?? []).map(toViolation);
  return {
    code: errors?.find(({ code }) => code)?.code ?? state,
    message: description || violations[0]?.message || `SdI says ${state} and gives no reason`,
    violations,
    ...(state === "Scartato" && {
      actionRequired: "Correct the invoice and send it again within five days: to SdI it was never issued",
    }),
  };
}

/** Their moments are in UTC, with up to seven decimals, and some without saying so. */
export function toMoment(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const ms = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
