import {
  type Decimal,
  add,
  isDecimal,
  isEqual,
  isNegative,
  isZero,
  subtract,
  sum,
} from "../../../src/domain/decimal.js";
import { checkParticipantId } from "../../../src/domain/participant.js";
import { endpointOf, linesOf } from "./read-document.js";
import { findAll, readUblTree, textAt, type XmlElement } from "./ubl-tree.js";

export interface Issue {
  readonly message: string;
  readonly schematron: string;
  readonly type: "error" | "warning";
  readonly rule_id: string;
  readonly flag: string;
  readonly location: string;
}

/** The part of EN 16931 and Peppol BIS Billing 3 that the simulator enforces. */
export function checkUbl(bytes: Uint8Array): Issue[] {
  const ubl = readUblTree(bytes);
  if (typeof ubl === "string") return [issue("UBL-SYNTAX", "/", ubl)];
  return [
    ...missingElements(ubl),
    ...wrongProcess(ubl),
    ...wrongAddresses(ubl),
    ...wrongTotals(ubl),
    ...unusualElements(ubl),
  ];
}

function issue(rule: string, location: string, message: string, type: Issue["type"] = "error"): Issue {
  const schematron = rule.startsWith("PEPPOL") ? "PEPPOL-EN16931-UBL" : "CEN-EN16931-UBL";
  const flag = type === "error" ? "fatal" : "warning";
  return { rule_id: rule, schematron, type, flag, location, message };
}

/** Mandatory elements by rule; `*` stands for the name of the document. */
const mandatory: readonly (readonly [rule: string, path: string, what: string])[] = [
  ["BR-01", "CustomizationID", "specification identifier (BT-24)"],
  ["BR-02", "ID", "invoice number (BT-1)"],
  ["BR-03", "IssueDate", "issue date (BT-2)"],
  ["BR-04", "*TypeCode", "type code (BT-3)"],
  ["BR-05", "DocumentCurrencyCode", "currency (BT-5)"],
  ["BR-06", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "seller name (BT-27)"],
  ["BR-07", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "buyer name (BT-44)"],
  ["BR-09", "AccountingSupplierParty/Party/PostalAddress/Country/IdentificationCode", "seller country (BT-40)"],
  ["BR-11", "AccountingCustomerParty/Party/PostalAddress/Country/IdentificationCode", "buyer country (BT-55)"],
  ["BR-12", "LegalMonetaryTotal/LineExtensionAmount", "sum of line amounts (BT-106)"],
  ["BR-13", "LegalMonetaryTotal/TaxExclusiveAmount", "total without VAT (BT-109)"],
  ["BR-14", "LegalMonetaryTotal/TaxInclusiveAmount", "total with VAT (BT-112)"],
  ["BR-15", "LegalMonetaryTotal/PayableAmount", "amount due (BT-115)"],
  ["BR-16", "*Line", "line (BG-25)"],
  ["BR-CO-18", "TaxTotal/TaxSubtotal", "VAT breakdown (BG-23)"],
];

const missingElements = (ubl: XmlElement): Issue[] =>
  mandatory
    .map(([rule, path, what]) => ({ rule, path: path.replace("*", ubl.name), what }))
    .filter(({ path }) => findAll(ubl, path).length === 0)
    .map(({ rule, path, what }) => issue(rule, `/${ubl.name}/${path}`, `The document has no ${what}`));

function wrongProcess(ubl: XmlElement): Issue[] {
  const specification = textAt(ubl, "CustomizationID");
  const profile = textAt(ubl, "ProfileID");
  const root = `/${ubl.name}`;
  return [
    ...(specification &&
    !specification.startsWith("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0")
      ? [
          issue(
            "PEPPOL-EN16931-R004",
            `${root}/CustomizationID`,
            `${specification} is not Peppol BIS Billing 3 (BT-24)`,
          ),
        ]
      : []),
    ...(/^urn:fdc:peppol.eu:2017:poacc:billing:\d{2}:1\.0$/.test(profile ?? "")
      ? []
      : [
          issue(
            "PEPPOL-EN16931-R007",
            `${root}/ProfileID`,
            `${profile ?? "No value"} is not a billing process (BT-23)`,
          ),
        ]),
    ...(textAt(ubl, "BuyerReference") || textAt(ubl, "OrderReference/ID")
      ? []
      : [issue("PEPPOL-EN16931-R003", root, "There is neither a buyer reference (BT-10) nor an order (BT-13)")]),
  ];
}

