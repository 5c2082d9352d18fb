import { z } from "zod";
import { writeFatturaPa } from "../../src/formats/fatturapa/write-fatturapa.js";
import type { DocumentContent, Prepared, Provider } from "../../src/provider-kit/provider.js";
import { readError, ruleset } from "./errors.js";
import { detailsOf, extensions } from "./extensions.js";
import { fetchReceived, listReceived } from "./receiving.js";
import { findSent, sendDocument, sendingNumber, toReceipt } from "./sending.js";
import { statuses } from "./status.js";
import { fetchEvidence, listUpdates, pollStatuses } from "./updates.js";
import { webhook } from "./webhook.js";

/** `ik_live_` or `ik_test_`: the key decides about the environment. */
const Credentials = z.object({ apiKey: z.string().min(1) });

/** SdI takes files of 5 MB. */
const documentBytes = 5_000_000;

/** Invoicetronic, an intermediary of the Italian exchange system SdI: https://invoicetronic.com/en/docs/ */
const provider = {
  id: "invoicetronic",
  name: "Invoicetronic",
  about: {
    documentation: "https://invoicetronic.com/en/docs/",
    support: "https://invoicetronic.com/en/contact/",
    quirks: [
      "The API key decides about the environment: live and sandbox have one address.",
      "ImpossibilitaDiRecapito is no failure: the invoice is issued and lies in the buyer's tax drawer.",
      "Reading the content of a received invoice marks it as read and costs an operation.",
      "Validation costs an operation too; without operations left, everything is answered 403.",
    ],
  },
  kind: "SERVICE_PROVIDER",
  countries: ["IT"],
  networks: ["sdi"],
  baseUrl: { live: "https://api.invoicetronic.com/v1", sandbox: "https://api.invoicetronic.com/v1" },
  credentials: Credentials,
  auth: {
    kind: "headers",
    headers: ({ apiKey }) => ({ authorization: `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}` }),
  },
  statuses,
  errors: readError,
  // https://invoicetronic.com/en/docs/ratelimiting/ : 100 a second, 2,000 a minute, 100,000 a day in all; what is polled
  // has a bucket of 200 beside it, filled once a second.
  limits: {
    documentBytes,
    rates: {
      read: [
        { requests: 40, perSeconds: 1 },
        { requests: 200, perSeconds: 200 },
      ],
      "*": [
        { requests: 60, perSeconds: 1 },
        { requests: 1_800, perSeconds: 60 },
        { requests: 90_000, perSeconds: 86_400 },
      ],
    },
    receiveEverySeconds: 60,
  },
  extensions,
  settlesWithinSeconds: 60,

  prepare({ invoice, raw }) {
    if (raw) return takeRaw(raw);
    const number = sendingNumber(invoice.seller.vatIdentifier ?? "", invoice.kind, invoice.issueDate, invoice.number);
    const written = writeFatturaPa(invoice, detailsOf(invoice), { number });
    if ("violations" in written) return written;
    const fileName = `${invoice.number.replace(/[^\w.-]+/g, "-")}.xml`;
    return withinSize({ format: "FATTURAPA", mediaType: "application/xml", fileName, bytes: written.bytes });
  },

  /** Nothing here knows our key but what was sent: an attempt that has begun before looks for that first. */
  async submit(order, call) {
    const sent = order.progress && (await findSent(order, call));
    if (sent) return toReceipt(sent);
    if (!order.progress) await order.checkpoint({ id: `order/${order.key}` });
    return toReceipt(await sendDocument(order, call));
  },

  async reconcile(order, call) {
    const sent = await findSent(order, call);
    return sent && toReceipt(sent);
  },

  /** Beside the feed: for what it could not tell. */
  polling: {
    everySeconds: [300, 1_800, 7_200, 21_600, 86_400],
    group: () => "all",
    fetch: pollStatuses,
  },

  feed: { everySeconds: 60, list: listUpdates },

  webhook,
  listReceived,
  fetchReceived,
  fetchEvidence,
} satisfies Provider<z.infer<typeof Credentials>>;

export default provider;

function takeRaw(raw: DocumentContent): Prepared {
  if (raw.format === "FATTURAPA") return withinSize(raw);
  const message = `Invoicetronic takes FatturaPA documents; ${raw.fileName} is ${raw.format}`;
  return { violations: [{ rule: "DOCUMENT-FORMAT", ruleset, severity: "ERROR", message, path: ["raw", "format"] }] };
}

function withinSize(document: DocumentContent): Prepared {
  const { length } = document.bytes;
  if (length <= documentBytes) return { document };
  const message = `BG-24: ${document.fileName} has ${length} bytes; SdI takes ${documentBytes}`;
  return { violations: [{ rule: "DOCUMENT-SIZE", ruleset, severity: "ERROR", message, path: ["attachments"] }] };
}
