import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { aPeppolInvoice, sampleBuyer, sampleSeller } from "../../src/provider-kit/sample-invoice.js";
import simulator from "./simulator.js";

const ubl = (number: string): DocumentContent => {
  const { bytes } = writeUbl(aPeppolInvoice(number));
  return { format: "UBL", mediaType: "application/xml", fileName: `${number}.xml`, bytes };
};

const json = (status: number, detail: unknown) => ({ status, body: { detail } });
const creation = { method: "POST", path: /^\/api\/documents\/ubl$/ };
const sending = { method: "POST", path: /^\/api\/documents\/[^/]+\/send$/ };

const material: ConformanceMaterial = {
  sending: {
    sender: sampleSeller,
    receiver: sampleBuyer,
    invoice: aPeppolInvoice,
    endsAs: "DELIVERED",
    refused: (number) => {
      const [scheme = "", value = ""] = simulator.participants.unknown.split(":");
      return { invoice: aPeppolInvoice(number), receiver: { scheme, value } };
    },
    inexpressible: (number) => {
      const { electronicAddress: _, ...nameless } = aPeppolInvoice(number).buyer;
      return { invoice: { ...aPeppolInvoice(number), buyer: nameless }, term: "BT-49" };
    },
    // As somebody else writes it.
    raw: (number) => ({
      ...ubl(number),
      bytes: Buffer.concat([ubl(number).bytes, Buffer.from("<!-- from the ERP -->\n")]),
    }),
  },
  errors: [
    { ...creation, name: "an invalid document", answer: json(400, "Invalid UBL"), consequence: "refused" },
    {
      ...creation,
      name: "a field of the wrong shape",
      answer: json(422, [{ loc: ["body", "file"], msg: "field required", type: "value_error.missing" }]),
      consequence: "refused",
    },
    { ...creation, name: "no credit", answer: json(402, "Payment required"), consequence: "retry" },
    {
      ...creation,
      name: "a wrong key",
      answer: json(401, "Invalid or missing API key"),
      consequence: "retry",
      kind: "AUTHENTICATION",
    },
    {
      ...sending,
      name: "a document that was sent before",
      answer: json(409, "Not in state DRAFT"),
      consequence: "hold",
    },
    {
      ...sending,
      name: "too many requests",
      answer: json(429, "Too many requests"),
      consequence: "retry",
      kind: "RATE_LIMITED",
    },
  ],
  wrongCredentials: { apiKey: "wrong" },
  inbound: ubl,
  inboundPage: 101,
  statusWords: ["DRAFT", "TRANSIT", "SENT", "FAILED", "RECEIVED"],
  sandbox: ({ E_INVOICE_API_KEY: apiKey }) => (apiKey === undefined ? undefined : { credentials: { apiKey } }),
};

export default material;
