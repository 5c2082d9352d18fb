import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { writeFatturaPa } from "../../src/formats/fatturapa/write-fatturapa.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { detailsOf } from "./extensions.js";
import { sendingNumber } from "./sending.js";
import { statuses } from "./status.js";

const seller = {
  name: "Officina Navigli S.r.l.",
  vatIdentifier: "IT01234567890",
  address: {
    line1: "Alzaia Naviglio Grande 12",
    city: "Milano",
    postCode: "20144",
    subdivision: "MI",
    countryCode: "IT",
  },
  extensions: { fatturaPa: { taxRegime: "RF01" } },
};

/** To the buyer with this recipient code. */
function anInvoice(number: string, recipientCode: string, more: Pick<Invoice, "salesOrderReference"> = {}): Invoice {
  const { invoice, violations } = completeInvoice({
    number,
    issueDate: "2026-11-20",
    currencyCode: "EUR",
    dueDate: "2026-12-20",
    seller,
    buyer: {
      name: "Società Trastevere S.p.A.",
      vatIdentifier: "IT09876543217",
      electronicAddress: { scheme: "0205", value: recipientCode },
      address: { line1: "Via della Lungara 3", city: "Roma", postCode: "00165", subdivision: "RM", countryCode: "IT" },
    },
    payment: { meansCode: "30", creditTransfers: [{ account: "IT60X0542811101000000123456" }] },
    lines: [
      {
        id: "1",
        quantity: "2",
        unitCode: "C62",
        price: { net: "100.00" },
        vat: { category: "S", rate: "22" },
        item: { name: "Revisione del tornio" },
      },
    ],
    ...more,
  });
  if (invoice) return invoice;
  throw new Error(violations.map(({ message }) => message).join("; "));
}

function aDocument(number: string): DocumentContent {
  const invoice = anInvoice(number, "ABC1234");
  const written = writeFatturaPa(invoice, detailsOf(invoice), { number: sendingNumber(number) });
  if ("violations" in written) throw new Error(written.violations.map(({ message }) => message).join("; "));
  return { format: "FATTURAPA", mediaType: "application/xml", fileName: `${number}.xml`, bytes: written.bytes };
}

const problem = (status: number, detail: string, more: object = {}) => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: { type: "about:blank", title: "Error", status, detail, ...more },
});

const material: ConformanceMaterial = {
  sending: {
    sender: { scheme: "0211", value: seller.vatIdentifier },
    receiver: { scheme: "0205", value: "ABC1234" },
    invoice: (number) => anInvoice(number, "ABC1234"),
    endsAs: "DELIVERED",
    refused: (number) => ({
      invoice: anInvoice(number, "ZZZZZZZ"),
      receiver: { scheme: "0205", value: "ZZZZZZZ" },
    }),
    inexpressible: (number) => ({
      invoice: anInvoice(number, "ABC1234", { salesOrderReference: "SO-1" }),
      term: "BT-14",
    }),
    raw: aDocument,
  },
  errors: [
    {
      name: "a document that SdI would refuse",
      method: "POST",
      path: /^\/send$/,
      answer: problem(422, "00423 PrezzoTotale", {
        errors: [{ code: "00423", description: "PrezzoTotale non calcolato secondo le regole", hint: null }],
      }),
      consequence: "refused",
    },
    {
      name: "a wrong key",
      method: "POST",
      path: /^\/send$/,
      answer: problem(401, "The API key is missing or wrong"),
      consequence: "retry",
      kind: "AUTHENTICATION",
    },
    {
      name: "no operations left",
      method: "POST",
      path: /^\/send$/,
      answer: problem(403, "No operations left"),
      consequence: "retry",
      kind: "AUTHORIZATION",
    },
    {
      name: "too many requests",
      method: "POST",
      path: /^\/send$/,
      answer: { status: 429, headers: { "retry-after": "1" } },
      consequence: "retry",
      kind: "RATE_LIMITED",
    },
    {
      name: "a fault on their side",
      method: "POST",
      path: /^\/send$/,
      answer: problem(500, "Unexpected error"),
      consequence: "hold",
    },
    {
      name: "an answer without an id",
      method: "POST",
      path: /^\/send$/,
      answer: { status: 201, body: { state: "ok" } },
      consequence: "hold",
      kind: "INVALID_RESPONSE",
    },
  ],
  wrongCredentials: { apiKey: "ik_test_wrong" },
  inbound: aDocument,
  inboundPage: 101,
  statusWords: Object.keys(statuses),
  sandbox: ({ INVOICETRONIC_API_KEY: apiKey }) =>
    apiKey?.startsWith("ik_test_") ? { credentials: { apiKey } } : undefined,
};

export default material;
