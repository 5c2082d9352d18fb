import type { Invoice } from "../../src/domain/invoice.js";
import { anInvoice, anInvoiceLine } from "./an-invoice.js";

/** An invoice of a company in Milan to one in Rome: 250.00 and 55.00 VAT. */
export const anItalianInvoice = (overrides: Partial<Invoice> = {}): Invoice => {
  const { buyerReference: _, ...base } = anInvoice();
  return {
    ...base,
    number: "FV-2026-117",
    dueDate: "2026-04-01",
    process: { specification: "urn:cen.eu:en16931:2017" },
    seller: {
      name: "Officina Navigli S.r.l.",
      identifiers: [],
      vatIdentifier: "IT01234567890",
      address: {
        line1: "Alzaia Naviglio Grande",
        buildingNumber: "12",
        city: "Milano",
        postCode: "20144",
        subdivision: "MI",
        countryCode: "IT",
      },
      extensions: { fatturaPa: { taxRegime: "RF01" } },
    },
    buyer: {
      name: "Società Trastevere S.p.A.",
      identifiers: [],
      vatIdentifier: "IT09876543217",
      electronicAddress: { scheme: "0205", value: "ABC1234" },
      address: { line1: "Via della Lungara 3", city: "Roma", postCode: "00165", subdivision: "RM", countryCode: "IT" },
    },
    payment: { meansCode: "30", creditTransfers: [{ account: "IT60X0542811101000000123456" }] },
    totals: {
      lineNetTotal: "250.00",
      taxExclusive: "250.00",
      vatAmount: "55.00",
      taxInclusive: "305.00",
      payable: "305.00",
    },
    vatBreakdown: [{ taxableAmount: "250.00", taxAmount: "55.00", category: "S", rate: "22" }],
    lines: [
      anInvoiceLine({ vat: { category: "S", rate: "22" } }),
      anInvoiceLine({
        id: "2",
        quantity: "1",
        netAmount: "50.00",
        price: { net: "50.00" },
        vat: { category: "S", rate: "22" },
        item: { name: "Consegna al secondo piano", classifications: [], attributes: [] },
      }),
    ],
    ...overrides,
  };
};
