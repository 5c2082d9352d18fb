import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import simulator from "./simulator.js";

const seller = { scheme: "0208", value: "0777777771" };
const buyer = { scheme: "0208", value: "0887290276" };

const invoice = (number: string): Invoice =>
  completeInvoice({
    number,
    issueDate: "2026-11-20",
    dueDate: "2026-12-20",
    currencyCode: "EUR",
    buyerReference: "Atelier 7",
    seller: {
      name: "Koffiebranderij De Molen BV",
      vatIdentifier: "BE0777777771",
      electronicAddress: seller,
      address: { countryCode: "BE" },
    },
    buyer: {
      name: "Atelier Lumière SRL",
      vatIdentifier: "BE0887290276",
      electronicAddress: buyer,
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

const ubl = (number: string): DocumentContent => {
  const { bytes } = writeUbl(invoice(number));
  return { format: "UBL", mediaType: "application/xml", fileName: `${number}.xml`, bytes };
};

const sending = { method: "POST", path: /^\/api\/outbound\/submit\// };
const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const material: ConformanceMaterial = {
  sending: {
    sender: seller,
    receiver: buyer,
    invoice,
    endsAs: "DELIVERED",
    refused: (number) => {
      const [scheme = "", value = ""] = simulator.participants.unknown.split(":");
      return { invoice: invoice(number), receiver: { scheme, value } };
    },
    inexpressible: (number) => {
      const { electronicAddress: _, ...nameless } = invoice(number).buyer;
      return { invoice: { ...invoice(number), buyer: nameless }, term: "BT-49" };
    },
    raw: (number) => ({
      ...ubl(number),
      bytes: Buffer.concat([ubl(number).bytes, Buffer.from("<!-- from the ERP -->\n")]),
    }),
  },
  errors: [
    {
      ...sending,
      name: "an identifier that is none",
      answer: json(400, "Failed to parse the receiving participant ID 'x'"),
      consequence: "refused",
    },
    {
      ...sending,
      name: "a field of the operator's that is too long",
      answer: json(400, "The 'custom1' field exceeds the maximum length of 255 characters"),
      consequence: "retry",
    },
    {
      ...sending,
      name: "nothing kept, and no reason",
      answer: json(422, "Failed to submit outbound transaction"),
      consequence: "retry",
    },
    {
      ...sending,
      name: "a report on what is not to be found",
      answer: json(422, { overallSuccess: false }),
      consequence: "hold",
    },
    {
      ...sending,
      name: "a wrong token",
      answer: json(401, { error: "Invalid or missing API token" }),
      consequence: "retry",
      kind: "AUTHENTICATION",
    },
    { ...sending, name: "sending that is switched off", answer: { status: 404 }, consequence: "retry" },
  ],
  wrongCredentials: { token: "wrong" },
  // An envelope has no room for an XML declaration.
  inbound: (number) => {
    const document = ubl(number);
    const text = Buffer.from(document.bytes).toString("utf8");
    return { ...document, bytes: Buffer.from(text.replace(/^<\?xml[^?]*\?>/, "").trim()) };
  },
  statusWords: [
    "pending",
    "rejected",
    "sending",
    "sent",
    "failed",
    "permanently_failed",
    "received_ap",
    "received_ab",
    "received_re",
    "not_applicable",
    "received",
    "forwarding",
    "forwarded",
    "forward_failed",
  ],
  sandbox: ({ PHOSS_AP_URL: baseUrl, PHOSS_AP_TOKEN: token }) =>
    baseUrl === undefined || token === undefined ? undefined : { baseUrl, credentials: { token } },
};

export default material;
