import type { RuleViolation } from "../../src/domain/validation.js";
import { writeUbl } from "../../src/formats/ubl/write-ubl.js";
import type { DocumentContent, Provider } from "../../src/provider-kit/provider.js";
import { findMessage, listBuyerMessages, sendMessage } from "./buyer-messages.js";
import { asCiusRo, checkCiusRo, specification } from "./cius-ro/cius-ro.js";
import { type Credentials, credentials } from "./credentials.js";
import { readError, ruleset } from "./errors.js";
import { fetchEvidence, fetchPdf, fetchReceived, listReceived } from "./handed-out.js";
import { lookUp } from "./participants.js";
import { findUpload, rememberStart } from "./reconcile.js";
import { uploadInvoice } from "./upload.js";
import { reportOn, statuses } from "./verdict.js";

/** ANAF, the Romanian tax authority: https://mfinante.gov.ro/ro/web/efactura/informatii-tehnice */
const provider = {
  id: "anaf",
  name: "RO e-Factura (ANAF Romania)",
  about: {
    documentation: "https://mfinante.gov.ro/ro/web/efactura/informatii-tehnice",
    support: "https://www.anaf.ro/anaf/internet/ANAF/asistenta_contribuabili",
    quirks: [
      "Access begins with a person who signs in with a qualified certificate, once a year at least.",
      "Documents are handed out for 60 days only.",
      "An upload cannot be recognised when it comes twice; the second one ends as nok.",
      "The test system makes no PDFs.",
      "Participants are looked up in the public register of taxpayers; who is not in that of RO e-Factura is handed invoices all the same.",
    ],
  },
  kind: "CLEARANCE",
  countries: ["RO"],
  networks: ["ro-efactura"],
  baseUrl: { live: "https://api.anaf.ro/prod/FCTEL/rest", sandbox: "https://api.anaf.ro/test/FCTEL/rest" },
  credentials,
  auth: {
    kind: "rotatingTokens",
    tokenPath: ({ tokenUrl }) => tokenUrl,
    refreshToken: ({ refreshToken }) => refreshToken,
    form: () => ({ token_content_type: "jwt" }),
    headers: ({ clientId, clientSecret }) => ({
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
    }),
  },
  statuses,
  errors: readError,
  limits: {
    documentBytes: 10_000_000,
    // https://mfinante.gov.ro/static/10/eFactura/limiteApeluriAPI.txt : 1000 a minute for all methods together, and
    // 1000 messages of a buyer a day. The limits by document and of lists are kept by asking seldom.
    rates: {
      respond: [
        { requests: 60, perSeconds: 60 },
        { requests: 1_000, perSeconds: 86_400 },
      ],
      // The register's own, https://static.anaf.ro/static/10/Anaf/Informatii_R/Servicii_web/doc_WS_V9.txt
      // One a second; what leaves a second apart may come in closer.
      lookUp: { requests: 1, perSeconds: 1.5 },
      "*": { requests: 940, perSeconds: 60 },
    },
    receiveEverySeconds: 300,
  },
  // An upload is in the list when it was processed, and then a quarter of an hour later at most.
  settlesWithinSeconds: 3_600,

  prepare({ invoice, raw }) {
    const violations = raw ? checkRaw(raw, invoice.process.specification) : [];
    violations.push(...checkCiusRo(invoice));
    if (violations.length > 0) return { violations };
    if (raw) return { document: raw };
    const { bytes, violations: lost } = writeUbl(asCiusRo(invoice));
    if (lost.length > 0) return { violations: lost };
    const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
    return { document: { format: "UBL", mediaType: "application/xml", fileName, bytes } };
  },

  async submit(order, call) {
    const known = order.progress && (await findUpload(order, call));
    if (known) return known;
    await rememberStart(order);
    return uploadInvoice(order, call);
  },

  reconcile: findUpload,

  polling: {
    // A hundred questions a day about one document.
    everySeconds: [10, 30, 60, 900],
    group: ({ id }) => id,
    fetch: (references, call) => Promise.all(references.map((reference) => reportOn(reference, call))),
  },

  feed: { everySeconds: 900, list: listBuyerMessages },

  respond: sendMessage,
  findResponse: findMessage,

  lookUp,

  listReceived,
  fetchReceived,
  fetchEvidence,
  fetchPdf,
} satisfies Provider<Credentials>;

export default provider;

/** CII has no rule of its own for BT-24 in the official examples. */
function checkRaw({ format, fileName }: DocumentContent, stated: string): RuleViolation[] {
  const add = (rule: string, message: string, path: readonly string[]): RuleViolation[] => [
    { rule, ruleset, severity: "FATAL", message, path },
  ];
  if (format !== "UBL" && format !== "CII") {
    return add("DOCUMENT-FORMAT", `RO e-Factura takes UBL and CII; ${fileName} is ${format}`, ["raw", "format"]);
  }
  if (format === "CII" || stated === specification) return [];
  const message = `BT-24: the specification is ${specification} in Romania, not ${stated}`;
  return add("BR-RO-001", message, ["process", "specification"]);
}
