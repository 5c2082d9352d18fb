import { add, isDecimal, isEqual } from "../../../src/domain/decimal.js";
import type { Facts, PartyFacts } from "./facts.js";
import { isKnown } from "./taxpayers.js";

/** How it came, beside its content. */
export interface Circumstances {
  readonly cif: string;
  readonly isAbroad: boolean;
  readonly isSelfBilled: boolean;
  readonly isConsumer: boolean;
}

const schematron = (rule: string, romanian: string, english: string): string =>
  `E: validari globale  SCHEMATRON   eroare: [${rule}]-${romanian}.\n\t\t#${english}.`;

const field = (place: string, rule: string, text: string): string => `E: ${place}  eroare regula: ${rule}: ${text} `;

const specification = "urn:cen.eu:en16931:2017#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1";

/** All that is wrong, in the form of ANAF's own findings; the words are ours. */
export function judge(facts: Facts, circumstances: Circumstances): string[] {
  const { number, typeCode, currency, accountingCurrency, seller, buyer } = facts;
  const found: string[] = [];
  if (facts.root !== "CrossIndustryInvoice" && facts.specification !== specification) {
    found.push(schematron("BR-RO-001", "Identificatorul specificatiei (BT-24)", "BT-24 is not that of CIUS-RO"));
  }
  if (!/\d/.test(number)) found.push(schematron("BR-RO-010", "Numarul facturii (BT-1)", "BT-1 has no digit"));
  const types = facts.root === "CreditNote" ? ["381"] : ["380", "384", "389", "751", "381"];
  if (!types.includes(typeCode))
    found.push(schematron("BR-RO-020", "Tipul facturii (BT-3)", "BT-3 is not in the list"));
  if (currency !== "RON" && accountingCurrency !== "RON") {
    found.push(schematron("BR-RO-030", "Moneda de contabilizare (BT-6)", "BT-6 must be RON"));
  }
  found.push(...judgeTotals(facts), ...judgeAddress(seller, "seller"), ...judgeAddress(buyer, "buyer"));
  found.push(...judgeSeller(facts, circumstances), ...judgeBuyer(buyer, circumstances));
  return found;
}

function judgeTotals({ net, vat, gross }: Facts): string[] {
  const isRight = [net, vat, gross].every(isDecimal) && isEqual(add(net, vat), gross);
  return isRight ? [] : [schematron("BR-CO-15", "Valoarea totala cu TVA (BT-112)", "BT-112 is not BT-109 plus BT-110")];
}

const rules = {
  seller: { street: "BR-RO-080", city: "BR-RO-090", county: "BR-RO-110", sector: "BR-RO-100" },
  buyer: { street: "BR-RO-080", city: "BR-RO-090", county: "BR-RO-110", sector: "BR-RO-100" },
} as const;

function judgeAddress({ street, city, county, country }: PartyFacts, role: keyof typeof rules): string[] {
  const found: string[] = [];
  const romanian = role === "seller" ? "Adresa vanzatorului" : "Adresa cumparatorului";
  if (!street) found.push(schematron(rules[role].street, romanian, `The ${role} has no street`));
  if (!city) found.push(schematron(rules[role].city, romanian, `The ${role} has no town`));
  if (country !== "RO") return found;
  if (!/^RO-[A-Z]{1,2}$/.test(county)) {
    found.push(schematron(rules[role].county, romanian, `The county of the ${role} is not coded`));
  } else if (county === "RO-B" && !/^SECTOR[1-6]$/.test(city)) {
    found.push(schematron(rules[role].sector, romanian, `The town of the ${role} is no sector of Bucharest`));
  }
  return found;
}

function judgeSeller({ seller, buyer }: Facts, { cif, isSelfBilled }: Circumstances): string[] {
  const place = "AccountingSupplierParty (1) sectiune Party (1) sectiune PartyTaxScheme (1) sectiune CompanyID (1)";
  if (!isKnown(seller.cif)) {
    return [field(place, "R_BT_32_cui", `Cui vanzator incorect / validare CUI (${seller.cif})`)];
  }
  const issuer = isSelfBilled ? buyer.cif : seller.cif;
  return issuer === cif ? [] : [field(place, "R_SPV", `Nu aveti drept in SPV pentru CIF=${issuer}`)];
}

function judgeBuyer({ cif, person, country }: PartyFacts, { isAbroad, isConsumer }: Circumstances): string[] {
  const place = "AccountingCustomerParty (1) sectiune Party (1)";
  if (isConsumer) return /^\d{13}$/.test(person) ? [] : [field(place, "R_BT_47_cnp", `CNP incorect (${person})`)];
  if (isAbroad) return country === "RO" ? [field(place, "R_extern", "Cumparatorul este din Romania")] : [];
  return isKnown(cif) ? [] : [field(place, "R_BT_48_cui", `Cui cumparator incorect / validare CUI (${cif})`)];
}
