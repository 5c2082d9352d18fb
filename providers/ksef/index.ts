import type { Provider, Rate } from "../../src/provider-kit/provider.js";
import { type Credentials, credentials } from "./credentials.js";
import { documentBytes, prepareDocument } from "./documents.js";
import { readError } from "./errors.js";
import { extensions } from "./extensions.js";
import { fetchReceived, listReceived } from "./received.js";
import { readPlace } from "./reference.js";
import { auth } from "./sign-in.js";
import { fetchReceipt, fetchStatuses, statuses } from "./status.js";
import { findOrders, submitOrders } from "./submission.js";
import { verification } from "./verification.js";

/** All windows count at once: https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity-api.md */
const rates = (second: number, minute: number, hour: number): readonly Rate[] => [
  { requests: second, perSeconds: 1 },
  { requests: minute, perSeconds: 60 },
  { requests: hour, perSeconds: 3600 },
];

/** KSeF 2.0, the Polish clearance system: https://github.com/CIRFMF/ksef-docs */
const provider = {
  id: "ksef",
  name: "KSeF (Ministry of Finance, Poland)",
  about: {
    documentation: "https://github.com/CIRFMF/ksef-docs",
    support: "https://ksef.podatki.gov.pl/formularz/",
    quirks: [
      "A number that the seller has used for another invoice of the same kind is refused for ten years.",
      "Nothing can be cancelled or rejected: an invoice is corrected by another one.",
      "Documents with attachments are only taken in archives, and only after a notice to the tax office.",
      "A final invoice after advances states what they leave; over several VAT rates that cannot be told.",
      "Data of the test environment are shared by all who test; use made-up NIPs.",
    ],
  },
  kind: "CLEARANCE",
  countries: ["PL"],
  networks: ["ksef"],
  baseUrl: { live: "https://api.ksef.mf.gov.pl/v2", sandbox: "https://api-test.ksef.mf.gov.pl/v2" },
  credentials,
  auth,
  statuses,
  errors: readError,
  extensions,
  limits: {
    documentBytes,
    // KSeF takes 10 000 invoices and 5 GB; one call holds them all in memory.
    batch: { documents: 1_000, bytes: 250_000_000 },
    rates: {
      login: { requests: 60, perSeconds: 1 },
      publicKeys: { requests: 60, perSeconds: 1 },
      // Sessions are opened and closed within one limit.
      open: rates(10, 30, 120),
      submit: rates(10, 30, 180),
      openBatch: rates(10, 20, 60),
      upload: { requests: 60, perSeconds: 1 },
      status: rates(30, 120, 1200),
      list: rates(10, 20, 200),
      session: rates(10, 120, 1200),
      query: rates(8, 16, 20),
      download: rates(8, 16, 64),
      "*": rates(10, 30, 120),
    },
    receiveEverySeconds: 900,
  },
  settlesWithinSeconds: 60,

  prepare: prepareDocument,

  async submit(order, call) {
    const [receipt] = await submitOrders([order], call);
    return receipt!;
  },

  submitBatch: (orders, call) => submitOrders(orders, call),

  async reconcile(order, call) {
    return (await findOrders([order], call)).get(order);
  },

  polling: {
    everySeconds: [2, 5, 10, 30, 60, 300, 900],
    // A session's invoices are listed together; of a session with a single one it alone is asked for.
    group: (reference) => readPlace(reference)?.session ?? reference.id,
    fetch: fetchStatuses,
  },

  listReceived,
  fetchReceived,
  fetchEvidence: fetchReceipt,

  verification,
} satisfies Provider<Credentials>;

export default provider;
