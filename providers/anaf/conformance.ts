import type { Invoice } from "../../src/domain/invoice.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { ConformanceMaterial } from "../../src/provider-kit/conformance.js";
import type { DocumentContent } from "../../src/provider-kit/document.js";
import type { SimulatorResponse } from "../../src/provider-kit/simulator.js";
import { asCiusRo } from "./cius-ro/cius-ro.js";
import { sayXml } from "./simulator/answers.js";
import { buyer, buyerClient, otherSeller, supplier, supplierClient, unknownCif } from "./simulator/taxpayers.js";
import fixture from "./fixtures/invoice.json" with { type: "json" };

const sample = fixture as Invoice;

const anInvoice = (number: string): Invoice => ({ ...asCiusRo(sample), number });

const aDocument = (invoice: Invoice): DocumentContent => ({
  format: "UBL",
  mediaType: "application/xml",
  fileName: `${invoice.number}.xml`,
  bytes: writeUbl(asCiusRo(invoice)).bytes,
});

/** The other way round: what a company sells to the account's. */
const aReceivedInvoice = (number: string): Invoice => ({
  ...anInvoice(number),
  seller: { ...sample.seller, name: otherSeller.name, vatIdentifier: `RO${otherSeller.cif}` },
  buyer: { ...sample.buyer, name: supplier.name, vatIdentifier: `RO${supplier.cif}` },
});

const upload = /^\/upload(b2c)?$/;

const refusedWith = (sentence: string): SimulatorResponse =>
  sayXml({ kind: "upload", attributes: { dateResponse: "202611201044", ExecutionStatus: "1" }, errors: [sentence] });

const blocked: SimulatorResponse = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body:
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with " +
    "your administrator.<br><br>Your support ID is: 1554988284255837942</body></html>",
};

const material: ConformanceMaterial = {
  sending: {
    sender: { scheme: "RO:CIF", value: supplier.cif },
    receiver: { scheme: "RO:CIF", value: buyer.cif },
    invoice: anInvoice,
    endsAs: "DELIVERED",
    refused: (number) => ({
      invoice: { ...anInvoice(number), buyer: { ...sample.buyer, vatIdentifier: `RO${unknownCif}` } },
      receiver: { scheme: "RO:CIF", value: unknownCif },
    }),
    inexpressible: (number) => ({
      invoice: {
        ...anInvoice(number),
        seller: { ...sample.seller, address: { ...sample.seller.address, subdivision: "Cluj" } },
      },
      term: "BT-39",
    }),
    raw: (number) => aDocument(anInvoice(number)),
  },
  errors: [
    {
      name: "the file is not valid",
      method: "POST",
      path: upload,
      answer: refusedWith("Fisierul transmis nu este valid. org.xml.sax.SAXParseException; lineNumber: 15;"),
      consequence: "refused",
      kind: "INVALID_REQUEST",
    },
    {
      name: "the file is too large",
      method: "POST",
      path: upload,
      answer: refusedWith("Marime fisier transmis mai mare de 10 MB."),
      consequence: "refused",
    },
    {
      name: "the person may not act for the company",
      method: "POST",
      path: upload,
      answer: refusedWith("Nu aveti drept in SPV pentru CIF=8000000000"),
      consequence: "retry",
      kind: "AUTHORIZATION",
    },
    {
      name: "an error that is not documented",
      method: "POST",
      path: upload,
      answer: refusedWith("Sistemul este in mentenanta"),
      consequence: "retry",
    },
    {
      name: "a technical error",
      method: "POST",
      path: upload,
      answer: refusedWith("A aparut o eroare tehnica. Cod: XXX"),
      consequence: "hold",
      kind: "UNAVAILABLE",
    },
    { name: "a page of the firewall", method: "POST", path: upload, answer: blocked, consequence: "hold" },
    {
      name: "a parameter is missing",
      method: "POST",
      path: upload,
      answer: { status: 400, body: { status: 400, error: "Bad Request", message: "Parametrii standard si cif" } },
      consequence: "retry",
    },
    {
      name: "too many requests",
      method: "POST",
      path: upload,
      answer: { status: 429, body: { message: "Limita de apeluri" } },
      consequence: "retry",
      kind: "RATE_LIMITED",
    },
    {
      name: "a broken system",
      method: "POST",
      path: upload,
      answer: { status: 500, body: { status: 500, error: "Internal Server Error", message: "eroare" } },
      consequence: "hold",
    },
  ],
  wrongCredentials: {
    clientId: buyerClient.clientId,
    clientSecret: supplierClient.clientSecret,
    refreshToken: "of nobody",
    cif: supplier.cif,
    tokenUrl: "/anaf-oauth2/v1/token",
  },
  inbound: (number) => aDocument(aReceivedInvoice(number)),
  inboundPage: 501,
  statusWords: [
    "in prelucrare",
    "ok",
    "nok",
    "XML cu erori nepreluat de sistem",
    "FACTURA PRIMITA",
    "MESAJ CUMPARATOR PRIMIT",
    "MESAJ CUMPARATOR TRANSMIS",
  ],
  sandbox({
    ANAF_CLIENT_ID: clientId,
    ANAF_CLIENT_SECRET: clientSecret,
    ANAF_REFRESH_TOKEN: refreshToken,
    ANAF_CIF: cif,
  }) {
    if (!clientId || !clientSecret || !refreshToken || !cif) return undefined;
    return { credentials: { clientId, clientSecret, refreshToken, cif } };
  },
};

export default material;
