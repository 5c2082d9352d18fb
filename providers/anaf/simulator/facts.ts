import { parseXml } from "../../../src/xml/parse-xml.js";
import type { XmlElement } from "../../../src/xml/xml-tree.js";

export interface PartyFacts {
  /** Digits of the first tax number. */
  readonly cif: string;
  readonly person: string;
  readonly street: string;
  readonly city: string;
  readonly county: string;
  readonly country: string;
}

/** What the stand-in reads in a document, by its own eyes. */
export interface Facts {
  readonly root: string;
  readonly specification: string;
  readonly number: string;
  readonly issueDate: string;
  readonly typeCode: string;
  readonly currency: string;
  readonly accountingCurrency: string;
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly seller: PartyFacts;
  readonly buyer: PartyFacts;
}

/** The root of a document of this standard, or what a parser of Java says against it. */
export function parseDocument(standard: string, bytes: Uint8Array): XmlElement | string {
  const parsed = parseXml(bytes);
  const say = (line: number, column: number, text: string) =>
    `Fisierul transmis nu este valid. org.xml.sax.SAXParseException; lineNumber: ${line}; columnNumber: ${column}; ${text}`;
  if ("problem" in parsed) return say(parsed.problem.line, parsed.problem.column, parsed.problem.message);
  const { namespace, name } = parsed.root;
  const isIt = roots[standard]?.name === name && roots[standard].namespace === namespace;
  return isIt ? parsed.root : say(1, 1, `cvc-elt.1.a: Cannot find the declaration of element '${name}'.`);
}

const roots: Readonly<Record<string, { readonly namespace: string; readonly name: string }>> = {
  UBL: { namespace: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", name: "Invoice" },
  CN: { namespace: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", name: "CreditNote" },
  CII: {
    namespace: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    name: "CrossIndustryInvoice",
  },
  RASP: { namespace: "mfp:anaf:dgti:spv:reqMesaj:v1", name: "header" },
};

/** The text at the end of a path of local names; the first where there are several. */
export function textAt(element: XmlElement, path: string): string {
  const found = path
    .split("/")
    .reduce<readonly XmlElement[]>(
      (places, step) => places.flatMap(({ children }) => children.filter(({ name }) => name === step)),
      [element],
    );
  return found[0]?.text.trim().replace(/\s+/g, " ") ?? "";
}

export const readFacts = (root: XmlElement): Facts => (root.name === "CrossIndustryInvoice" ? cii(root) : ubl(root));

function ubl(root: XmlElement): Facts {
  const party = (role: string): PartyFacts => {
    const at = (path: string) => textAt(root, `${role}/Party/${path}`);
    return {
      cif: digitsOf(at("PartyTaxScheme/CompanyID") || at("PartyLegalEntity/CompanyID")),
      person: at("PartyLegalEntity/CompanyID"),
      street: at("PostalAddress/StreetName"),
      city: at("PostalAddress/CityName"),
      county: at("PostalAddress/CountrySubentity"),
      country: at("PostalAddress/Country/IdentificationCode"),
    };
  };
  return {
    root: root.name,
    specification: textAt(root, "CustomizationID"),
    number: textAt(root, "ID"),
    issueDate: textAt(root, "IssueDate"),
    typeCode: textAt(root, `${root.name}TypeCode`),
    currency: textAt(root, "DocumentCurrencyCode"),
    accountingCurrency: textAt(root, "TaxCurrencyCode"),
    net: textAt(root, "LegalMonetaryTotal/TaxExclusiveAmount"),
    vat: textAt(root, "TaxTotal/TaxAmount") || "0",
    gross: textAt(root, "LegalMonetaryTotal/TaxInclusiveAmount"),
    seller: party("AccountingSupplierParty"),
    buyer: party("AccountingCustomerParty"),
  };
}

function cii(root: XmlElement): Facts {
  const trade = "SupplyChainTradeTransaction";
  const party = (role: string): PartyFacts => {
    const at = (path: string) => textAt(root, `${trade}/ApplicableHeaderTradeAgreement/${role}/${path}`);
    return {
      cif: digitsOf(at("SpecifiedTaxRegistration/ID") || at("SpecifiedLegalOrganization/ID")),
      person: at("SpecifiedLegalOrganization/ID"),
      street: at("PostalTradeAddress/LineOne"),
      city: at("PostalTradeAddress/CityName"),
      county: at("PostalTradeAddress/CountrySubDivisionName"),
      country: at("PostalTradeAddress/CountryID"),
    };
  };
  const settlement = `${trade}/ApplicableHeaderTradeSettlement`;
  const totals = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;
  return {
    root: root.name,
    specification: textAt(root, "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
    number: textAt(root, "ExchangedDocument/ID"),
    issueDate: textAt(root, "ExchangedDocument/IssueDateTime/DateTimeString"),
    typeCode: textAt(root, "ExchangedDocument/TypeCode"),
    currency: textAt(root, `${settlement}/InvoiceCurrencyCode`),
    accountingCurrency: textAt(root, `${settlement}/TaxCurrencyCode`),
    net: textAt(root, `${totals}/TaxBasisTotalAmount`),
    vat: textAt(root, `${totals}/TaxTotalAmount`) || "0",
    gross: textAt(root, `${totals}/GrandTotalAmount`),
    seller: party("SellerTradeParty"),
    buyer: party("BuyerTradeParty"),
  };
}

const digitsOf = (text: string): string => text.replace(/^RO/i, "").trim();
