import type { Ask } from "./ask-gateway.js";

export interface Acknowledgement {
  readonly submissionId: string;
  /** The key was known. */
  readonly replayed: boolean;
}

interface Submitted {
  readonly submitInvoice: {
    readonly replayed: boolean;
    readonly submission: { readonly id: string } | null;
    readonly errors: readonly { readonly code: string; readonly message: string }[];
  };
}

const mutation = `mutation Submit($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) { replayed submission { id } errors { ... on UserError { code message } } }
}`;

/** The invoice itself is refused: that is a fault of this harness, and no repetition helps. */
export class Refusal extends Error {}

/** Submits the invoice of this number; the number is the key, too. */
export async function submitInvoice(ask: Ask, number: string, provider: string): Promise<Acknowledgement> {
  const input = { idempotencyKey: number, content: { invoice: anInvoice(number) }, routing: { provider } };
  const { submitInvoice: answer } = await ask<Submitted>(mutation, { input });
  if (!answer.submission) throw new Refusal(`${number} was not taken: ${JSON.stringify(answer.errors)}`);
  return { submissionId: answer.submission.id, replayed: answer.replayed };
}

const anInvoice = (number: string) => ({
  number,
  issueDate: "2026-03-02",
  dueDate: "2026-04-01",
  currencyCode: "EUR",
  seller: {
    name: "Brouwerij De Dijle bv",
    vatIdentifier: "BE0887290276",
    address: { line1: "Vaartstraat 7", city: "Mechelen", postCode: "2800", countryCode: "BE" },
  },
  buyer: {
    name: "Café du Parc sprl",
    vatIdentifier: "BE0417497106",
    address: { line1: "Avenue du Parc 21", city: "Namur", postCode: "5000", countryCode: "BE" },
  },
  lines: [
    {
      id: "1",
      quantity: "12",
      unitCode: "C62",
      price: { net: "18.50" },
      vat: { category: "S", rate: "21" },
      item: { name: "Crate of tripel" },
    },
  ],
});
