import { isCodeOf } from "../code-lists/code-lists.js";
import type { ElectronicAddress, Invoice, InvoiceLine } from "../invoice.js";
import type { RuleViolation } from "../validation.js";
import { documentAllowanceRules, documentChargeRules, lineAllowanceRules, lineChargeRules } from "./allowance-rules.js";
import {
  attachmentRules,
  documentRules,
  noteRules,
  periodRules,
  precedingInvoiceRules,
  totalRules,
} from "./document-rules.js";
import { gatherFacts } from "./facts.js";
import { checkElectronicAddress } from "./gateway-rules.js";
import { itemAttributeRules, itemClassificationRules, lineRules } from "./line-rules.js";
import { findMalformedDecimals } from "./malformed-decimals.js";
import {
  addressRules,
  buyerRules,
  deliveryRules,
  electronicAddressRules,
  partyIdentifierRules,
  payeeRules,
  sellerRules,
  taxRepresentativeRules,
} from "./party-rules.js";
import { cardRules, creditTransferRules, paymentRules } from "./payment-rules.js";
import type { Inspection, Rule } from "./rule.js";
import { inspect, inspectAll } from "./rule.js";
import { vatBreakdownRules } from "./vat-breakdown-rules.js";
import {
  allowanceRateRules,
  breakdownCategoryRules,
  categoryRules,
  chargeRateRules,
  lineRateRules,
} from "./vat-category-rules.js";

/** What `checkInvoice` and its companions report under. */
export const modelRulesets = ["EN16931", "GATEWAY"] as const;

const sellerAddress = addressRules({ name: "The seller's address (BG-5)", group: "BR-08", country: "BR-09" });
const buyerAddress = addressRules({ name: "The buyer's address (BG-8)", group: "BR-10", country: "BR-11" });
const representativeAddress = addressRules({
  name: "The tax representative's address (BG-12)",
  group: "BR-19",
  country: "BR-20",
});
const deliveryAddress = addressRules({ name: "The deliver-to address (BG-15)", country: "BR-57" });
const sellerElectronicAddress = electronicAddressRules("BR-62");
const buyerElectronicAddress = electronicAddressRules("BR-63");
const invoicingPeriod = periodRules("BR-29", "BR-CO-19");
const linePeriod = periodRules("BR-30", "BR-CO-20");

/**
 * Every business rule of EN 16931 the invoice breaks, with the field to put right, as far as the model can show it;
 * beside them doubts about electronic addresses. A first answer within a millisecond: the official rules on the
 * written document remain the authority.
 */
export const checkInvoice = (invoice: Invoice): RuleViolation[] => {
  const malformed = findMalformedDecimals(invoice);
  if (malformed.length > 0) return malformed;
  const inspection: Inspection = { facts: gatherFacts(invoice), ruleset: "EN16931", violations: [] };
  inspectDocument(inspection, invoice);
  inspectParties(inspection, invoice);
  inspectPayment(inspection, invoice);
  inspectAmounts(inspection, invoice);
  for (const [index, line] of invoice.lines.entries()) inspectLine(inspection, line, ["lines", String(index)]);
  return inspection.violations;
};

function inspectDocument(inspection: Inspection, invoice: Invoice): void {
  inspect(inspection, documentRules, invoice);
  inspect(inspection, totalRules, invoice);
  inspect(inspection, categoryRules, invoice);
  inspectAll(inspection, noteRules, invoice.notes, ["notes"]);
  inspectAll(inspection, precedingInvoiceRules, invoice.precedingInvoices, ["precedingInvoices"]);
  inspectAll(inspection, attachmentRules, invoice.attachments, ["attachments"]);
  inspectOptional(inspection, invoicingPeriod, invoice.invoicingPeriod, ["invoicingPeriod"]);
}

