import type { Address, Extensions, Invoice, InvoiceLine } from "../../src/domain/invoice.js";
import { aCompleteInvoice } from "./a-complete-invoice.js";
import { anInvoiceLine } from "./an-invoice.js";

const withExtras = (address: Address, name: string): Address => ({
  ...address,
  buildingNumber: `${name} 7`,
  additionalNumber: `${name} 4321`,
  district: `${name} district`,
  postBox: `${name} box 9`,
});

const extensionsOf = (anchor: string): Extensions => ({
  ksef: { note: `${anchor} note`, flags: { cash: true, count: 3 }, codes: [`${anchor} GTU_01`, `${anchor} GTU_02`] },
  myInvois: { code: `${anchor} code` },
});

const aPart = (id: string, netAmount: string, subLines: readonly InvoiceLine[] = []): InvoiceLine =>
  anInvoiceLine({
    id,
    quantity: "1",
    netAmount,
    price: { net: netAmount },
    item: { name: `Part ${id}`, classifications: [], attributes: [] },
    subLines,
  });

/** The complete invoice with everything the model has beside EN 16931; no document syntax carries all of it. */
export const anInvoiceWithAdditions = (overrides: Partial<Invoice> = {}): Invoice => {
  const complete = aCompleteInvoice();
  const [first, ...others] = complete.lines as readonly [InvoiceLine, ...InvoiceLine[]];
  return {
    ...complete,
    contractReferences: [{ id: "C-88", issueDate: "2025-12-01", lineNumbers: ["1"] }],
    seller: {
      ...complete.seller,
      address: withExtras(complete.seller.address, "Kouter"),
      extensions: extensionsOf("Seller"),
    },
    buyer: {
      ...complete.buyer,
      address: withExtras(complete.buyer.address, "Canal"),
      extensions: extensionsOf("Buyer"),
    },
    payment: { ...complete.payment!, extensions: extensionsOf("Payment") },
    vatBreakdown: complete.vatBreakdown.map((entry) => ({ ...entry, extensions: extensionsOf("Tax") })),
    lines: [
      {
        ...first,
        subLines: [aPart("1.1", "150.00", [aPart("1.1.1", "150.00")]), aPart("1.2", "50.00")],
        extensions: extensionsOf("Line"),
      },
      ...others,
    ],
    installments: [
      { dueDate: "2026-04-30", amount: "80.00", percentage: "40", meansCode: "30" },
      { dueDate: "2026-05-31", amount: "120.00", percentage: "60" },
    ],
    prepayments: [
      { amount: "90.00", date: "2026-02-01", time: "09:15:00", reference: "ADV-1" },
      { amount: "6.00", date: "2026-02-02" },
    ],
    otherTaxes: [
      {
        kind: "WITHHOLDING",
        code: "RT01",
        amount: "20.00",
        baseAmount: "100.00",
        rate: "20",
        reason: "Freelance",
        lineNumbers: [],
      },
      { kind: "STAMP", amount: "2.00", vat: { category: "E", rate: "0" }, lineNumbers: ["1", "1.1"] },
    ],
    parties: [
      {
        role: "OTHER",
        roleText: "Guarantor",
        name: "Borg nv",
        identifiers: [{ value: "5411111000026", scheme: "0088" }],
        legalRegistration: { value: "0403170701", scheme: "0208" },
        vatIdentifier: "BE0403170701",
        taxRegistration: "TR-55",
        electronicAddress: { value: "0403170701", scheme: "0208" },
        address: withExtras({ line1: "Markt 1", city: "Brugge", postCode: "8000", countryCode: "BE" }, "Markt"),
        contact: { name: "An Claes", telephone: "+32 50 11 22 33", email: "an@borg.example" },
        sharePercentage: "25.5",
      },
      { role: "FACTOR", name: "Krediet nv", identifiers: [] },
      { role: "EMPLOYEE", name: "Jan Peeters", identifiers: [] },
      { role: "CARRIER", name: "Snel Vervoer bv", identifiers: [] },
    ],
    correction: {
      reason: "Wrong price",
      effect: "ORIGINAL_PERIOD",
      method: "BEFORE_AFTER",
      linesBefore: [aPart("B1", "240.00")],
    },
    additionalData: [
      { lineId: "1", key: "Batch", value: "LOT-88" },
      { key: "Season", value: "Spring sale" },
    ],
    extensions: extensionsOf("Invoice"),
    unmapped: [{ path: "/Invoice/Odd", value: "left over" }],
    ...overrides,
  };
};
