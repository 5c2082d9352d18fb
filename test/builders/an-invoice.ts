import type { Invoice, InvoiceLine } from "../../src/domain/invoice.js";

/** A line of 2 × 100.00 EUR at 21 % VAT. */
export const anInvoiceLine = (overrides: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: "1",
  quantity: "2",
  unitCode: "C62",
  netAmount: "200.00",
  allowances: [],
  charges: [],
  price: { net: "100.00" },
  vat: { category: "S", rate: "21" },
  item: { name: "Office chair", classifications: [], attributes: [] },
  ...overrides,
});

/** A Peppol BIS Billing invoice between two Belgian companies whose sums are right: 250.00 and 52.50 VAT. */
export const anInvoice = (overrides: Partial<Invoice> = {}): Invoice => ({
  kind: "INVOICE",
  number: "2026-0117",
  issueDate: "2026-03-02",
  typeCode: "380",
  currencyCode: "EUR",
  dueDate: "2026-04-01",
  buyerReference: "PO-4711",
  contractReferences: [],
  purchaseOrderReferences: [],
  receivingAdviceReferences: [],
  despatchAdviceReferences: [],
  notes: [],
  process: {
    businessProcess: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
    specification: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
  },
  precedingInvoices: [],
  seller: {
    name: "Meubelmakerij Leie bv",
    identifiers: [],
    legalRegistration: { value: "0887290276", scheme: "0208" },
    vatIdentifier: "BE0887290276",
    electronicAddress: { value: "0887290276", scheme: "0208" },
    address: { line1: "Kouter 12", city: "Gent", postCode: "9000", countryCode: "BE" },
  },
  buyer: {
    name: "Imprimerie de la Senne sa",
    identifiers: [],
    legalRegistration: { value: "0417497106", scheme: "0208" },
    vatIdentifier: "BE0417497106",
    electronicAddress: { value: "0417497106", scheme: "0208" },
    address: { line1: "Rue du Canal 3", city: "Bruxelles", postCode: "1000", countryCode: "BE" },
  },
  payment: {
    meansCode: "30",
    remittanceInformation: "+++090/9337/55493+++",
    creditTransfers: [{ account: "BE68539007547034", accountName: "Meubelmakerij Leie" }],
  },
  allowances: [],
  charges: [],
  totals: {
    lineNetTotal: "250.00",
    taxExclusive: "250.00",
    vatAmount: "52.50",
    taxInclusive: "302.50",
    payable: "302.50",
  },
  vatBreakdown: [{ taxableAmount: "250.00", taxAmount: "52.50", category: "S", rate: "21" }],
  attachments: [],
  lines: [
    anInvoiceLine(),
    anInvoiceLine({
      id: "2",
      quantity: "1",
      netAmount: "50.00",
      price: { net: "50.00" },
      item: { name: "Delivery to the second floor", classifications: [], attributes: [] },
    }),
  ],
  exchangeRates: [],
  unmapped: [],
  ...overrides,
});
