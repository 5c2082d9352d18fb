import { queuedState, advance, lifecycle, type Axes } from "../../domain/lifecycle.js";
import { toNews } from "../../application/change-invoice.js";
import { type Check, must, show } from "../check.js";

const known = (axis: keyof Axes, state: string): boolean => Object.hasOwn(lifecycle[axis], state);

export const declarationChecks: readonly Check[] = [
  {
    id: "declaration.complete",
    title: "declares who it is, where it is and whom it serves",
    run({ provider, declaration }) {
      const { id, name, baseUrl, countries, networks, settlesWithinSeconds, about } = provider;
      must(/^[a-z0-9][a-z0-9-]*$/.test(id), `The id ${show(id)} is not in kebab-case`);
      must(declaration.id === id, `The simulator calls itself ${show(declaration.id)}`);
      must(name.trim() !== "", "It has no name");
      for (const url of [baseUrl.live, baseUrl.sandbox]) must(url.startsWith("https://"), `${show(url)} has no TLS`);
      must(
        countries.every((country) => /^[A-Z]{2}$/.test(country)),
        `Countries are codes: ${show(countries)}`,
      );
      must(networks.length > 0, "It names no network");
      must(settlesWithinSeconds > 0, "A request can land later than at once");
      must(about === undefined || about.documentation.startsWith("https:"), "Its documentation is no address");
      return Promise.resolve();
    },
  },
  {
    id: "declaration.credentials",
    title: "takes the credentials of its account, and no others",
    run({ provider, simulator }) {
      const parsed = provider.credentials.safeParse(simulator.credentials);
      must(parsed.success, `The simulator's own credentials are refused: ${parsed.error?.message}`);
      const isSecretive = Object.keys(simulator.credentials as object).length > 0;
      must(!isSecretive || !provider.credentials.safeParse({ unknown: true }).success, "Missing credentials are taken");
      return Promise.resolve();
    },
  },
  {
    id: "declaration.limits",
    title: "declares limits that can be kept",
    run({ provider }) {
      const { rates, batch, documentBytes, submissionsAtOnce } = provider.limits;
      for (const [operation, rate] of Object.entries(rates)) {
        for (const { requests, perSeconds } of [rate].flat()) {
          must(requests >= 1 && perSeconds > 0, `The limit of ${operation} lets nothing through`);
        }
      }
      must(batch === undefined || (batch.documents > 1 && batch.bytes > 0), "A batch of one is none");
      must(!provider.submitBatch || batch !== undefined, "It takes batches and does not say how large");
      must(documentBytes === undefined || documentBytes > 1_000, "No document is as small as it asks for");
      must(submissionsAtOnce === undefined || submissionsAtOnce >= 1, "Nothing can ever be sent");
      return Promise.resolve();
    },
  },
  {
    id: "status.meaning",
    title: "gives every status word a meaning on our axes, and knows every word that has been seen",
    run({ provider, material }) {
      for (const [word, meaning] of Object.entries(provider.statuses)) {
        for (const axis of ["transport", "screening", "clearance", "business", "payment"] as const) {
          const state = meaning[axis];
          must(state === undefined || known(axis, state), `${show(word)} means ${show(state)}, which is no ${axis}`);
        }
      }
      for (const word of material.statusWords) {
        must(Object.hasOwn(provider.statuses, word), `The word ${show(word)} has no meaning`);
      }
      return Promise.resolve();
    },
  },
  {
    id: "status.unknown",
    title: "is not moved by a word that nobody knows",
    run({ provider }) {
      const at = new Date().toISOString();
      const before = advance(queuedState(at), "OUTBOUND", { meaning: { transport: "ACCEPTED_BY_PROVIDER" }, at });
      for (const word of ["A_WORD_NOBODY_KNOWS", "__proto__", "constructor", "toString", ""]) {
        const report = { reference: { id: "x" }, status: word };
        const after = advance(before, "OUTBOUND", toNews(provider, report, at));
        must(after.value === before.value && !after.terminal, `The word ${show(word)} moved it to ${after.value}`);
        must(after.native?.code === word && !after.native.mapped, `The word ${show(word)} was not kept as unknown`);
      }
      return Promise.resolve();
    },
  },
];
