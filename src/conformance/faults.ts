import { ProviderFailure } from "../provider-kit/failure.js";
import type { ConformanceMaterial } from "../provider-kit/conformance.js";
import type { Call, HttpRequest } from "../provider-kit/call.js";
import type { Provider, Receipt, SubmitOrder } from "../provider-kit/provider.js";
import type { SignatureScheme } from "../provider-kit/signature.js";
import { carriesTime } from "./checks/webhooks.js";

/** An adapter that breaks one promise. */
export interface Fault {
  readonly id: string;
  readonly sentence: string;
  /** Where it is looked for first; in the end, everywhere. */
  readonly near: string;
  /** Undefined where the provider has nothing to break. */
  plant(provider: Provider, material: ConformanceMaterial): Provider | undefined;
}

/** Faults that have been made in real adapters, and some that only somebody malicious would make. */
export const faults: readonly Fault[] = [
  {
    id: "forgets-its-key",
    sentence: "sends again when it is called again",
    near: "submit.once",
    plant: ({ reconcile: _, ...provider }) =>
      provider.submit && {
        ...provider,
        submit: (order, call) =>
          provider.submit!(
            withoutProgress({ ...order, key: `${order.key.slice(0, 20)}${Math.random()}`.slice(0, 36) }),
            call,
          ),
      },
  },
  {
    id: "one-reference-for-all",
    sentence: "gives every invoice the same reference",
    near: "submit.once",
    plant: (provider) =>
      withReceipts(provider, (receipt) =>
        receipt.outcome === "accepted" ? { ...receipt, reference: { ...receipt.reference, id: "the-same" } } : receipt,
      ),
  },
  {
    id: "empty-reference",
    sentence: "accepts without a reference",
    near: "submit.accepted",
    plant: (provider) =>
      withReceipts(provider, (receipt) =>
        receipt.outcome === "accepted" ? { ...receipt, reference: { ...receipt.reference, id: "" } } : receipt,
      ),
  },
  {
    id: "invents-a-word",
    sentence: "answers with a word that its table does not have",
    near: "submit.accepted",
    plant: (provider) =>
      withReceipts(provider, (receipt) =>
        receipt.outcome === "accepted" ? { ...receipt, status: "DONE-ISH" } : receipt,
      ),
  },
  {
    id: "every-error-refuses",
    sentence: "takes every error for a refusal of the invoice",
    near: "failure.",
    plant: (provider) =>
      provider.submit && { ...provider, errors: (answer) => ({ ...provider.errors(answer), consequence: "refused" }) },
  },
  {
    id: "nothing-was-sent",
    sentence: "takes a broken answer for a promise that nothing was sent",
    near: "failure.500",
    plant: (provider) =>
      provider.submit &&
      withCalls(
        provider,
        rethrown((failure) => (failure === "hold" ? "retry" : failure)),
      ),
  },
  {
    id: "believes-anything",
    sentence: "takes any answer with 200 for a yes",
    near: "failure.200",
    plant: (provider) =>
      provider.submit && {
        ...provider,
        async submit(order, call) {
          try {
            return await provider.submit!(order, call);
          } catch (error) {
            if (!(error instanceof ProviderFailure) || error.problem.kind !== "INVALID_RESPONSE") throw error;
            return {
              outcome: "accepted",
              reference: { id: order.key },
              status: Object.keys(provider.statuses)[0] ?? "",
            };
          }
        },
      },
  },
  {
    id: "throws-anything",
    sentence: "throws errors of its own",
    near: "failure.",
    plant: (provider) =>
      provider.submit && {
        ...provider,
        submit: (order, call) =>
          provider.submit!(order, call).catch((error: unknown) => {
            throw error instanceof ProviderFailure ? new Error("HTTP failed") : error;
          }),
      },
  },
  {
    id: "one-word-less",
    sentence: "does not know one of the words that have been seen",
    near: "status.",
    plant: (provider) => {
      const [first, ...others] = Object.entries(provider.statuses);
      return first && provider.submit ? { ...provider, statuses: Object.fromEntries(others) } : undefined;
    },
  },
  {
    id: "no-such-axis",
    sentence: "means something that no axis has",
    near: "status.",
    plant: (provider) => ({ ...provider, statuses: { ...provider.statuses, ODD: { transport: "GONE" as never } } }),
  },
  {
    id: "moves-at-random",
    sentence: "writes another document every time",
    near: "prepare.",
    plant: (provider) =>
      provider.prepare && {
        ...provider,
        prepare(order) {
          const prepared = provider.prepare!(order);
          if (!("document" in prepared)) return prepared;
          const bytes = Buffer.concat([prepared.document.bytes, Buffer.from(` ${Math.random()}`)]);
          return { document: { ...prepared.document, bytes } };
        },
      },
  },
  {
    id: "rewrites-documents",
    sentence: "writes the client's own document anew",
    near: "prepare.",
    plant: (provider, { sending }) =>
      sending?.raw === "never" || !provider.prepare
        ? undefined
        : { ...provider, prepare: ({ invoice }) => provider.prepare!({ invoice }) },
  },
  {
    id: "drops-what-does-not-fit",
    sentence: "writes what its format can express, and says nothing of the rest",
    near: "prepare.",
    plant: (provider) =>
      provider.prepare && {
        ...provider,
        prepare(order) {
          const prepared = provider.prepare!(order);
          if ("document" in prepared) return prepared;
          const { invoice } = order;
          const bytes = Buffer.from(invoice.number);
          return { document: { format: "OTHER", mediaType: "text/plain", fileName: "invoice", bytes } };
        },
      },
  },
  {
    id: "waits-for-ever",
    sentence: "reports of others, and never of what it was asked about",
    near: "submit.ends",
    plant: ({ feed, polling, ...provider }) => {
      if (polling) return { ...provider, polling: { ...polling, fetch: () => Promise.resolve([]) } };
      if (!feed) return undefined;
      return { ...provider, feed: { ...feed, list: () => Promise.resolve({ items: [], more: false }) } };
    },
  },
  {
    id: "mixes-receipts-up",
    sentence: "answers a batch in another order",
    near: "batch.",
    plant: (provider) =>
      provider.submitBatch && {
        ...provider,
        submitBatch: async (orders, call) => (await provider.submitBatch!(orders, call)).toReversed(),
      },
  },
  {
    id: "takes-any-signature",
    sentence: "takes every delivery for genuine",
    near: "webhook.",
    plant: (provider) => withSignature(provider, () => ({ verify: () => "valid" })),
  },
  {
    id: "knows-one-secret",
    sentence: "tries only the first of several live secrets",
    near: "webhook.",
    plant: (provider) =>
      withSignature(provider, (scheme) => ({
        verify: (message, secrets) => scheme.verify(message, secrets.slice(0, 1)),
      })),
  },
  {
    id: "forgets-the-body",
    sentence: "verifies the header and not the body",
    near: "webhook.",
    plant: (provider) =>
      withSignature(provider, (scheme) => {
        const bodies = new Map<string, Uint8Array>();
        return {
          verify(message, secrets) {
            const signed = Object.entries(message.headers).find(([name]) => name.includes("signature"))?.[1] ?? "";
            const body = bodies.get(signed) ?? message.body;
            if (signed) bodies.set(signed, body);
            return scheme.verify({ ...message, body }, secrets);
          },
        };
      }),
  },
  {
    id: "takes-old-deliveries",
    sentence: "takes a delivery of yesterday for one of today",
    near: "webhook.",
    plant: (provider) =>
      carriesTime(provider)
        ? withSignature(provider, (scheme) => ({
            verify(message, secrets) {
              const verdict = scheme.verify(message, secrets);
              return verdict === "stale timestamp" ? "valid" : verdict;
            },
          }))
        : undefined,
  },
  {
    id: "skips-a-document",
    sentence: "leaves out the last document of a page",
    near: "receive.",
    plant: (provider) =>
      provider.listReceived && {
        ...provider,
        async listReceived(cursor, call) {
          const page = await provider.listReceived!(cursor, call);
          return { ...page, items: page.items.slice(0, -1) };
        },
      },
  },
  {
    id: "stays-where-it-is",
    sentence: "lists only the first page of the inbound feed",
    near: "receive.",
    plant: (provider) =>
      provider.listReceived && {
        ...provider,
        async listReceived(cursor, call) {
          const page = await provider.listReceived!(cursor, call);
          return cursor === undefined
            ? { ...page, items: page.items.slice(0, 5), more: false }
            : { ...page, items: [], more: false };
        },
      },
  },
  {
    id: "changes-what-came",
    sentence: "trims the documents that it receives",
    near: "receive.",
    plant: (provider) =>
      provider.fetchReceived && {
        ...provider,
        async fetchReceived(reference, call) {
          const received = await provider.fetchReceived!(reference, call);
          const bytes = received.document.bytes.subarray(1);
          return { ...received, document: { ...received.document, bytes } };
        },
      },
  },
  {
    id: "keeps-responses",
    sentence: "says that a response was sent, and sends none",
    near: "respond.",
    plant: (provider) =>
      provider.respond && {
        ...provider,
        respond: (reference) => Promise.resolve({ reference, status: Object.keys(provider.statuses)[0] ?? "" }),
      },
  },
  {
    id: "loses-responses",
    sentence: "never finds a response whose answer got lost",
    near: "respond.",
    plant: (provider) => provider.findResponse && { ...provider, findResponse: () => Promise.resolve(undefined) },
  },
  {
    id: "cancels-in-other-words",
    sentence: "says of a cancellation what its table does not have",
    near: "cancel.",
    plant: (provider) =>
      provider.cancel && {
        ...provider,
        cancel: async (reference, reason, call) => ({
          ...(await provider.cancel!(reference, reason, call)),
          status: "GONE-ISH",
        }),
      },
  },
  {
    id: "no-answer-is-no",
    sentence: "says that a participant cannot be reached when nobody answers",
    near: "participant.",
    plant: (provider) =>
      provider.lookUp && {
        ...provider,
        lookUp: (participant, call) =>
          provider.lookUp!(participant, call).catch(() => ({ reachable: false, network: "peppol", documents: [] })),
      },
  },
  {
    id: "everybody-is-there",
    sentence: "says that everybody can be reached",
    near: "participant.",
    plant: (provider) =>
      provider.lookUp && {
        ...provider,
        lookUp: () => Promise.resolve({ reachable: true, network: "peppol", documents: [] }),
      },
  },
  {
    id: "takes-any-credentials",
    sentence: "takes an account without credentials",
    near: "declaration.",
    plant: (provider) => ({
      ...provider,
      credentials: {
        parse: (value: unknown) => value,
        safeParse: (data: unknown) => ({ success: true, data }),
      } as never,
    }),
  },
  {
    id: "no-evidence",
    sentence: "has evidence and shows none",
    near: "evidence.",
    plant: (provider) => provider.fetchEvidence && { ...provider, fetchEvidence: () => Promise.resolve([]) },
  },
];

