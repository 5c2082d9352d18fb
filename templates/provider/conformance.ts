import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { aPeppolInvoice, sampleBuyer } from "../../src/provider-kit/sample-invoice.js";

const ubl = (number: string): DocumentContent => {
  const bytes = Buffer.concat([writeUbl(aPeppolInvoice(number)).bytes, Buffer.from("<!-- by somebody else -->")]);
  return { format: "UBL", mediaType: "application/xml", fileName: `${number}.xml`, bytes };
};

const submission = { method: "POST", path: /^\/invoices$/ };

const material: ConformanceMaterial = {
  sending: {
    receiver: sampleBuyer,
    invoice: aPeppolInvoice,
    endsAs: "DELIVERED",
    refused: (number) => ({ invoice: aPeppolInvoice(number), receiver: { scheme: "0208", value: "0999999922" } }),
    inexpressible(number) {
      const { electronicAddress: _, ...buyer } = aPeppolInvoice(number).buyer;
      return { invoice: { ...aPeppolInvoice(number), buyer }, term: "BT-49" };
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
