import type { Buyer, RelatedParty, Seller } from "../../../src/domain/invoice.js";
import { euPrefixes, nipPattern } from "../../../src/formats/fa3/codes.js";
import { type Nodes, node } from "./nodes.js";

type Identified = Pick<Seller | Buyer | RelatedParty, "vatIdentifier" | "taxRegistration" | "legalRegistration"> & {
  readonly address?: { readonly countryCode: string };
};

/** The Polish tax number: in the VAT identifier, else as the national number of somebody in Poland. */
export function findNip({ vatIdentifier, taxRegistration, address }: Identified): string | undefined {
  const digits = (written: string) => written.replace(/[\s-]/g, "");
  const fromVat = vatIdentifier && digits(vatIdentifier);
  if (fromVat && /^PL\d/i.test(fromVat)) return asNip(fromVat.slice(2));
  const isPolish = (address?.countryCode ?? "PL") === "PL";
  return isPolish && taxRegistration ? asNip(digits(taxRegistration)) : undefined;
}

const asNip = (digits: string): string | undefined => (nipPattern.test(digits) ? digits : undefined);

/** TPodmiot2 and TPodmiot3: exactly one of NIP, EU VAT number, another tax number, or the mark that there is none. */
export function toIdentity(party: Identified): Nodes {
  const nip = findNip(party);
  if (nip) return [node("NIP", nip)];
  const vat = party.vatIdentifier?.replace(/\s/g, "").toUpperCase();
  const prefix = vat?.slice(0, 2) ?? "";
  if (vat && euPrefixes.has(prefix) && /^[0-9A-Z+*]{1,12}$/.test(vat.slice(2)))
    return [node("KodUE", prefix), node("NrVatUE", vat.slice(2))];
  const other = vat ?? party.taxRegistration ?? party.legalRegistration?.value;
  if (!other) return [node("BrakID", "1")];
  return [node("KodKraju", party.address?.countryCode), node("NrID", other)];
}

/** Whether KSeF hands the invoice over to the buyer: it finds buyers by their NIP only. */
export const isReachedByKsef = (buyer: Buyer): boolean => findNip(buyer) !== undefined;