const withoutProgress = ({ progress: _, ...order }: SubmitOrder): SubmitOrder => order;

function withReceipts(provider: Provider, change: (receipt: Receipt) => Receipt): Provider | undefined {
  return provider.submit && { ...provider, submit: async (order, call) => change(await provider.submit!(order, call)) };
}

function withCalls(provider: Provider, through: (call: Call<unknown>) => Call<unknown>): Provider {
  return { ...provider, submit: (order, call) => provider.submit!(order, through(call)) };
}

const rethrown =
  (change: (consequence: ProviderFailure["consequence"]) => ProviderFailure["consequence"]) =>
  (call: Call<unknown>): Call<unknown> => ({
    ...call,
    http: {
      send: <Shape>(request: HttpRequest<Shape>) =>
        call.http.send(request).catch((error: unknown) => {
          if (!(error instanceof ProviderFailure)) throw error;
          throw new ProviderFailure(change(error.consequence), error.problem, { cause: error });
        }),
    },
  });

function withSignature(
  provider: Provider,
  change: (scheme: SignatureScheme) => Partial<SignatureScheme>,
): Provider | undefined {
  const { webhook } = provider;
  if (!webhook?.signature) return undefined;
  const signature = { ...webhook.signature, ...change(webhook.signature) };
  return { ...provider, webhook: { ...webhook, signature } };
}
