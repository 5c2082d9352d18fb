import type { Invoice } from "../../src/domain/invoice.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { writeFa3 } from "./fa3/write-fa3.js";
import { seller } from "./simulator/taxpayers.js";
import fixture from "./fixtures/invoice.json" with { type: "json" };

const sample = fixture as Invoice;

const invoice = (number: string): Invoice => ({ ...sample, number });

/** Later than it can arrive. */
const tooEarly = (number: string): Invoice => ({ ...invoice(number), issueDate: "2049-12-31" });

function documentOf(content: Invoice): DocumentContent {
  const written = writeFa3(content);
  if ("violations" in written) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return { format: "FA3", mediaType: "application/xml", fileName: "invoice.xml", bytes: written.bytes };
}

const problem = (code: number, description: string) => ({
  status: 400,
  headers: { "content-type": "application/problem+json" },
  body: { title: "Bad Request", status: 400, errors: [{ code, description, details: [] }], traceId: "trace-1" },
});

const sending = /^\/sessions\/online\/[^/]+\/invoices$/;

const material: ConformanceMaterial = {
  sending: {
    invoice,
    // What follows only closes the session.
    decisive: /\/sessions\/online\/[^/]+\/invoices$/,
    endsAs: "DELIVERED",
    refused: (number) => ({ invoice: tooEarly(number) }),
    inexpressible: (number) => ({
      invoice: { ...invoice(number), vatBreakdown: [{ ...sample.vatBreakdown[0]!, rate: "21" }] },
      term: "BT-119",
    }),
    raw: (number) => documentOf(invoice(number)),
  },
  errors: [
    {
      name: "a session that takes no more",
      method: "POST",
      path: sending,
      answer: problem(21180, "Status sesji nie pozwala na wykonanie operacji."),
      consequence: "retry",
    },
    {
      name: "a document that was damaged on the way",
      method: "POST",
      path: sending,
      answer: problem(21403, "Nieprawidłowy skrót pliku."),
      consequence: "retry",
    },
    {
      name: "too many requests",
      method: "POST",
      path: sending,
      answer: { status: 429, headers: { "retry-after": "1" }, body: { title: "Too Many Requests", status: 429 } },
      consequence: "retry",
      kind: "RATE_LIMITED",
    },
    {
      name: "an account without the right to send",
      method: "POST",
      path: sending,
      answer: { status: 403, body: { title: "Forbidden", status: 403, reasonCode: "missing-permissions" } },
      consequence: "retry",
      kind: "AUTHORIZATION",
    },
    { name: "an outage", method: "POST", path: sending, answer: { status: 500, body: "" }, consequence: "hold" },
  ],
  wrongCredentials: { token: "20260201-EC-UNKNOWN|nip-0000000000|0000", contextType: "Nip", contextValue: seller.nip },
  inbound: (number) =>
    documentOf({
      ...invoice(number),
      seller: { ...sample.seller, name: sample.buyer.name, vatIdentifier: sample.buyer.vatIdentifier! },
      buyer: { ...sample.buyer, name: sample.seller.name, vatIdentifier: sample.seller.vatIdentifier! },
    }),
  inboundPage: 251,
  statusWords: ["100", "150", "200", "405", "410", "415", "430", "435", "440", "450", "500", "550"],
  sandbox({ KSEF_NIP: contextValue, KSEF_TOKEN: token, KSEF_CERTIFICATE: certificate, KSEF_KEY: privateKey }) {
    if (!contextValue) return undefined;
    if (token) return { credentials: { token, contextValue } };
    return certificate && privateKey ? { credentials: { certificate, privateKey, contextValue } } : undefined;
  },
};

export default material;
