import type { Address, Buyer, RelatedParty, Seller, TaxRepresentative } from "../../domain/invoice.js";
import { extensionsOf, type Place, present } from "./fattura-reading.js";

export function readSeller(header: Place): Seller {
  const party = header.at("CedentePrestatore");
  const data = party.at("DatiAnagrafici");
  const register = party.at("IscrizioneREA");
  const [office, number] = [register.text("Ufficio"), register.text("NumeroREA")];
  const contact = { telephone: party.text("Contatti/Telefono"), email: party.text("Contatti/Email") };
  return present({
    ...namesOf(data),
    identifiers: [],
    vatIdentifier: vatNumberOf(data),
    taxRegistration: data.text("CodiceFiscale"),
    legalRegistration: office && number ? { value: `${office}-${number}` } : undefined,
    address: addressOf(party.at("Sede")),
    contact: contact.telephone || contact.email ? present(contact) : undefined,
    ...extensionsOf({
      ...personOf(data),
      taxRegime: data.text("RegimeFiscale"),
      eori: data.text("Anagrafica/CodEORI"),
      shareCapital: register.number("CapitaleSociale"),
      hasSoleShareholder: flag(register.text("SocioUnico"), "SU", "SM"),
      isInLiquidation: flag(register.text("StatoLiquidazione"), "LS"),
    }),
  });
}

export function readBuyer(header: Place): Buyer {
  const party = header.at("CessionarioCommittente");
  const data = party.at("DatiAnagrafici");
  return present({
    ...namesOf(data),
    identifiers: [],
    vatIdentifier: vatNumberOf(data),
    taxRegistration: data.text("CodiceFiscale"),
    electronicAddress: recipientIn(header.at("DatiTrasmissione")),
    address: addressOf(party.at("Sede")),
    ...extensionsOf({ ...personOf(data), eori: data.text("Anagrafica/CodEORI") }),
  });
}

/** Codes of nothing but zeros or X address nobody. */
function recipientIn(transmission: Place) {
  transmission.text("FormatoTrasmissione");
  const code = transmission.text("CodiceDestinatario");
  const certifiedEmail = transmission.text("PECDestinatario");
  if (code && !/^(0{7}|X{7})$/.test(code)) return { scheme: code.length === 6 ? "0201" : "0205", value: code };
  return certifiedEmail === undefined ? undefined : { scheme: "EM", value: certifiedEmail };
}

export function readTaxRepresentative(header: Place): TaxRepresentative | undefined {
  const data = header.at("RappresentanteFiscale/DatiAnagrafici");
  const vatIdentifier = vatNumberOf(data);
  if (!vatIdentifier) return undefined;
  return { ...namesOf(data), vatIdentifier, address: { countryCode: vatIdentifier.slice(0, 2) } };
}

/** The intermediary that issued the invoice, and who carried the goods. */
export function readParties(header: Place, body: Place): RelatedParty[] {
  header.text("SoggettoEmittente");
  const places = [
    [body.at("DatiGenerali/DatiTrasporto/DatiAnagraficiVettore"), "CARRIER"],
    [header.at("TerzoIntermediarioOSoggettoEmittente/DatiAnagrafici"), "INVOICER"],
  ] as const;
  return places.flatMap(([place, role]): RelatedParty[] => {
    if (!place.isThere) return [];
    const numbers = { vatIdentifier: vatNumberOf(place), taxRegistration: place.text("CodiceFiscale") };
    return [{ role, ...namesOf(place), identifiers: [], ...present(numbers) }];
  });
}

export function addressOf(place: Place): Address {
  const countryCode = place.text("Nazione") ?? "IT";
  const postCode = place.text("CAP");
  return present({
    line1: place.text("Indirizzo"),
    buildingNumber: place.text("NumeroCivico"),
    // Foreign addresses have zeros for want of an Italian one.
    postCode: postCode === "00000" && countryCode !== "IT" ? undefined : postCode,
    city: place.text("Comune"),
    subdivision: place.text("Provincia"),
    countryCode,
  });
}

function namesOf(data: Place): { name: string } {
  const { firstName, lastName } = personOf(data);
  const person = [firstName, lastName].filter(Boolean).join(" ");
  return {
    name: data.text("Anagrafica/Denominazione") ?? (person || data.needed("Anagrafica/Denominazione", "BT-27")),
  };
}

const personOf = (data: Place) => ({
  firstName: data.text("Anagrafica/Nome"),
  lastName: data.text("Anagrafica/Cognome"),
});

function vatNumberOf(data: Place): string | undefined {
  const [country, code] = [data.text("IdFiscaleIVA/IdPaese"), data.text("IdFiscaleIVA/IdCodice")];
  return country && code ? country + code : undefined;
}

/** `no` is left out where it goes without saying. */
const flag = (text: string | undefined, yes: string, no?: string): boolean | undefined =>
  text === yes ? true : no !== undefined && text === no ? false : undefined;
