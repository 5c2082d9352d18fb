import { attributeAt, findAll, textAt, type XmlElement } from "./ubl-tree.js";

export interface PeppolId {
  readonly scheme: string;
  readonly id: string;
}

/** What the provider keeps about a UBL document; names as in its API. */
export interface DocumentFields {
  readonly document_type: string;
  readonly invoice_id: string | null;
  readonly invoice_date: string | null;
  readonly [field: string]: unknown;
}

const creditNoteCodes = new Set(["381", "396", "81", "83", "532"]);

export function readDocument(ubl: XmlElement): DocumentFields {
  const at = (path: string) => textAt(ubl, path) ?? null;
  const isCreditNote = ubl.name === "CreditNote" || creditNoteCodes.has(at("InvoiceTypeCode") ?? "");
  const seller = "AccountingSupplierParty/Party";
  const buyer = "AccountingCustomerParty/Party";
  return {
    document_type: isCreditNote ? "CREDIT_NOTE" : "INVOICE",
    invoice_id: at("ID"),
    invoice_date: at("IssueDate"),
    due_date: at("DueDate"),
    currency: at("DocumentCurrencyCode") ?? "EUR",
    purchase_order: at("OrderReference/ID"),
    note: at("Note"),
    vendor_name: at(`${seller}/PartyLegalEntity/RegistrationName`),
    vendor_tax_id: at(`${seller}/PartyTaxScheme/CompanyID`),
    customer_name: at(`${buyer}/PartyLegalEntity/RegistrationName`),
    customer_tax_id: at(`${buyer}/PartyTaxScheme/CompanyID`),
    subtotal: at("LegalMonetaryTotal/TaxExclusiveAmount"),
    total_tax: at("TaxTotal/TaxAmount"),
    invoice_total: at("LegalMonetaryTotal/TaxInclusiveAmount"),
    amount_due: at("LegalMonetaryTotal/PayableAmount"),
    items: linesOf(ubl).map((line) => ({
      description: textAt(line, "Item/Name") ?? null,
      quantity: textAt(line, "InvoicedQuantity") ?? textAt(line, "CreditedQuantity") ?? null,
      unit:
        attributeAt(line, "InvoicedQuantity", "unitCode") ?? attributeAt(line, "CreditedQuantity", "unitCode") ?? null,
      unit_price: textAt(line, "Price/PriceAmount") ?? null,
      amount: textAt(line, "LineExtensionAmount") ?? null,
      tax_rate: textAt(line, "Item/ClassifiedTaxCategory/Percent") ?? null,
    })),
  };
}

export const linesOf = (ubl: XmlElement): XmlElement[] => [
  ...findAll(ubl, "InvoiceLine"),
  ...findAll(ubl, "CreditNoteLine"),
];

/** BT-34 or BT-49. */
export function endpointOf(ubl: XmlElement, role: "Supplier" | "Customer"): PeppolId | undefined {
  const path = `Accounting${role}Party/Party/EndpointID`;
  const scheme = attributeAt(ubl, path, "schemeID");
  const id = textAt(ubl, path);
  return scheme && id ? { scheme, id } : undefined;
}
