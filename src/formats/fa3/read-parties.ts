import type { Address, Buyer, Contact, Invoice, PartyRole, RelatedParty, Seller } from "../../domain/invoice.js";
import { partyRoles } from "./codes.js";
import type { Place } from "../mapping/place.js";

/** Podmiot1 */
export function readSeller(document: Place): Seller {
  const place = document.child("Podmiot1");
  const register = document.child("Stopka/Rejestry");
  const legal = register?.text("KRS") ?? register?.text("REGON");
  const nip = place?.text("DaneIdentyfikacyjne/NIP");
  const gln = place?.text("Adres/GLN");
  const eori = place?.text("NrEORI");
  const contact = readContact(place);
  place?.ignore("PrefiksPodatnika");
  return {
    name: place?.text("DaneIdentyfikacyjne/Nazwa") ?? "",
    identifiers: gln ? [{ value: gln, scheme: "0088" }] : [],
    ...(legal && { legalRegistration: { value: legal } }),
    ...(nip && { vatIdentifier: `PL${nip}` }),
    address: readAddress(place?.child("Adres")) ?? { countryCode: "PL" },
    ...(contact && { contact }),
    ...(eori && { extensions: { ksef: { eori } } }),
  };
}

/** Podmiot2 */
export function readBuyer(document: Place): Buyer {
  const place = document.child("Podmiot2");
  const customer = place?.text("NrKlienta");
  const gln = place?.text("Adres/GLN");
  const contact = readContact(place);
  const eori = place?.text("NrEORI");
  const own = {
    ...(eori && { eori }),
    ...(place?.text("JST") === "1" && { isLocalGovernmentUnit: true }),
    ...(place?.text("GV") === "1" && { isVatGroupMember: true }),
  };
  return {
    name: place?.text("DaneIdentyfikacyjne/Nazwa") ?? "",
    identifiers: [...(customer ? [{ value: customer }] : []), ...(gln ? [{ value: gln, scheme: "0088" }] : [])],
    ...readIdentity(place),
    address: readAddress(place?.child("Adres")) ?? { countryCode: place?.text("DaneIdentyfikacyjne/KodUE") ?? "PL" },
    ...(contact && { contact }),
    ...(Object.keys(own).length > 0 && { extensions: { ksef: own } }),
  };
}

const roleOf: Readonly<Record<string, PartyRole>> = Object.fromEntries(
  // The table's keys are the roles.
  Object.entries(partyRoles).map(([role, code]) => [code, role as PartyRole]),
);

/** Podmiot3 */
export const readThirdParties = (document: Place): readonly RelatedParty[] =>
  document.children("Podmiot3").map((place) => {
    const code = place.text("Rola");
    const roleText = place.text("OpisRoli");
    const address = readAddress(place.child("Adres"));
    const contact = readContact(place);
    const gln = place.text("Adres/GLN");
    const share = place.text("Udzial");
    place.ignore("RolaInna");
    return {
      role: roleOf[code ?? ""] ?? "OTHER",
      ...(roleText && { roleText }),
      name: place.text("DaneIdentyfikacyjne/Nazwa") ?? "",
      identifiers: gln ? [{ value: gln, scheme: "0088" }] : [],
      ...readIdentity(place),
      ...(address && { address }),
      ...(contact && { contact }),
      ...(share && { sharePercentage: share }),
    };
  });

/** PodmiotUpowazniony, where it is a tax representative. */
export function readTaxRepresentative(document: Place): Invoice["taxRepresentative"] {
  const place = document.child("PodmiotUpowazniony");
  const taxRepresentative = "3";
  if (!place || place.text("RolaPU") !== taxRepresentative) return undefined;
  return {
    name: place.text("DaneIdentyfikacyjne/Nazwa") ?? "",
    vatIdentifier: `PL${place.text("DaneIdentyfikacyjne/NIP") ?? ""}`,
    address: readAddress(place.child("Adres")) ?? { countryCode: "PL" },
  };
}

function readIdentity(place: Place | undefined): Pick<Buyer, "vatIdentifier" | "taxRegistration"> {
  const nip = place?.text("DaneIdentyfikacyjne/NIP");
  if (nip) return { vatIdentifier: `PL${nip}` };
  const prefix = place?.text("DaneIdentyfikacyjne/KodUE");
  const number = place?.text("DaneIdentyfikacyjne/NrVatUE");
  if (prefix && number) return { vatIdentifier: `${prefix}${number}` };
  place?.ignore("DaneIdentyfikacyjne/BrakID", "DaneIdentyfikacyjne/KodKraju");
  const other = place?.text("DaneIdentyfikacyjne/NrID");
  return other ? { taxRegistration: other } : {};
}

/** Lines as they stand: nobody can tell the town in them. */
function readAddress(place: Place | undefined): Address | undefined {
  if (!place) return undefined;
  const [line1, line2] = [place.text("AdresL1"), place.text("AdresL2")];
  return {
    ...(line1 && { line1 }),
    ...(line2 && { line2 }),
    countryCode: place.text("KodKraju") ?? "PL",
  };
}

function readContact(place: Place | undefined): Contact | undefined {
  const email = place?.text("DaneKontaktowe/Email");
  const telephone = place?.text("DaneKontaktowe/Telefon");
  return email || telephone ? { ...(email && { email }), ...(telephone && { telephone }) } : undefined;
}
