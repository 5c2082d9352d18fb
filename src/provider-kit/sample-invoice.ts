import { completeInvoice } from "../domain/draft-invoice.js";
import type { Invoice } from "../domain/invoice.js";
import type { ParticipantId } from "../domain/participant.js";

/** Two Belgian companies that the simulators of Peppol's providers know. */
export const sampleSeller: ParticipantId = { scheme: "0208", value: "0777777771" };
export const sampleBuyer: ParticipantId = { scheme: "0208", value: "0887290276" };

/** One that every provider on Peppol takes, for conformance material. */
export const aPeppolInvoice = (number: string): Invoice =>
  completeInvoice({
    number,
    issueDate: "2026-11-20",
    dueDate: "2026-12-20",
    currencyCode: "EUR",
    buyerReference: "Atelier 7",
    seller: {
      name: "Koffiebranderij De Molen BV",
      vatIdentifier: "BE0777777771",
      electronicAddress: sampleSeller,
      address: { countryCode: "BE" },
    },
    buyer: {
      name: "Atelier Lumière SRL",
      vatIdentifier: "BE0887290276",
      electronicAddress: sampleBuyer,
      address: { countryCode: "BE" },
    },
    lines: [
      {
        id: "1",
        quantity: "10",
        unitCode: "KGM",
        price: { net: "14.90" },
        vat: { category: "S", rate: "6" },
        item: { name: "Coffee beans" },
      },
    ],
  }).invoice;