const wrongAddresses = (ubl: XmlElement): Issue[] =>
  (["Supplier", "Customer"] as const).flatMap((role) => {
    const location = `/${ubl.name}/Accounting${role}Party/Party/EndpointID`;
    const endpoint = endpointOf(ubl, role);
    if (!endpoint) {
      const [rule, term] = role === "Supplier" ? ["R020", "seller (BT-34)"] : ["R010", "buyer (BT-49)"];
      return [issue(`PEPPOL-EN16931-${rule}`, location, `There is no electronic address of the ${term}`)];
    }
    // R043 is about Belgian enterprise numbers; official examples have addresses that other schemes would not give.
    const wrong = endpoint.scheme === "0208" ? checkParticipantId({ scheme: "0208", value: endpoint.id }) : undefined;
    return wrong === undefined ? [] : [issue("PEPPOL-COMMON-R043", location, wrong)];
  });

function wrongTotals(ubl: XmlElement): Issue[] {
  const totals = (name: string): Decimal => {
    const text = textAt(ubl, `LegalMonetaryTotal/${name}`);
    return text !== undefined && isDecimal(text) ? text : "0";
  };
  const lines = amountsOf(linesOf(ubl), "LineExtensionAmount");
  const vat = textAt(ubl, "TaxTotal/TaxAmount") ?? "0";
  const subtotals = amountsOf(findAll(ubl, "TaxTotal/TaxSubtotal"), "TaxAmount");
  if (!lines || !subtotals || !isDecimal(vat)) return [issue("UBL-AMOUNT", `/${ubl.name}`, "An amount is no number")];
  const net = subtract(add(totals("LineExtensionAmount"), totals("ChargeTotalAmount")), totals("AllowanceTotalAmount"));
  const due = add(subtract(totals("TaxInclusiveAmount"), totals("PrepaidAmount")), totals("PayableRoundingAmount"));
  const expected: readonly (readonly [rule: string, name: string, stated: Decimal, computed: Decimal])[] = [
    ["BR-CO-10", "LegalMonetaryTotal/LineExtensionAmount", totals("LineExtensionAmount"), sum(lines)],
    ["BR-CO-13", "LegalMonetaryTotal/TaxExclusiveAmount", totals("TaxExclusiveAmount"), net],
    ["BR-CO-14", "TaxTotal/TaxAmount", vat, sum(subtotals)],
    [
      "BR-CO-15",
      "LegalMonetaryTotal/TaxInclusiveAmount",
      totals("TaxInclusiveAmount"),
      add(totals("TaxExclusiveAmount"), vat),
    ],
    ["BR-CO-16", "LegalMonetaryTotal/PayableAmount", totals("PayableAmount"), due],
  ];
  const isDueUnexplained =
    !isNegative(due) && !isZero(due) && !textAt(ubl, "DueDate") && !textAt(ubl, "PaymentTerms/Note");
  return [
    ...expected
      .filter(([, , stated, computed]) => !isEqual(stated, computed))
      .map(([rule, name, stated, computed]) =>
        issue(rule, `/${ubl.name}/${name}`, `${name.split("/").at(-1)} is ${stated} but adds up to ${computed}`),
      ),
    ...(isDueUnexplained && ubl.name === "Invoice"
      ? [issue("BR-CO-25", `/${ubl.name}`, `${due} is due, without a due date (BT-9) or payment terms (BT-20)`)]
      : []),
  ];
}

function amountsOf(elements: readonly XmlElement[], name: string): Decimal[] | undefined {
  const amounts = elements.map((element) => textAt(element, name) ?? "");
  return amounts.every(isDecimal) ? amounts : undefined;
}

/** What the standard allows nobody to rely on: only warnings. */
const unusual = { "UBL-CR-004": "CopyIndicator", "UBL-CR-005": "UUID", "UBL-CR-006": "IssueTime" };

const unusualElements = (ubl: XmlElement): Issue[] =>
  Object.entries(unusual)
    .filter(([, name]) => findAll(ubl, name).length > 0)
    .map(([rule, name]) =>
      issue(rule, `/${ubl.name}/${name}`, `${name} has no meaning in an EN 16931 document`, "warning"),
    );
