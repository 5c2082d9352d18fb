import type { Address, Buyer, Invoice, RelatedParty, Seller } from "../../domain/invoice.js";
import type { FatturaPaDetails, PartyDetails, Transmission } from "./details.js";
import { type FatturaWriting, from, type Source } from "./fattura-writing.js";
import { amount2, ascii, country, email, fieldOf, fiscalCode, italianPostCode, latin, telephone } from "./fields.js";

const taxRegime = fieldOf(/^RF\d\d$/, "a code from RF01 to RF19");

/** Public offices have codes of six characters, everybody else of seven. */
export const formatOf = (recipientCode: string): "FPA12" | "FPR12" => (recipientCode.length === 6 ? "FPA12" : "FPR12");

/** FatturaElettronicaHeader: who sends, sells and buys. */
export function writeHeader(
  to: FatturaWriting,
  invoice: Invoice,
  details: FatturaPaDetails,
  transmission: Transmission,
) {
  const { seller, buyer, taxRepresentative } = invoice;
  const intermediaries = invoice.parties.filter(({ role }) => role === "INVOICER");
  to.element("FatturaElettronicaHeader", () => {
    writeTransmission(to, invoice, details, transmission);
    to.element("CedentePrestatore", () => writeSeller(to, invoice, details.seller), ["seller"]);
    if (taxRepresentative) {
      const { name, vatIdentifier } = taxRepresentative;
      to.element("RappresentanteFiscale", () => {
        to.element("DatiAnagrafici", () => {
          writeVatNumber(
            to,
            vatIdentifier,
            from("BT-63", "taxRepresentative", "vatIdentifier"),
            seller.address.countryCode,
          );
          to.element("Anagrafica", () =>
            to.needed("Denominazione", name, latin(80), from("BT-62", "taxRepresentative", "name")),
          );
        });
      });
    }
    to.element("CessionarioCommittente", () => writeBuyer(to, buyer, details.buyer), ["buyer"]);
    for (const [index, party] of invoice.parties.entries()) {
      if (party === intermediaries[0]) writeIntermediary(to, party, ["parties", String(index)]);
    }
  });
}

/** What an address of the exchange system can be: BT-49 by recipient code (0201, 0205, IT:CODDEST) or PEC (EM). */
export function recipientOf({ electronicAddress, address }: Buyer, own: PartyDetails) {
  const { scheme, value } = electronicAddress ?? {};
  const isCode = scheme === "0201" || scheme === "0205" || scheme?.toUpperCase() === "IT:CODDEST";
  const code = own.recipientCode ?? (isCode ? value?.toUpperCase() : undefined);
  const certifiedEmail = own.certifiedEmail ?? (scheme?.toUpperCase() === "EM" ? value : undefined);
  // Without an address the invoice lies in the buyer's tax drawer; foreigners have a code of their own.
  return { code: code ?? (address.countryCode === "IT" ? "0000000" : "XXXXXXX"), certifiedEmail };
}

function writeTransmission(
  to: FatturaWriting,
  invoice: Invoice,
  details: FatturaPaDetails,
  transmission: Transmission,
) {
  const { seller, buyer } = invoice;
  const { code, certifiedEmail } = recipientOf(buyer, details.buyer);
  const { country: issuer, code: number } = splitVatNumber(seller.vatIdentifier ?? "", seller.address.countryCode);
  const address = from("BT-49", "buyer", "electronicAddress");
  to.element("DatiTrasmissione", () => {
    to.element("IdTrasmittente", () => {
      to.fixed("IdPaese", issuer);
      to.fixed("IdCodice", (issuer === "IT" ? fiscalCodeOf(seller, details.seller) : undefined) ?? number);
    });
    to.fixed("ProgressivoInvio", transmission.number);
    to.fixed("FormatoTrasmissione", formatOf(code));
    to.text("CodiceDestinatario", code, fieldOf(/^[A-Z0-9]{6,7}$/, "six or seven capital letters and digits"), address);
    to.text("PECDestinatario", code === "0000000" ? certifiedEmail : undefined, email, address);
  });
}

function writeSeller(to: FatturaWriting, invoice: Invoice, own: PartyDetails): void {
  const { seller } = invoice;
  to.element("DatiAnagrafici", () => {
    const vat = from("BT-31", "seller", "vatIdentifier");
    if (seller.vatIdentifier) writeVatNumber(to, seller.vatIdentifier, vat, seller.address.countryCode);
    else to.refuse(vat, "is missing: FatturaPA needs the seller's VAT number");
    to.text("CodiceFiscale", fiscalCodeOf(seller, own), fiscalCode, from("BT-32", "seller", "taxRegistration"));
    writeNames(to, seller, own, from("BT-27", "seller", "name"));
    const regime = from("taxRegime", "seller", "extensions", "fatturaPa", "taxRegime");
    to.needed("RegimeFiscale", own.taxRegime, taxRegime, regime);
  });
  writeAddress(to, "Sede", seller.address, { term: "BG-5", path: ["seller", "address"] });
  writeRegister(to, seller, own);
  to.element("Contatti", () => {
    const { telephone: number, email: mail } = seller.contact ?? {};
    to.text("Telefono", number?.replace(/[ ().\-/]/g, ""), telephone, from("BT-42", "seller", "contact", "telephone"));
    to.text("Email", mail, email, from("BT-43", "seller", "contact", "email"));
  });
  const reference = from("BT-19", "buyerAccountingReference");
  to.text("RiferimentoAmministrazione", invoice.buyerAccountingReference, ascii(20), reference);
}

