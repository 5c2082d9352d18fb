import { z } from "zod";
import type { ProviderProblemKind } from "../../../src/domain/problem.js";
import { type Consequence, ProviderFailure } from "../../../src/provider-kit/failure.js";
import type { Provider, Receipt, SubmitOrder } from "../../../src/provider-kit/provider.js";
import { aProvider } from "../wire/a-provider.js";

/** What can become of one call that sends. The gateway that dies hears nothing any more; the slow one hears it late. */
export const fates = [
  "accepted",
  "refused",
  "turned away",
  "request lost",
  "answer lost",
  "lands late",
  "gateway dies before",
  "gateway dies after",
  "gateway dies, lands late",
  "gateway too slow for the answer",
] as const;
export type Fate = (typeof fates)[number];

export const words = ["TAKEN", "DELIVERED", "FAILED", "PARKED"] as const;
export type Word = (typeof words)[number];

/** The provider's own truth. It has no idempotency key: what reaches it twice is there twice. */
export interface Outside {
  readonly provider: Provider;
  /** How often each order was created, by its key. */
  readonly created: ReadonlyMap<string, number>;
  /** Of the next call that sends, and of those after it. */
  fate: Fate;
  /** Whether it answers questions. */
  answersQuestions: boolean;
  /** Resolves when a call of a gateway that will not hear its end has reached it. */
  deserted(): Promise<void>;
  /** What is still on its way and due by now arrives. */
  land(): void;
  /** Slow gateways get their answers. */
  answerSlowOnes(): void;
}

export const settlesWithinSeconds = 60;

const Webhook = z.object({ reference: z.string(), status: z.string() });

export function openOutside(id: string, now: () => Date): Outside {
  const created = new Map<string, number>();
  const underWay: { readonly key: string; readonly landsAtMs: number }[] = [];
  const slow: (() => void)[] = [];
  let reached = Promise.withResolvers<void>();

  const create = (key: string) => void created.set(key, (created.get(key) ?? 0) + 1);
  const receiptOf = (key: string): Receipt => ({
    outcome: "accepted",
    reference: { id: `ref-${key}` },
    status: "TAKEN",
  });
  const send = (key: string) => underWay.push({ key, landsAtMs: now().getTime() + (settlesWithinSeconds - 1) * 1_000 });
  const desert = () => {
    reached.resolve();
    return new Promise<never>(() => undefined);
  };
  const ends: Readonly<Record<Fate, (key: string) => Promise<Receipt>>> = {
    accepted: async (key) => {
      create(key);
      return receiptOf(key);
    },
    refused: async () => ({ outcome: "rejected", rejection: { code: "E-17", message: "No", violations: [] } }),
    "turned away": () => fail(id, "retry", "UNAVAILABLE"),
    "request lost": () => fail(id, "hold", "NETWORK"),
    "answer lost": (key) => {
      create(key);
      return fail(id, "hold", "TIMEOUT");
    },
    "lands late": (key) => {
      send(key);
      return fail(id, "hold", "TIMEOUT");
    },
    "gateway dies before": desert,
    "gateway dies after": (key) => {
      create(key);
      return desert();
    },
    "gateway dies, lands late": (key) => {
      send(key);
      return desert();
    },
    "gateway too slow for the answer": (key) => {
      create(key);
      reached.resolve();
      return new Promise((resolve) => slow.push(() => resolve(receiptOf(key))));
    },
  };

  const outside: Outside = {
    created,
    fate: "accepted",
    answersQuestions: true,
    provider: {
      ...aProvider({ id }),
      settlesWithinSeconds,
      statuses: {
        TAKEN: { transport: "ACCEPTED_BY_PROVIDER" },
        DELIVERED: { transport: "DELIVERED", final: true },
        FAILED: { transport: "FAILED", final: true },
      },
      submit: ({ key }: SubmitOrder) => ends[outside.fate](key),
      async reconcile({ key }) {
        if (!outside.answersQuestions) return fail(id, "retry", "UNAVAILABLE");
        return created.has(key) ? receiptOf(key) : undefined;
      },
      webhook: {
        // What is not signed would only be a hint to ask.
        signature: { verify: () => "valid", sign: () => ({}) },
        body: Webhook,
        read: ({ reference, status }) => ({
          news: { kind: "status", report: { reference: { id: reference }, status } },
        }),
      },
    },
    async deserted() {
      await reached.promise;
      reached = Promise.withResolvers<void>();
    },
    land() {
      for (const one of underWay.splice(0)) {
        if (one.landsAtMs <= now().getTime()) create(one.key);
        else underWay.push(one);
      }
    },
    answerSlowOnes() {
      for (const answer of slow.splice(0)) answer();
    },
  };
  return outside;
}

const fail = (provider: string, consequence: Consequence, kind: ProviderProblemKind): Promise<never> =>
  Promise.reject(new ProviderFailure(consequence, { provider, kind, message: kind }));
