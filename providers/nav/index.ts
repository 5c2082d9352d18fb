import type { Provider } from "../../src/provider-kit/provider.js";
import { listAnnulments, requestAnnulment } from "./annulment.js";
import { type Credentials, credentials } from "./credentials.js";
import { readError, ruleset } from "./errors.js";
import { extensions } from "./extensions.js";
import { writeReport } from "./osa/write-osa.js";
import { findTaxpayer } from "./participants.js";
import { fetchInbound, listInbound } from "./received.js";
import { findReported } from "./reconcile.js";
import { fetchStatuses, statuses } from "./status.js";
import { reportBytes, reportsPerRequest, submitReports, uncompressedBytes } from "./submission.js";
import { fetchTransaction } from "./transaction.js";

/**
 * Interface specification 1.6.11: one request a second and endpoint; four seconds of waiting for every further one. A
 * request may be longer on its way than the next one, so that they would arrive within a second: half of one is kept.
 */
const oneASecond = { requests: 1, perSeconds: 1.5 };

const provider = {
  id: "nav",
  name: "NAV Online Számla (Hungary)",
  about: {
    documentation: "https://github.com/nav-gov-hu/Online-Invoice",
    support: "https://onlineszamla.nav.gov.hu/home",
    quirks: [
      "Invoices are reported, not delivered: how the buyer gets them is another provider's business.",
      "A cancellation is a technical annulment, which a person has to approve on NAV's pages; a wrong invoice is corrected with a credit note.",
      "A modification may be sent only when the invoice that it modifies is reported to the end.",
    ],
  },
  kind: "CLEARANCE",
  countries: ["HU"],
  networks: ["nav"],
  baseUrl: {
    live: "https://api.onlineszamla.nav.gov.hu/invoiceService/v3",
    sandbox: "https://api-test.onlineszamla.nav.gov.hu/invoiceService/v3",
  },
  credentials,
  // Every request signs itself in its body.
  auth: { kind: "headers", headers: () => ({}) },
  statuses,
  errors: readError,
  extensions,
  limits: {
    documentBytes: reportBytes,
    batch: { documents: reportsPerRequest, bytes: uncompressedBytes },
    rates: {
      token: oneASecond,
      submit: oneASecond,
      cancel: oneASecond,
      status: oneASecond,
      list: oneASecond,
      digest: oneASecond,
      document: oneASecond,
      lookUp: oneASecond,
    },
    receiveEverySeconds: 300,
  },
  // A request may be worked on for a minute without an answer, and what it brought be saved five minutes later.
  settlesWithinSeconds: 360,

  // A report of the client's own goes untouched; one on several invoices would have a verdict for each.
  prepare({ invoice, raw }) {
    const isReport = raw?.format === "OSA" && invoice.precedingInvoices.length < 2;
    const written = isReport ? raw : writeReport(invoice);
    if ("violations" in written) return written;
    const { bytes } = written;
    if (bytes.length > reportBytes) {
      const message = `BG-25: the report of ${invoice.number} has ${bytes.length} bytes; NAV takes ${reportBytes}`;
      return { violations: [{ rule: "NAV-BG-25", ruleset, severity: "ERROR", message, path: ["lines"] }] };
    }
    const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
    return { document: { format: "OSA", mediaType: "application/xml", fileName, bytes } };
  },

  async submit(order, call) {
    const [receipt] = await submitReports([order], call);
    return receipt!;
  },

  submitBatch: submitReports,

  reconcile: findReported,

  polling: {
    // NAV publishes no pace ("as often as required"); most reports are done within seconds.
    everySeconds: [2, 5, 10, 30, 60, 300],
    group: ({ transaction, id }) => transaction ?? id,
    fetch: fetchStatuses,
  },

  feed: { everySeconds: 600, list: listAnnulments },

  cancel: requestAnnulment,

  lookUp: findTaxpayer,

  listReceived: listInbound,

  fetchReceived: fetchInbound,

  /** NAV gives no receipt; its answer about the whole transaction is what it says of the report. */
  async fetchEvidence({ transaction }, call) {
    if (transaction === undefined) return [];
    const { bytes, results } = await fetchTransaction(transaction, call);
    if (results.length === 0) return [];
    return [{ format: "OTHER", mediaType: "application/xml", fileName: `${transaction}-status.xml`, bytes }];
  },
} satisfies Provider<Credentials>;

export default provider;
