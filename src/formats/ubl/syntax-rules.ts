import { type CodeListName, isCodeOf } from "../../domain/code-lists/code-lists.js";
import type { RuleViolation } from "../../domain/validation.js";
import { attributeOf, isBlank, isNamed, pathOf, qualified, type XmlElement, type XmlName } from "../../xml/xml-tree.js";
import { nameOf, stepsOf } from "../mapping/names.js";

/** One rule of EN 16931's binding to UBL, about single elements of a document. */
interface SyntaxRule {
  readonly id: string;
  /** Which elements it is about. */
  readonly about: (element: XmlElement) => boolean;
  /** A sentence that says what is wrong, or nothing. */
  readonly fault: (element: XmlElement) => string | undefined;
}

function named(qualifiedName: string) {
  const name = nameOf(qualifiedName);
  return (element: XmlElement) => isNamed(element, name);
}

const isParty = named("cac:Party");
const isSupplierParty = named("cac:AccountingSupplierParty");
const isPayeeParty = named("cac:PayeeParty");
const identificationScheme = schemeOf("cac:PartyIdentification", "cbc:ID");
const isRoot = ({ parent }: XmlElement): boolean => parent === undefined;
const isBinaryObject = ({ name }: XmlElement): boolean => name.endsWith("BinaryObject");
const isAllowance = named("cac:AllowanceCharge");
const isPrice = named("cac:Price");

/** Prices may have as many decimals as they need, and so may what they are derived from. */
const isRoundAmount = ({ name, parent }: XmlElement): boolean =>
  name.endsWith("Amount") &&
  !name.endsWith("PriceAmount") &&
  !(parent && isAllowance(parent) && parent.parent && isPrice(parent.parent));

const rules: readonly SyntaxRule[] = [
  atMostOneVatIdentifier("UBL-SR-12", "cac:AccountingSupplierParty/cac:Party", "The seller"),
  atMostOneVatIdentifier("UBL-SR-18", "cac:AccountingCustomerParty/cac:Party", "The buyer"),
  {
    id: "UBL-SR-42",
    about: (element) => isParty(element) && isSupplierParty(element.parent ?? element),
    fault(party) {
      const count = descend(party, "cac:PartyTaxScheme").length;
      return count > 2 ? `The seller has ${count} tax registrations; there is room for BT-31 and BT-32` : undefined;
    },
  },
  {
    id: "UBL-SR-43",
    about: named("cac:AdditionalDocumentReference"),
    fault(reference) {
      const [typeCode] = descend(reference, "cbc:DocumentTypeCode");
      const code = typeCode?.text;
      if (code === "130" || (code === "50" && rootOf(reference).name === "CreditNote")) return undefined;
      const hasScheme = descend(reference, "cbc:ID").some((id) => attributeOf(id, "schemeID"));
      if (!typeCode && !hasScheme) return undefined;
      return `A supporting document (BG-24) has ${typeCode ? `the type code ${code}` : "an identifier with a scheme"}`;
    },
  },
  sameEverywhere("UBL-SR-44", "cbc:PaymentID", "remittance information (BT-83)"),
  sameEverywhere("UBL-SR-47", "cbc:PaymentMeansCode", "code of payment means (BT-81)"),
  {
    id: "UBL-DT-01",
    about: isRoundAmount,
    fault({ text, name }) {
      const decimals = text.split(".")[1]?.length ?? 0;
      return decimals > 2 ? `${name} is ${text.trim()}; an amount has at most two decimals` : undefined;
    },
  },
  coded("BR-CL-03", "currencies", ({ attributes }) => attributes.find(({ name }) => name === "currencyID")?.value),
  coded("BR-CL-10", "identifierSchemes", partyScheme),
  coded("BR-CL-11", "identifierSchemes", schemeOf("cac:PartyLegalEntity", "cbc:CompanyID")),
  coded("BR-CL-14", "countries", textOf("cac:Country", "cbc:IdentificationCode")),
  coded("BR-CL-17", "vatCategories", textOf("cac:TaxCategory", "cbc:ID")),
  coded("BR-CL-18", "vatCategories", textOf("cac:ClassifiedTaxCategory", "cbc:ID")),
  coded("BR-CL-21", "identifierSchemes", schemeOf("cac:StandardItemIdentification", "cbc:ID")),
  needsAttribute("UBL-DT-06", "mimeCode"),
  needsAttribute("UBL-DT-07", "filename"),
];

