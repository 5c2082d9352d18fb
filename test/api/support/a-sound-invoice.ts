import type { Invoice } from "../../../src/domain/invoice.js";
import { anInvoice, anInvoiceLine } from "../../builders/an-invoice.js";

const aPart = (id: string, netAmount: string) =>
  anInvoiceLine({ id, quantity: "1", netAmount, price: { net: netAmount } });

const line = anInvoiceLine({ subLines: [aPart("1.1", "150.00"), aPart("1.2", "50.00")] });

/** Has a value for everything that national systems share beyond EN 16931, and adds up. */
export function aSoundInvoice(overrides: Partial<Invoice> = {}): Invoice {
  const plain = anInvoice();
  const address = {
    line1: "Kouter",
    buildingNumber: "12",
    additionalNumber: "7441",
    district: "Binnenstad",
    postBox: "PB 88",
    city: "Gent",
    postCode: "9000",
    countryCode: "BE",
  };
  return anInvoice({
    typeCode: "384",
    precedingInvoices: [{ number: "2026-0099", issueDate: "2026-02-01", clearanceId: "F9D425P6DS7D8IU" }],
    seller: { ...plain.seller, address },
    lines: [line, ...plain.lines.slice(1)],
    totals: { ...plain.totals, paidAmount: "52.50", payable: "250.00" },
    installments: [
      { dueDate: "2026-04-01", amount: "100.00", percentage: "40", meansCode: "30" },
      { dueDate: "2026-05-01", amount: "150.00", percentage: "60" },
    ],
    dueDate: "2026-05-01",
    prepayments: [
      { amount: "50.00", date: "2026-01-15", time: "09:30:00+01:00", reference: "Advance 12" },
      { amount: "2.50" },
    ],
    otherTaxes: [
      {
        kind: "FUND",
        code: "TC22",
        amount: "4.00",
        baseAmount: "200.00",
        rate: "2",
        reason: "Pension fund",
        vat: { category: "S", rate: "21" },
        lineNumbers: ["1"],
      },
      { kind: "STAMP", amount: "2.00", lineNumbers: [] },
    ],
    parties: [
      {
        role: "OTHER",
        roleText: "Interior architect",
        name: "Atelier Maes",
        identifiers: [{ value: "5412345000013", scheme: "0088" }],
        legalRegistration: { value: "0403199702", scheme: "0208" },
        vatIdentifier: "BE0403199702",
        taxRegistration: "GE-887",
        electronicAddress: { value: "0403199702", scheme: "0208" },
        address,
        contact: { name: "Lieve Maes", telephone: "+32 9 123 45 67", email: "lieve@maes.example" },
      },
      { role: "ADDITIONAL_BUYER", name: "Zenne Druk", identifiers: [], sharePercentage: "25.5" },
    ],
    correction: {
      reason: "One chair too few",
      effect: "ORIGINAL_PERIOD",
      method: "BEFORE_AFTER",
      linesBefore: [anInvoiceLine({ quantity: "1", netAmount: "100.00" })],
    },
    additionalData: [
      { key: "Delivery note", value: "D-6" },
      { lineId: "2", key: "Floor", value: "2" },
    ],
    ...overrides,
  });
}
