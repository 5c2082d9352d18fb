import type { Meaning } from "../../src/domain/lifecycle.js";
import type { Provider, StatusReport } from "../../src/provider-kit/provider.js";
import { annul } from "./cancel.js";
import { findRow, toReport } from "./consultation.js";
import { type Credentials, credentials } from "./credentials.js";
import { readError } from "./errors.js";
import { extensions } from "./extensions.js";
import { factsOf, readPrepared } from "./prepared.js";
import { toRecord } from "./record/record.js";
import { toBytes } from "./soap.js";
import { adopt, submitOrders } from "./submission.js";
import { verification } from "./verification.js";

const registered: Meaning = { transport: "ACCEPTED_BY_PROVIDER", clearance: "CLEARED", final: true };
const registeredWithErrors: Meaning = { ...registered, clearance: "CLEARED_WITH_WARNINGS" };
const refused: Meaning = { transport: "ACCEPTED_BY_PROVIDER", clearance: "REJECTED", final: true };

/**
 * VERI*FACTU, the Spanish tax agency's register of invoices: every record names the one before it. Nothing is delivered
 * to the buyer.
 */
const provider = {
  id: "aeat-verifactu",
  name: "VERI*FACTU (AEAT, Spain)",
  about: {
    documentation: "https://sede.agenciatributaria.gob.es/Sede/iva/sistemas-informaticos-facturacion-verifactu.html",
    support: "verifactu@correo.aeat.es",
    quirks: [
      "Each account is one chain of records: one taxpayer at one installation of the invoicing system.",
      "A refused record stays in the chain; the corrected invoice is sent with extensions.verifactu.remedy.",
      "Seal certificates are for other hosts: www10.agenciatributaria.gob.es and prewww10.aeat.es.",
      "Between two requests it asks for a pause, of a minute at first; what waits meanwhile goes out together.",
    ],
  },
  kind: "CLEARANCE",
  countries: ["ES"],
  networks: ["verifactu"],
  baseUrl: { live: "https://www1.agenciatributaria.gob.es", sandbox: "https://prewww1.aeat.es" },
  credentials,
  auth: { kind: "headers", headers: () => ({}) },
  tls: ({ certificate, privateKey, trustedAuthority }) => ({
    cert: certificate,
    key: privateKey,
    ...(trustedAuthority !== undefined && { ca: trustedAuthority }),
  }),
  statuses: {
    // What it answers to a record …
    Correcto: registered,
    AceptadoConErrores: registeredWithErrors,
    Incorrecto: refused,
    RegistroDuplicado: { transport: "ACCEPTED_BY_PROVIDER", clearance: "PENDING" },
    // … and what it says of one that it has.
    Correcta: registered,
    AceptadaConErrores: registeredWithErrors,
    Anulada: { transport: "ACCEPTED_BY_PROVIDER", clearance: "CANCELLED", final: true },
  },
  errors: readError,
  extensions,
  limits: {
    batch: { documents: 1_000, bytes: 20_000_000 },
    // None are published but the pause that every answer asks for.
    rates: { "*": { requests: 10, perSeconds: 1 } },
    submissionsAtOnce: 1,
  },
  settlesWithinSeconds: 60,

  prepare({ invoice }) {
    const written = toRecord(invoice);
    if ("violations" in written) return written;
    const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
    const bytes = toBytes(written.record);
    return { document: { format: "OTHER", mediaType: "application/xml", fileName, bytes } };
  },

  /** The record and its place in the chain are kept before the call, so that a repetition sends the very same. */
  async submit(order, call) {
    const [receipt] = await submitOrders([order], call);
    return receipt!;
  },

  submitBatch: submitOrders,

  async reconcile(order, call) {
    const { issuer, number, date, operationDate } = factsOf(readPrepared(order.document.bytes));
    const place = { id: order.key, issuer, number, date, ...(operationDate !== undefined && { operationDate }) };
    const row = await findRow(place, call);
    return row && adopt(order, row, call);
  },

  polling: {
    // Only what is in doubt is asked for: records are judged at once.
    everySeconds: [1, 5, 60, 600, 3_600],
    group: ({ id }) => id,
    async fetch(references, call) {
      const reports: StatusReport[] = [];
      for (const reference of references) {
        const row = await findRow(reference, call);
        if (row) reports.push(toReport(reference, row));
      }
      return reports;
    },
  },

  cancel: (reference, _reason, call) => annul(reference, call),

  verification,
} satisfies Provider<Credentials>;

export default provider;
