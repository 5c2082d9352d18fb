import type { Provider } from "../../../src/provider-kit/provider.js";
import { declareStandIn } from "../declare-stand-in.js";
import { Hook, Notice, signature, type Word } from "./wire.js";

type Pushing = Provider<{ readonly apiKey: string }>;

const meanings: Readonly<Record<Word | "TAKEN", Pushing["statuses"][string]>> = {
  TAKEN: { transport: "ACCEPTED_BY_PROVIDER" },
  CHECKED: { screening: "PASSED" },
  ARRIVED: { transport: "DELIVERED" },
  READING: { business: "IN_PROCESS" },
  ASKED: { business: "UNDER_QUERY" },
  AGREED: { business: "ACCEPTED" },
  PAID: { payment: "PAID", final: true },
};

/** The stand-in with an idempotency key, which also tells by signed webhooks what becomes of a document and what came in. */
export const declarePushing = (): Pushing => ({
  ...declareStandIn("keyed"),
  id: "pushing",
  name: "Stand-in pushing",
  statuses: meanings,
  webhook: {
    signature,
    body: Notice,
    read: (notice: Notice) => ({ eventId: notice.id, news: newsOf(notice) }),
    // One hook for one address, however often it is registered.
    async register(url, { http }) {
      const { id, secret } = await http.send({
        operation: "register",
        method: "POST",
        path: "/hooks",
        body: { json: { url } },
        expect: { json: Hook },
        effect: "write",
      });
      return { id, secrets: [secret] };
    },
  },
  async fetchReceived(reference, { http }) {
    const bytes = await http.send({
      operation: "fetch",
      method: "GET",
      path: `/received/${encodeURIComponent(reference.id)}`,
      expect: { bytes: (document) => document },
      effect: "read",
    });
    const fileName = `${reference.id}.xml`;
    return {
      reference,
      status: "RECEIVED",
      document: { format: "UBL", mediaType: "application/xml", fileName, bytes },
    };
  },
});

const newsOf = (notice: Notice) =>
  notice.what === "received"
    ? { kind: "received" as const, reference: { id: notice.reference } }
    : {
        kind: "status" as const,
        report: { reference: { id: notice.reference }, status: notice.word, at: notice.at, native: notice },
      };
