import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { writeMyInvoisJson } from "./ubl-json/ubl-json.js";

const address = { line1: "Lot 8, Jalan Kenanga", city: "Shah Alam", postCode: "40000", countryCode: "MY" };

const invoice = (number: string): Invoice =>
  completeInvoice({
    number,
    issueDate: new Date().toISOString().slice(0, 10),
    issueTime: "00:00:00Z",
    currencyCode: "MYR",
    seller: {
      name: "Bintang Maju Sdn. Bhd.",
      identifiers: [
        { scheme: "MY:TIN", value: "C20880050010" },
        { scheme: "MY:MSIC", value: "46510" },
      ],
      taxRegistration: "C20880050010",
      legalRegistration: { scheme: "MY:BRN", value: "202001234567" },
      legalInformation: "Wholesale of computers and software",
      address: { ...address, subdivision: "MY-10" },
      contact: { telephone: "+60355101234", email: "accounts@bintangmaju.example" },
    },
    buyer: {
      name: "Teluk Cahaya Trading Sdn. Bhd.",
      identifiers: [{ scheme: "MY:BRN", value: "201901234567" }],
      taxRegistration: "C11361879050",
      address: { ...address, line1: "12 Lebuh Pantai", city: "George Town", subdivision: "Pulau Pinang" },
      contact: { telephone: "+6042611234" },
    },
    lines: [
      {
        id: "1",
        quantity: "3",
        unitCode: "C62",
        price: { net: "1250.10" },
        vat: { category: "S", rate: "10" },
        item: { name: "Laptop" },
      },
    ],
  }).invoice;

/** The same, from the other side. */
function inbound(number: string): Invoice {
  const { seller, buyer, ...rest } = invoice(number);
  const industry = { scheme: "MY:MSIC", value: "46510" };
  return { ...rest, seller: { ...buyer, identifiers: [...buyer.identifiers, industry] }, buyer: seller };
}

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: code, target: "submission", details: [] } },
});
const submission = { method: "POST", path: /^\/api\/v1\.0\/documentsubmissions\/?$/ };

/** One that a client wrote: it ends in a line break, which the adapter's own never does. */
function toDocument(content: Invoice): DocumentContent {
  const written = writeMyInvoisJson(content);
  if ("violations" in written) throw new Error(written.violations[0]?.message);
  const bytes = Buffer.from(`${written.text}\n`);
  return { format: "JSON", mediaType: "application/json", fileName: `${content.number}.json`, bytes };
}

const material: ConformanceMaterial = {
  sending: {
    invoice,
    endsAs: "CLEARED",
    // It adds up nowhere: MyInvois finds it invalid after it has taken it.
    refused: (number) => {
      const sound = invoice(number);
      return { invoice: { ...sound, totals: { ...sound.totals, taxInclusive: "1.00" } } };
    },
    inexpressible: (number) => {
      const { legalRegistration: _, ...seller } = invoice(number).seller;
      return { invoice: { ...invoice(number), seller }, term: "BT-30" };
    },
    raw: (number) => toDocument(invoice(number)),
  },
  inbound: (number) => toDocument(inbound(number)),
  errors: [
    { ...submission, name: "a broken structure", answer: refusal(400, "BadStructure"), consequence: "refused" },
    { ...submission, name: "too large", answer: refusal(400, "MaximumSizeExceeded"), consequence: "refused" },
    {
      ...submission,
      name: "another's document",
      answer: refusal(403, "IncorrectSubmitter"),
      consequence: "retry",
      kind: "AUTHORIZATION",
    },
    {
      ...submission,
      name: "the same within ten minutes",
      answer: refusal(422, "DuplicateSubmission"),
      consequence: "hold",
      kind: "DUPLICATE",
    },
    {
      method: "POST",
      path: /^\/connect\/token$/,
      name: "a sign-in that is refused",
      answer: { status: 400, body: { error: "invalid_client" } },
      consequence: "retry",
      kind: "AUTHENTICATION",
    },
  ],
  wrongCredentials: { clientSecret: "wrong" },
  inboundPage: 101,
  statusWords: ["Submitted", "Valid", "Invalid", "Cancelled", "Requested for Rejection"],
  sandbox({ MYINVOIS_CLIENT_ID: clientId, MYINVOIS_CLIENT_SECRET: clientSecret, MYINVOIS_TIN: tin }) {
    if (clientId === undefined || clientSecret === undefined || tin === undefined) return undefined;
    return { credentials: { clientId, clientSecret, tin } };
  },
};

export default material;