function inspectParties(inspection: Inspection, invoice: Invoice): void {
  const { seller, buyer, payee, taxRepresentative, delivery } = invoice;
  inspect(inspection, sellerRules, seller, ["seller"]);
  inspect(inspection, sellerAddress, seller.address, ["seller", "address"]);
  inspectAll(inspection, partyIdentifierRules, seller.identifiers, ["seller", "identifiers"]);
  inspectElectronicAddress(inspection, sellerElectronicAddress, seller.electronicAddress, "seller");

  inspect(inspection, buyerRules, buyer, ["buyer"]);
  inspect(inspection, buyerAddress, buyer.address, ["buyer", "address"]);
  inspectAll(inspection, partyIdentifierRules, buyer.identifiers, ["buyer", "identifiers"]);
  inspectElectronicAddress(inspection, buyerElectronicAddress, buyer.electronicAddress, "buyer");

  inspectOptional(inspection, payeeRules, payee, ["payee"]);
  inspectOptional(inspection, partyIdentifierRules, payee?.identifier, ["payee", "identifier"]);
  inspectOptional(inspection, taxRepresentativeRules, taxRepresentative, ["taxRepresentative"]);
  inspectOptional(inspection, representativeAddress, taxRepresentative?.address, ["taxRepresentative", "address"]);
  inspectOptional(inspection, deliveryRules, delivery, ["delivery"]);
  inspectOptional(inspection, deliveryAddress, delivery?.address, ["delivery", "address"]);
}

function inspectElectronicAddress(
  inspection: Inspection,
  rules: readonly Rule<ElectronicAddress>[],
  address: ElectronicAddress | undefined,
  party: "seller" | "buyer",
): void {
  if (address === undefined) return;
  const path = [party, "electronicAddress"];
  inspect(inspection, rules, address, path);
  if (isCodeOf("addressSchemes", address.scheme)) inspection.violations.push(...checkElectronicAddress(address, path));
}

function inspectPayment(inspection: Inspection, { payment }: Invoice): void {
  if (payment === undefined) return;
  inspect(inspection, paymentRules, payment, ["payment"]);
  inspectAll(inspection, creditTransferRules, payment.creditTransfers, ["payment", "creditTransfers"]);
  inspectOptional(inspection, cardRules, payment.card, ["payment", "card"]);
}

function inspectAmounts(inspection: Inspection, { allowances, charges, vatBreakdown }: Invoice): void {
  inspectAll(inspection, documentAllowanceRules, allowances, ["allowances"]);
  inspectAll(inspection, documentChargeRules, charges, ["charges"]);
  inspectAll(inspection, vatBreakdownRules, vatBreakdown, ["vatBreakdown"]);
  for (const [index, { vat }] of allowances.entries())
    inspect(inspection, allowanceRateRules.get(vat.category) ?? [], vat, ["allowances", String(index), "vat"]);
  for (const [index, { vat }] of charges.entries())
    inspect(inspection, chargeRateRules.get(vat.category) ?? [], vat, ["charges", String(index), "vat"]);
  for (const [index, entry] of vatBreakdown.entries())
    inspect(inspection, breakdownCategoryRules.get(entry.category) ?? [], entry, ["vatBreakdown", String(index)]);
}

function inspectLine(inspection: Inspection, line: InvoiceLine, path: readonly string[]): void {
  inspect(inspection, lineRules, line, path);
  inspect(inspection, lineRateRules.get(line.vat.category) ?? [], line.vat, [...path, "vat"]);
  inspectOptional(inspection, linePeriod, line.period, [...path, "period"]);
  inspectAll(inspection, lineAllowanceRules, line.allowances, [...path, "allowances"]);
  inspectAll(inspection, lineChargeRules, line.charges, [...path, "charges"]);
  inspectAll(inspection, itemAttributeRules, line.item.attributes, [...path, "item", "attributes"]);
  inspectAll(inspection, itemClassificationRules, line.item.classifications, [...path, "item", "classifications"]);
}

function inspectOptional<Subject>(
  inspection: Inspection,
  rules: readonly Rule<Subject>[],
  subject: Subject | undefined,
  path: readonly string[],
): void {
  if (subject !== undefined) inspect(inspection, rules, subject, path);
}
