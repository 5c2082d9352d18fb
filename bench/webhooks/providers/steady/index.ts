import { z } from "zod";
import type { Provider } from "../../../../src/provider-kit/provider.js";
import { Notice, secret, signature, words } from "../../notice.js";

const [read, asked] = words;

/** A provider that takes everything without being called, and tells by signed webhooks what the buyer does. */
const provider: Provider<Record<string, never>> = {
  id: "steady",
  name: "Steady",
  kind: "SERVICE_PROVIDER",
  countries: ["BE"],
  networks: ["steady"],
  baseUrl: { live: "https://steady.invalid", sandbox: "https://steady.invalid" },
  credentials: z.object({}),
  auth: { kind: "headers", headers: () => ({}) },
  statuses: {
    TAKEN: { transport: "DELIVERED" },
    [read]: { business: "IN_PROCESS" },
    [asked]: { business: "UNDER_QUERY" },
  },
  errors: () => ({}),
  limits: { rates: { "*": { requests: 10_000, perSeconds: 1 } }, submissionsAtOnce: 8 },
  settlesWithinSeconds: 1,
  prepare: ({ invoice: { number } }) => ({
    document: {
      format: "JSON",
      mediaType: "application/json",
      fileName: `${number}.json`,
      bytes: Buffer.from(JSON.stringify({ number })),
    },
  }),
  submit: ({ invoice: { number } }) =>
    Promise.resolve({ outcome: "accepted", reference: { id: number }, status: "TAKEN" }),
  webhook: {
    signature,
    body: Notice,
    read: ({ id, reference, status, at }: z.infer<typeof Notice>) => ({
      eventId: id,
      news: { kind: "status", report: { reference: { id: reference }, status, at } },
    }),
    register: () => Promise.resolve({ id: "steady", secrets: [secret] }),
  },
};

export default provider;
