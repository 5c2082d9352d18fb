import { z } from "zod";
import type { Provider, Receipt } from "../../src/provider-kit/provider.js";
import { Found, landsLateMs, type StandInKind, Taken } from "./wire.js";

const Credentials = z.object({ apiKey: z.string().min(1) });
type StandIn = Provider<z.infer<typeof Credentials>>;

/** The adapter of a provider that exists for chaos only: as small as an adapter can be, with one means against doubles. */
export function declareStandIn(kind: StandInKind): StandIn {
  const submit: StandIn["submit"] = async ({ key, document }, { http }) =>
    toReceipt(
      await http.send({
        operation: "submit",
        method: "POST",
        path: "/documents",
        headers: kind === "keyed" ? { "idempotency-key": key } : {},
        body: { bytes: document.bytes, mediaType: document.mediaType },
        expect: { json: Taken },
        effect: "write",
      }),
    );

  const search: NonNullable<StandIn["reconcile"]> = async ({ invoice }, { http }) => {
    const { references } = await http.send({
      operation: "search",
      method: "GET",
      path: "/documents",
      query: { number: invoice.number },
      expect: { json: Found },
      effect: "read",
    });
    const [reference] = references;
    return reference === undefined ? undefined : toReceipt({ reference, status: "TAKEN" });
  };

  return {
    id: kind,
    name: `Stand-in ${kind}`,
    kind: "SERVICE_PROVIDER",
    countries: ["BE"],
    networks: ["stand-in"],
    baseUrl: { live: "https://stand-in.invalid", sandbox: "https://stand-in.invalid" },
    credentials: Credentials,
    auth: { kind: "headers", headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }) },
    statuses: {
      TAKEN: { transport: "DELIVERED", final: true },
      DUPLICATE: { transport: "DELIVERED", final: true },
    },
    errors: () => ({}),
    limits: { rates: { "*": { requests: 10_000, perSeconds: 1 } }, submissionsAtOnce: 16 },
    settlesWithinSeconds: Math.ceil(landsLateMs / 1000),
    prepare: ({ invoice: { number } }) => ({
      document: {
        format: "JSON",
        mediaType: "application/json",
        fileName: `${number}.json`,
        bytes: Buffer.from(JSON.stringify({ number })),
      },
    }),
    submit,
    // Where a repetition is recognised, sending again is the question, and the answer is evidence.
    reconcile: kind === "bare" ? search : submit,
    polling: {
      everySeconds: [3_600],
      group: ({ id }) => id,
      fetch: (references) => Promise.resolve(references.map((reference) => ({ reference, status: "TAKEN" }))),
    },
  };
}

const toReceipt = ({ reference, status }: z.infer<typeof Taken>): Receipt => ({
  outcome: "accepted",
  reference: { id: reference },
  status,
});
