import type { InvoiceDraft, InvoiceLineDraft } from "../../src/domain/draft-invoice.js";
import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";

export const aLine = (overrides: Partial<InvoiceLineDraft> = {}): InvoiceLineDraft => ({
  id: "1",
  quantity: "2",
  unitCode: "C62",
  price: { net: "50.00" },
  vat: { category: "S", rate: "21" },
  item: { name: "Chair" },
  ...overrides,
});

/** A draft no rule objects to. */
export const aDraft = (overrides: Partial<InvoiceDraft> = {}): InvoiceDraft => ({
  number: "2026-001",
  issueDate: "2026-11-22",
  currencyCode: "EUR",
  seller: {
    name: "Seller",
    vatIdentifier: "BE0887290276",
    electronicAddress: { scheme: "0208", value: "0887290276" },
    address: { countryCode: "BE" },
  },
  buyer: { name: "Buyer", address: { countryCode: "NL" } },
  lines: [aLine()],
  ...overrides,
});

export const complete = (overrides: Partial<InvoiceDraft> = {}): Invoice => completeInvoice(aDraft(overrides)).invoice;

/** An invoice that uses every group a rule of the standard is about, and breaks none. */
export const aFullInvoice = (): Invoice =>
  complete({
    typeCode: "384",
    vatAccountingCurrencyCode: "SEK",
    taxPointDateCode: "35",
    invoicedObject: { value: "meter-1", scheme: "AVE" },
    notes: [{ subjectCode: "AAI", text: "General" }],
    precedingInvoices: [{ number: "2026-000" }],
    exchangeRates: [{ from: "EUR", to: "SEK", rate: "11.05" }],
    seller: {
      name: "Seller",
      tradingName: "Seller's shop",
      identifiers: [{ value: "1548079098355", scheme: "0088" }],
      legalRegistration: { value: "0887290276", scheme: "0208" },
      vatIdentifier: "BE0887290276",
      taxRegistration: "T-1",
      electronicAddress: { scheme: "0208", value: "0887290276" },
      address: { city: "Brussels", countryCode: "BE" },
    },
    buyer: {
      name: "Buyer",
      identifiers: [{ value: "784301772", scheme: "0002" }],
      legalRegistration: { value: "784301772", scheme: "0002" },
      vatIdentifier: "FR83784301772",
      electronicAddress: { scheme: "0009", value: "78430177200025" },
      address: { city: "Lyon", countryCode: "FR" },
    },
    payee: { name: "Factor", identifier: { value: "F", scheme: "0088" }, legalRegistration: { value: "F" } },
    taxRepresentative: { name: "Proxy", vatIdentifier: "EL123456789", address: { city: "Athens", countryCode: "GR" } },
    delivery: {
      date: "2026-11-20",
      location: { value: "L", scheme: "0088" },
      address: { city: "Nice", countryCode: "FR" },
    },
    invoicingPeriod: { startDate: "2026-11-01", endDate: "2026-11-30" },
    payment: {
      meansCode: "30",
      creditTransfers: [{ account: "BE71096123456769" }],
      card: { primaryAccountNumber: "1234" },
    },
    allowances: [
      { amount: "5.00", baseAmount: "50.00", vat: { category: "S", rate: "21" }, reason: "Loyal", reasonCode: "95" },
    ],
    charges: [
      { amount: "3.00", baseAmount: "30.00", vat: { category: "S", rate: "21" }, reason: "Freight", reasonCode: "FC" },
    ],
    totals: { paidAmount: "10.00", roundingAmount: "0.01" },
    attachments: [{ reference: "A", content: { fileName: "a.pdf", mimeCode: "application/pdf", base64: "QQ==" } }],
    lines: [
      aLine({
        object: { value: "o", scheme: "AVE" },
        period: { startDate: "2026-11-01", endDate: "2026-11-02" },
        allowances: [{ amount: "1.00", baseAmount: "10.00", reason: "Scratch", reasonCode: "95" }],
        charges: [{ amount: "2.00", baseAmount: "20.00", reason: "Paint", reasonCode: "FC" }],
        price: { net: "50.00", gross: "60.00", discount: "10.00", baseQuantity: "1", baseQuantityUnitCode: "C62" },
        item: {
          name: "Chair",
          standardIdentifier: { value: "1548079098355", scheme: "0160" },
          classifications: [{ value: "56101504", list: "TST" }],
          originCountryCode: "IT",
          attributes: [{ name: "Colour", value: "red" }],
        },
      }),
    ],
  });

/** The invoice with one place changed; undefined takes the place away. A path is text: `lines.0.vat.rate`. */
export const withChange = (invoice: Invoice, path: string, value: unknown): Invoice => {
  const copy = structuredClone(invoice);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce(
    (node, key) => node[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
};
