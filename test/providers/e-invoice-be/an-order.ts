import { readFileSync } from "node:fs";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { DocumentContent, Reference, SubmitOrder } from "../../../src/provider-kit/provider.js";

const fixture = readFileSync(new URL("../../../providers/e-invoice-be/fixtures/invoice.xml", import.meta.url), "utf8");

export const sellerId = { scheme: "0208", value: "0777777771" };
export const buyerId = { scheme: "0208", value: "0887290276" };

/** The fixture with another number and other pieces of text exchanged. */
export const aUblText = (number = "KOF-2026-0042", ...changes: readonly (readonly [from: string, to: string])[]) =>
  changes.reduce((text, [from, to]) => text.replaceAll(from, to), fixture.replaceAll("KOF-2026-0042", number));

export const aUblDocument = (text = aUblText()): DocumentContent => ({
  format: "UBL",
  mediaType: "application/xml",
  fileName: "invoice.xml",
  bytes: Buffer.from(text, "utf8"),
});

/** The model of the fixture. */
export const anInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  kind: "INVOICE",
  number: "KOF-2026-0042",
  issueDate: "2026-11-20",
  typeCode: "380",
  currencyCode: "EUR",
  dueDate: "2026-12-20",
  buyerReference: "Atelier 7",
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
    name: "Koffiebranderij De Molen BV",
    identifiers: [],
    vatIdentifier: "BE0777777771",
    electronicAddress: sellerId,
    address: { countryCode: "BE" },
  },
  buyer: {
    name: "Atelier Lumière SRL",
    identifiers: [],
    vatIdentifier: "BE0887290276",
    electronicAddress: buyerId,
    address: { countryCode: "BE" },
  },
  allowances: [],
  charges: [],
  totals: {
    lineNetTotal: "149.00",
    taxExclusive: "149.00",
    vatAmount: "8.94",
    taxInclusive: "157.94",
    payable: "157.94",
  },
  vatBreakdown: [{ taxableAmount: "149.00", taxAmount: "8.94", category: "S", rate: "6.00" }],
  attachments: [],
  lines: [
    {
      id: "1",
      quantity: "10",
      unitCode: "KGM",
      netAmount: "149.00",
      allowances: [],
      charges: [],
      price: { net: "14.90" },
      vat: { category: "S", rate: "6.00" },
      item: { name: "Espresso", classifications: [], attributes: [] },
      subLines: [],
    },
  ],
  exchangeRates: [],
  installments: [],
  prepayments: [],
  otherTaxes: [],
  parties: [],
  additionalData: [],
  unmapped: [],
  ...changes,
});

export interface TestOrder extends SubmitOrder {
  /** What the adapter remembered, oldest first. */
  readonly checkpoints: Reference[];
}

export function anOrder(changes: Partial<SubmitOrder> & { readonly text?: string } = {}): TestOrder {
  const { text, ...rest } = changes;
  const checkpoints: Reference[] = [];
  return {
    key: "order-1",
    invoice: anInvoice(),
    document: aUblDocument(text),
    sender: sellerId,
    receiver: buyerId,
    checkpoint: async (reference) => void checkpoints.push(reference),
    checkpoints,
    ...rest,
  };
}

export async function until<Value>(find: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const value = await find();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error("what the test waits for did not come within 10 seconds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
