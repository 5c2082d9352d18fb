import type { Invoice } from "../../src/domain/invoice.js";
import type { LifecycleDocument } from "../../src/formats/cdar/lifecycle-message.js";
import type { NetworkReference } from "../../src/provider-kit/provider.js";

/** ISO 6523: who numbers companies (SIREN), and their establishments (SIRET, which begins with the SIREN). */
export const sirenScheme = "0002";
const siretScheme = "0009";

type Party = Pick<Invoice["seller"], "legalRegistration" | "identifiers" | "vatIdentifier">;

/** BT-30 or BT-47 as France asks for it; else what the SIRET or the French VAT identifier contains of it. */
export function sirenOf({ legalRegistration, identifiers, vatIdentifier }: Party): string | undefined {
  const known = [...(legalRegistration ? [legalRegistration] : []), ...identifiers];
  const under = (wanted: string) => known.find(({ scheme }) => scheme === wanted)?.value.replace(/\s/g, "");
  const inVat = /^FR[0-9A-Z]{2}(\d{9})$/.exec(vatIdentifier ?? "")?.[1];
  return [under(sirenScheme), under(siretScheme)?.slice(0, 9), inVat].find((siren) => /^\d{9}$/.test(siren ?? ""));
}

/**
 * How statuses name an invoice: they know neither the flow it came in nor our id for it, only the seller's SIREN, the
 * number and the date (XP Z12-012, MDT-129, MDT-87 and MDT-100).
 */
export function nameInvoice(invoice: Pick<Invoice, "number" | "issueDate" | "seller">): readonly NetworkReference[] {
  const siren = sirenOf(invoice.seller);
  return siren === undefined ? [] : [toReference(siren, invoice.number, invoice.issueDate)];
}

/** The same name, read from a status. */
export const nameIn = ({ seller, number, issueDate }: LifecycleDocument): string | undefined =>
  seller && issueDate ? toReference(seller.value.slice(0, 9), number, issueDate.slice(0, 10)).value : undefined;

const toReference = (siren: string, number: string, date: string): NetworkReference => ({
  kind: "fr-invoice",
  value: `${siren}/${number}/${date}`,
});
