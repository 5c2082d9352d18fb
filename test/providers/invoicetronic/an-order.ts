import provider from "../../../providers/invoicetronic/index.js";
import type { Invoice } from "../../../src/domain/invoice.js";
import type { DocumentContent, Receipt, Reference, SubmitOrder } from "../../../src/provider-kit/provider.js";
import { anItalianInvoice } from "../../builders/an-italian-invoice.js";

/** The document of an invoice, as the adapter prepares it. */
export function prepared(invoice: Invoice): DocumentContent {
  const result = provider.prepare({ invoice });
  if ("document" in result) return result.document;
  throw new Error(result.violations.map(({ message }) => message).join("; "));
}

export interface TestOrder extends SubmitOrder {
  /** What the adapter remembered, oldest first. */
  readonly checkpoints: Reference[];
}

export function anOrder(changes: Partial<SubmitOrder> = {}): TestOrder {
  const invoice = changes.invoice ?? anItalianInvoice();
  const checkpoints: Reference[] = [];
  return {
    key: "order-1",
    invoice,
    document: changes.document ?? prepared(invoice),
    checkpoint: async (reference) => void checkpoints.push(reference),
    checkpoints,
    ...changes,
  };
}

/** An order to another recipient code; six characters are a public office. */
export const anOrderTo = (recipientCode: string, changes: Partial<Invoice> = {}): TestOrder => {
  const { buyer } = anItalianInvoice();
  const scheme = recipientCode.length === 6 ? "0201" : "0205";
  const electronicAddress = { scheme, value: recipientCode };
  return anOrder({ invoice: anItalianInvoice({ buyer: { ...buyer, electronicAddress }, ...changes }) });
};

export function accepted(receipt: Receipt | undefined) {
  if (receipt?.outcome !== "accepted") throw new Error(`not accepted: ${JSON.stringify(receipt)}`);
  return receipt;
}

export async function until<Value>(find: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const value = await find();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error("what the test waits for did not come within 10 seconds");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
