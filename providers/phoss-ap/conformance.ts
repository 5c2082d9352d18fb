import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { aPeppolInvoice, sampleBuyer, sampleSeller } from "../../src/provider-kit/sample-invoice.js";
import simulator from "./simulator.js";

const ubl = (number: string): DocumentContent => {
  const { bytes } = writeUbl(aPeppolInvoice(number));
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
  inboundPage: 101,
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
