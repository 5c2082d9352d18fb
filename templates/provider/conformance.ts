import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";

const address = { scheme: "0208", value: "0887290276" };

const invoice = (number: string): Invoice =>
  completeInvoice({
    number,
    issueDate: "2026-11-20",
    dueDate: "2026-12-20",
    currencyCode: "EUR",
    buyerReference: "PO-1",
    seller: {
      name: "Seller BV",
      vatIdentifier: "BE0887290276",
      electronicAddress: address,
      address: { countryCode: "BE" },
    },
    buyer: { name: "Buyer NV", electronicAddress: address, address: { countryCode: "BE" } },
    lines: [
      {
        id: "1",
        quantity: "2",
        unitCode: "C62",
        price: { net: "10.00" },
        vat: { category: "S", rate: "21" },
        item: { name: "Thing" },
      },
    ],
  }).invoice;

const ubl = (number: string): DocumentContent => {
  const bytes = Buffer.concat([writeUbl(invoice(number)).bytes, Buffer.from("<!-- by somebody else -->")]);
  return { format: "UBL", mediaType: "application/xml", fileName: `${number}.xml`, bytes };
};

const submission = { method: "POST", path: /^\/invoices$/ };

const material: ConformanceMaterial = {
  sending: {
    receiver: address,
    invoice,
    endsAs: "DELIVERED",
    refused: (number) => ({ invoice: invoice(number), receiver: { scheme: "0208", value: "0999999922" } }),
    inexpressible(number) {
      const { electronicAddress: _, ...buyer } = invoice(number).buyer;
      return { invoice: { ...invoice(number), buyer }, term: "BT-49" };
    },
    raw: ubl,
  },
  errors: [
    {
      ...submission,
      name: "an invalid invoice",
      answer: { status: 422, body: { code: "INVALID_INVOICE", message: "BT-1 is missing" } },
      consequence: "refused",
    },
    {
      ...submission,
      name: "no credit",
      answer: { status: 402, body: { code: "OUT_OF_CREDIT", message: "Top up" } },
      consequence: "retry",
    },
  ],
  wrongCredentials: { apiKey: "wrong" },
  inbound: ubl,
  statusWords: ["TAKEN", "DELIVERED", "REFUSED"],
  sandbox: ({ TEMPLATE_API_KEY: apiKey }) => (apiKey === undefined ? undefined : { credentials: { apiKey } }),
};

export default material;
