import { completeInvoice } from "../../src/domain/draft-invoice.js";
import type { Invoice } from "../../src/domain/invoice.js";
import { writeCii } from "../../src/formats/cii/write-cii.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import { statuses } from "./status.js";
import { client } from "./simulator/access.js";
import { buyer, seller, unknown } from "./simulator/directory.js";

const toParty = ({ siren, name, address }: { siren: string; name: string; address: string }) => ({
  name,
  legalRegistration: { scheme: "0002", value: siren },
  electronicAddress: { scheme: "0225", value: address },
  address: { line1: "12 rue des Tuileries", city: "Lyon", postCode: "69001", countryCode: "FR" },
});

const invoice = (number: string): Invoice =>
  completeInvoice({
    number,
    issueDate: "2026-11-20",
    dueDate: "2026-12-20",
    currencyCode: "EUR",
    process: { businessProcess: "B1", specification: "urn:cen.eu:en16931:2017" },
    notes: [
      { subjectCode: "PMT", text: "Indemnité forfaitaire pour frais de recouvrement : 40 euros" },
      { subjectCode: "PMD", text: "Pénalités de retard : trois fois le taux d'intérêt légal" },
      { subjectCode: "AAB", text: "Pas d'escompte pour paiement anticipé" },
    ],
    seller: { ...toParty(seller), vatIdentifier: "FR32100000009" },
    buyer: { ...toParty(buyer), vatIdentifier: "FR68200000008" },
    lines: [
      {
        id: "1",
        quantity: "10",
        unitCode: "C62",
        price: { net: "14.90" },
        vat: { category: "S", rate: "20" },
        item: { name: "Tuiles canal" },
      },
    ],
  }).invoice;

const document = (format: "CII" | "UBL", bytes: Uint8Array, fileName: string): DocumentContent => ({
  format,
  mediaType: "application/xml",
  fileName,
  bytes,
});

/** The same sale the other way round: the account is its buyer. */
const incoming = (number: string): Invoice => {
  const { seller: from, buyer: to, ...rest } = invoice(number);
  return {
    ...rest,
    seller: { ...from, name: "Scierie Bonnard SA", legalRegistration: { scheme: "0002", value: "400000006" } },
    buyer: to,
  };
};

const flowError = (status: number, errorCode: string, errorMessage: string) => ({
  status,
  body: { errorCode, errorMessage },
});
const posting = { method: "POST", path: /\/v1\/flows$/ };

const material: ConformanceMaterial = {
  sending: {
    sender: { scheme: "0225", value: seller.address },
    receiver: { scheme: "0225", value: buyer.address },
    invoice,
    endsAs: "DELIVERED",
    refused: (number) => {
      const sample = invoice(number);
      return {
        invoice: { ...sample, buyer: { ...sample.buyer, ...toParty({ ...unknown, name: "Personne SARL" }) } },
      };
    },
    inexpressible: (number) => {
      const { legalRegistration: _, vatIdentifier: __, ...nameless } = invoice(number).seller;
      return { invoice: { ...invoice(number), seller: nameless }, term: "BT-30" };
    },
    // As somebody else writes it.
    raw: (number) => {
      const bytes = Buffer.concat([writeUbl(invoice(number)).bytes, Buffer.from("<!-- depuis l'ERP -->\n")]);
      return document("UBL", bytes, `${number}.xml`);
    },
  },
  errors: [
    {
      ...posting,
      name: "a missing field",
      answer: flowError(400, "MISSING_REQUIRED_FIELD", "flowSyntax is missing"),
      consequence: "refused",
    },
    {
      ...posting,
      name: "a file that is too large",
      answer: flowError(413, "FILE_SIZE_EXCEEDED", "Provided file is too big"),
      consequence: "refused",
    },
    {
      ...posting,
      name: "a flow that is not consistent",
      answer: flowError(422, "UNPROCESSABLE_ENTITY", "Entity consistency error"),
      consequence: "refused",
    },
    {
      ...posting,
      name: "a flow that came before",
      answer: flowError(422, "AlreadyExistingFlow", "The flow has already been sent and received"),
      consequence: "hold",
      kind: "DUPLICATE",
    },
    {
      ...posting,
      name: "a forbidden access",
      answer: flowError(403, "FORBIDDEN_ACCESS", "No access to this company"),
      consequence: "retry",
      kind: "AUTHORIZATION",
    },
    {
      ...posting,
      name: "too many requests",
      answer: flowError(429, "TOO_MANY_REQUESTS", "The client emitted too many requests"),
      consequence: "retry",
      kind: "RATE_LIMITED",
    },
    {
      ...posting,
      name: "an internal error",
      answer: flowError(500, "INTERNAL_ERROR", "Internal error"),
      consequence: "hold",
    },
    {
      ...posting,
      name: "a platform that is away",
      answer: flowError(503, "RESOURCE_ERROR", "Unavailable"),
      consequence: "retry",
      kind: "UNAVAILABLE",
    },
  ],
  wrongCredentials: { ...client, clientSecret: "another-secret", tokenUrl: "/oauth2/token" },
  inbound: (number) => document("CII", writeCii(incoming(number)).bytes, `${number}.xml`),
  inboundPage: 101,
  statusWords: Object.keys(statuses),
  sandbox(environment) {
    const {
      AFNOR_PA_BASE_URL: baseUrl,
      AFNOR_PA_TOKEN_URL: tokenUrl,
      AFNOR_PA_CLIENT_ID: clientId,
      AFNOR_PA_CLIENT_SECRET: clientSecret,
    } = environment;
    if (!baseUrl || !tokenUrl || !clientId || !clientSecret) return undefined;
    return { baseUrl, credentials: { clientId, clientSecret, tokenUrl } };
  },
};

export default material;
