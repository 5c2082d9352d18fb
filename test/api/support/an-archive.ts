import { z } from "zod";
import type { Invoice } from "../../../src/domain/invoice.js";
import { calendarDate, decimal, oneOf } from "../../../src/provider-kit/extensions/published-shapes.js";
import type { SystemExtensions } from "../../../src/provider-kit/extensions/system-extensions.js";
import type { Provider } from "../../../src/provider-kit/provider.js";

/** Asks for something of every kind at every anchor. */
export const archiveExtensions = {
  system: "archive",
  invoice: z
    .object({
      shelf: z
        .string()
        .regex(/^[A-Z]\d+$/, "a shelf has a letter and a number")
        .describe("Where it stands."),
      isSealed: z.boolean().describe("Whether nobody may open it.").optional(),
      copies: z.int32().min(1, "there is one copy at least").describe("How many there are.").optional(),
      keepUntil: calendarDate().describe("The day it may be thrown away.").optional(),
      fee: decimal().describe("What keeping it costs.").optional(),
      binding: oneOf({ PAPER: "In paper.", LEATHER: "In leather." }).describe("What it is bound in.").optional(),
      tags: z.array(z.string()).describe("Words to find it by.").optional(),
      loans: z
        .array(
          z
            .object({
              reader: z.string().describe("Who has it."),
              purpose: oneOf({ AUDIT: "For an audit.", CURIOSITY: "For no reason." }).describe("What for.").optional(),
            })
            .describe("A loan."),
        )
        .describe("Who had it.")
        .optional(),
    })
    .describe("What the archive asks for about an invoice."),
  party: z.object({ drawer: z.string().describe("Its drawer.") }).describe("What the archive asks for about a party."),
  line: z
    .object({ page: z.int32().min(1, "pages begin with 1").describe("Its page.") })
    .describe("What the archive asks for about a line."),
  tax: z.object({ stamp: z.string().describe("Its stamp.") }).describe("What the archive asks for about a tax."),
  payment: z
    .object({ receipt: z.string().describe("Its number.") })
    .describe("What the archive asks for about a payment."),
} as const satisfies SystemExtensions;

/** A provider that keeps what it is given and writes no XML: it has room for everything. */
export const anArchive: Provider<unknown> = {
  id: "archive",
  name: "Archive",
  kind: "SERVICE_PROVIDER",
  countries: [],
  networks: ["archive"],
  baseUrl: { live: "https://archive.example", sandbox: "https://archive.example" },
  credentials: z.unknown(),
  auth: { kind: "headers", headers: () => ({}) },
  statuses: { KEPT: { transport: "DELIVERED", final: true } },
  errors: () => ({}),
  limits: { rates: {} },
  extensions: archiveExtensions,
  settlesWithinSeconds: 1,
  prepare: ({ invoice }) => ({
    document: { format: "JSON", mediaType: "application/json", fileName: "invoice.json", bytes: toBytes(invoice) },
  }),
  submit: async ({ key }) => ({ outcome: "accepted", reference: { id: key }, status: "KEPT" }),
  polling: { everySeconds: [60], group: ({ id }) => id, fetch: async () => [] },
};

const toBytes = (invoice: Invoice): Uint8Array => Buffer.from(JSON.stringify(invoice));
