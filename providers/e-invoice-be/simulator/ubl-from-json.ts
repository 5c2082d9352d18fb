import { type Decimal, add, divide, isDecimal, multiply, round, sum } from "../../../src/domain/decimal.js";
import { wrongField } from "./http.js";

/** A document as clients create it from JSON; names as in the provider's API, amounts as numbers or text. */
type Json = Readonly<Record<string, unknown>>;

interface Line {
  readonly json: Json;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly rate: Decimal;
}

/** The Peppol invoice of a JSON document. What is missing there is missing here, for validation to say so. */
export function ublFromJson(json: Json): string {
  const lines = readItems(json);
  const isCreditNote = json["document_type"] === "CREDIT_NOTE";
  const root = isCreditNote ? "CreditNote" : "Invoice";
  const currency = text(json, "currency") ?? "EUR";
  const money = (name: string, value: Decimal) =>
    `<cbc:${name} currencyID="${escape(currency)}">${round(value, 2)}</cbc:${name}>`;
  const rates = [...new Set(lines.map(({ rate }) => rate))];
  const taxes = rates.map((rate) => {
    const base = sum(lines.filter((line) => line.rate === rate).map(({ amount }) => amount));
    return { rate, base, tax: divide(multiply(base, rate), "100", 2) };
  });
  const net = sum(lines.map(({ amount }) => amount));
  const tax = sum(taxes.map((entry) => entry.tax));
  const total = add(net, tax);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"`,
    ` xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"`,
    ` xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">`,
    element("CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"),
    element("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
    element("ID", text(json, "invoice_id")),
    element("IssueDate", text(json, "invoice_date")),
    isCreditNote ? "" : element("DueDate", text(json, "due_date")),
    element(`${root}TypeCode`, isCreditNote ? "381" : "380"),
    element("Note", text(json, "note")),
    element("DocumentCurrencyCode", currency),
    element("BuyerReference", text(json, "customer_id") ?? text(json, "purchase_order") ?? text(json, "invoice_id")),
    party("Supplier", json, "vendor"),
    party("Customer", json, "customer"),
    text(json, "payment_term")
      ? `<cac:PaymentTerms>${element("Note", text(json, "payment_term"))}</cac:PaymentTerms>`
      : "",
    `<cac:TaxTotal>${money("TaxAmount", tax)}`,
    ...taxes.map(
      (entry) =>
        `<cac:TaxSubtotal>${money("TaxableAmount", entry.base)}${money("TaxAmount", entry.tax)}` +
        `<cac:TaxCategory>${category(entry.rate)}</cac:TaxCategory></cac:TaxSubtotal>`,
    ),
    `</cac:TaxTotal><cac:LegalMonetaryTotal>${money("LineExtensionAmount", net)}${money("TaxExclusiveAmount", net)}`,
    `${money("TaxInclusiveAmount", total)}${money("PayableAmount", total)}</cac:LegalMonetaryTotal>`,
    ...lines.map(
      ({ json: item, quantity, price, amount, rate }, index) =>
        `<cac:${root}Line>${element("ID", String(index + 1))}` +
        `<cbc:${isCreditNote ? "Credited" : "Invoiced"}Quantity unitCode="${escape(text(item, "unit") ?? "C62")}">` +
        `${quantity}</cbc:${isCreditNote ? "Credited" : "Invoiced"}Quantity>${money("LineExtensionAmount", amount)}` +
        `<cac:Item>${element("Name", text(item, "description") ?? `Item ${index + 1}`)}` +
        `<cac:ClassifiedTaxCategory>${category(rate)}</cac:ClassifiedTaxCategory></cac:Item>` +
        `<cac:Price><cbc:PriceAmount currencyID="${escape(currency)}">${price}</cbc:PriceAmount></cac:Price></cac:${root}Line>`,
    ),
    `</${root}>`,
  ].join("");
}

function readItems(json: Json): Line[] {
  const items = json["items"];
  if (!Array.isArray(items) || items.length === 0) {
    throw wrongField(["body", "items"], "List should have at least 1 item", "too_short");
  }
  return (items as Json[]).map((item, index) => {
    const read = (name: string, fallback: Decimal): Decimal => {
      const value = item[name];
      const written = typeof value === "string" || typeof value === "number" ? String(value) : fallback;
      if (isDecimal(written)) return written;
      throw wrongField(["body", "items", index, name], "Input should be a valid decimal", "decimal_parsing");
    };
    const quantity = read("quantity", "1");
    const price = read("unit_price", read("amount", "0"));
    return {
      json: item,
      quantity,
      price,
      amount: read("amount", round(multiply(quantity, price), 2)),
      rate: read("tax_rate", "21.00"),
    };
  });
}

const text = (json: Json, name: string): string | undefined => {
  const value = json[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

const escape = (value: string) => value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const element = (name: string, value: string | undefined) =>
  value === undefined ? "" : `<cbc:${name}>${escape(value)}</cbc:${name}>`;

const category = (rate: Decimal) =>
  `<cbc:ID>S</cbc:ID><cbc:Percent>${rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>`;

/** In Belgium the Peppol address is the enterprise number, which is the VAT number without its country. */
function party(role: "Supplier" | "Customer", json: Json, prefix: "vendor" | "customer"): string {
  const taxId = text(json, `${prefix}_tax_id`);
  const number = taxId?.replace(/^BE/i, "").replace(/\D/g, "");
  return (
    `<cac:Accounting${role}Party><cac:Party>` +
    (number ? `<cbc:EndpointID schemeID="0208">${number.padStart(10, "0")}</cbc:EndpointID>` : "") +
    `<cac:PostalAddress>${element("StreetName", text(json, `${prefix}_address`))}` +
    `<cac:Country>${element("IdentificationCode", taxId?.slice(0, 2).toUpperCase() ?? "BE")}</cac:Country></cac:PostalAddress>` +
    (taxId
      ? `<cac:PartyTaxScheme>${element("CompanyID", taxId)}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`
      : "") +
    `<cac:PartyLegalEntity>${element("RegistrationName", text(json, `${prefix}_name`))}</cac:PartyLegalEntity>` +
    `</cac:Party></cac:Accounting${role}Party>`
  );
}