function writeBuyer(to: FatturaWriting, buyer: Buyer, own: PartyDetails): void {
  const fiscal = fiscalCodeOf(buyer, own);
  const vat = from("BT-48", "buyer", "vatIdentifier");
  to.element("DatiAnagrafici", () => {
    if (buyer.vatIdentifier) writeVatNumber(to, buyer.vatIdentifier, vat, buyer.address.countryCode);
    to.text("CodiceFiscale", fiscal, fiscalCode, from("BT-46", "buyer", "taxRegistration"));
    // SdI refuses with 00417 what has neither.
    if (!buyer.vatIdentifier && !fiscal) to.refuse(vat, "is missing, and so is the buyer's fiscal code: one is needed");
    writeNames(to, buyer, own, from("BT-44", "buyer", "name"));
  });
  writeAddress(to, "Sede", buyer.address, { term: "BG-8", path: ["buyer", "address"] });
}

function writeIntermediary(to: FatturaWriting, party: RelatedParty, path: readonly string[]): void {
  to.element("TerzoIntermediarioOSoggettoEmittente", () => {
    to.element("DatiAnagrafici", () => {
      const { vatIdentifier, taxRegistration, name } = party;
      if (vatIdentifier) writeVatNumber(to, vatIdentifier, from("vatIdentifier", ...path, "vatIdentifier"), "IT");
      to.text("CodiceFiscale", taxRegistration, fiscalCode, from("taxRegistration", ...path, "taxRegistration"));
      to.element("Anagrafica", () => to.needed("Denominazione", name, latin(80), from("name", ...path, "name")));
    });
  });
  to.fixed("SoggettoEmittente", "TZ");
}

export function writeVatNumber(to: FatturaWriting, identifier: string, source: Source, countryCode: string): void {
  const { country: issuer, code } = splitVatNumber(identifier, countryCode);
  to.element("IdFiscaleIVA", () => {
    to.text("IdPaese", issuer, country, source);
    to.text("IdCodice", code, ascii(28), source);
  });
}

/** The country stands before the number; a number without one is of the party's own country. */
function splitVatNumber(identifier: string, countryCode: string): { country: string; code: string } {
  const [, prefix, code] = /^([A-Z]{2})(.+)$/i.exec(identifier.replace(/\s/g, "")) ?? [];
  if (prefix && code) return { country: prefix.toUpperCase() === "EL" ? "GR" : prefix.toUpperCase(), code };
  return { country: countryCode, code: identifier };
}

const fiscalCodeOf = ({ taxRegistration }: Pick<Seller, "taxRegistration">, { fiscalCode: own }: PartyDetails) =>
  (own ?? taxRegistration)?.toUpperCase();

function writeNames(to: FatturaWriting, { name }: { name: string }, own: PartyDetails, source: Source): void {
  to.element("Anagrafica", () => {
    if (own.firstName && own.lastName) {
      to.text("Nome", own.firstName, latin(60), source);
      to.text("Cognome", own.lastName, latin(60), source);
    } else to.needed("Denominazione", name, latin(80), source);
    to.text("CodEORI", own.eori, ascii(17), source);
  });
}

/** The companies register: BT-30 is office and number, as in MI-1234567. */
function writeRegister(to: FatturaWriting, { legalRegistration }: Seller, own: PartyDetails): void {
  if (!legalRegistration) return;
  const source = from("BT-30", "seller", "legalRegistration");
  const [, office, number] = /^([A-Z]{2})-(\d{1,20})$/.exec(legalRegistration.value) ?? [];
  if (!office)
    return to.refuse(source, `${legalRegistration.value} is no office and number of the register, as MI-1234567`);
  to.element("IscrizioneREA", () => {
    to.text("Ufficio", office, country, source);
    to.text("NumeroREA", number, ascii(20), source);
    to.number("CapitaleSociale", own.shareCapital, amount2, source);
    if (own.hasSoleShareholder !== undefined) to.fixed("SocioUnico", own.hasSoleShareholder ? "SU" : "SM");
    to.fixed("StatoLiquidazione", own.isInLiquidation ? "LS" : "LN");
  });
}

/** A foreign address has no Italian post code and no province: both go where there is room for them. */
export function writeAddress(to: FatturaWriting, name: string, address: Address, { term, path }: Source): void {
  const isItalian = address.countryCode === "IT";
  const { line1, line2, line3, district, postBox, additionalNumber, postCode, city, subdivision } = address;
  const street = [line1, line2, line3, additionalNumber, district, postBox, isItalian ? undefined : postCode];
  const place = isItalian || !subdivision ? city : [city, subdivision].filter(Boolean).join(", ");
  to.element(name, () => {
    to.needed("Indirizzo", street.filter(Boolean).join(", "), latin(60), from(term, ...path, "line1"));
    to.text("NumeroCivico", address.buildingNumber, ascii(8), from(term, ...path, "buildingNumber"));
    to.needed("CAP", isItalian ? postCode : "00000", italianPostCode, from(term, ...path, "postCode"));
    to.needed("Comune", place, latin(60), from(term, ...path, "city"));
    if (isItalian) to.text("Provincia", subdivision?.toUpperCase(), country, from(term, ...path, "subdivision"));
    to.text("Nazione", address.countryCode, country, from(term, ...path, "countryCode"));
  });
}