/**
 * Rules of EN 16931 that are about the document and not about what it says: how it is bound to UBL, and codes wherever
 * they stand, also where the model has no place for them. The rest of the binding is left to the official rules.
 */
export const checkUblSyntax = (root: XmlElement): RuleViolation[] => {
  const violations: RuleViolation[] = [];
  const visit = (element: XmlElement): void => {
    for (const { id, about, fault } of rules) {
      const message = about(element) ? fault(element) : undefined;
      if (message !== undefined)
        violations.push({ rule: id, ruleset: "EN16931", severity: "FATAL", message, xpath: pathOf(element) });
    }
    element.children.forEach(visit);
  };
  visit(root);
  return violations;
};

function atMostOneVatIdentifier(id: string, party: string, who: string): SyntaxRule {
  return {
    id,
    about: isRoot,
    fault(root) {
      const schemes = descend(root, `${party}/cac:PartyTaxScheme`);
      const identifiers = schemes
        .filter((scheme) => descend(scheme, "cac:TaxScheme/cbc:ID").some(({ text }) => text.toUpperCase() === "VAT"))
        .flatMap((scheme) => descend(scheme, "cbc:CompanyID"));
      return identifiers.length > 1 ? `${who} has ${identifiers.length} VAT identifiers` : undefined;
    },
  };
}

function sameEverywhere(id: string, qualifiedName: string, what: string): SyntaxRule {
  const name = nameOf(qualifiedName);
  return {
    id,
    about: isRoot,
    fault(root) {
      const values = new Set(textsOf(root, name));
      return values.size > 1 ? `There is more than one ${what}: ${[...values].join(", ")}` : undefined;
    },
  };
}

type ValueOf = (element: XmlElement) => string | undefined;

/** A country's own scheme, as "MY:TIN", is in no international list: the country's provider judges it. */
const nationalScheme = /^[A-Z]{2}:[A-Z0-9]+$/;

/** The value, where there is one, is in the list. */
function coded(id: string, list: CodeListName, valueOf: ValueOf): SyntaxRule {
  return {
    id,
    about: (element) => valueOf(element) !== undefined,
    fault(element) {
      const code = valueOf(element)?.trim() ?? "";
      if (isCodeOf(list, code) || nationalScheme.test(code)) return undefined;
      return `${qualified(element)} has the code "${code}", which is not in its list`;
    },
  };
}

function isInside(parentName: string, childName: string) {
  const [isParent, isChild] = [named(parentName), named(childName)];
  return (element: XmlElement) => isChild(element) && element.parent !== undefined && isParent(element.parent);
}

function textOf(parentName: string, childName: string): ValueOf {
  const isPlace = isInside(parentName, childName);
  return (element) => (isPlace(element) ? element.text : undefined);
}

function schemeOf(parentName: string, childName: string): ValueOf {
  const isPlace = isInside(parentName, childName);
  return (element) => (isPlace(element) ? attributeOf(element, "schemeID")?.value : undefined);
}

/** Whoever gets the money may have BT-90 among its identifiers. */
function partyScheme(element: XmlElement): string | undefined {
  const scheme = identificationScheme(element);
  return scheme === "SEPA" && isOfPaidParty(element) ? undefined : scheme;
}

const isOfPaidParty = ({ parent }: XmlElement): boolean =>
  parent !== undefined && (isSupplierParty(parent) || isPayeeParty(parent) || isOfPaidParty(parent));

function needsAttribute(id: string, attribute: string): SyntaxRule {
  return {
    id,
    about: isBinaryObject,
    fault: (element) =>
      attributeOf(element, attribute) ? undefined : `${qualified(element)} is an attachment without ${attribute}`,
  };
}

const textsOf = (element: XmlElement, name: XmlName): string[] => [
  ...(isNamed(element, name) && !isBlank(element.text) ? [element.text] : []),
  ...element.children.flatMap((child) => textsOf(child, name)),
];

const descend = (element: XmlElement, path: string): readonly XmlElement[] =>
  stepsOf(path).reduce<readonly XmlElement[]>(
    (found, step) => found.flatMap(({ children }) => children.filter((child) => isNamed(child, step))),
    [element],
  );

const rootOf = (element: XmlElement): XmlElement => (element.parent ? rootOf(element.parent) : element);
