import { failureOf, makeAttempt, submitted } from "../attempt.js";
import { type Check, must, show } from "../check.js";
import type { Stage } from "../stage.js";
import { sends } from "./sending.js";

/** Calls that can be made as often as one likes. */
const question = ({ provider, declaration }: Stage): ((call: Stage["call"]) => Promise<unknown>) | undefined => {
  const [scheme, value] = splitOnce(declaration.participants.known);
  if (provider.listReceived) return async (call) => provider.listReceived?.(undefined, call);
  if (provider.lookUp) return async (call) => provider.lookUp?.({ scheme, value }, call);
  if (provider.feed) return async (call) => provider.feed?.list(undefined, call);
  return undefined;
};

/** "scheme:value", or "scheme::value" where the scheme has a colon of its own. */
export function splitOnce(text: string): [string, string] {
  const mark = text.includes("::") ? "::" : ":";
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

export const signingInChecks: readonly Check[] = [
  {
    id: "auth.refused",
    title: "takes wrong credentials for its own trouble, not the invoice's",
    lacks: ({ material, provider }) =>
      sends({ material, provider }) ??
      (material.wrongCredentials === undefined ? { unproven: "conformance.ts has no `wrongCredentials`" } : undefined),
    async run(stage) {
      const { call } = stage.connect({
        ...(stage.simulator.credentials as object),
        ...(stage.material.wrongCredentials as object),
      });
      const failure = await failureOf(makeAttempt(stage).submit(call));
      must(failure !== undefined, "They were taken");
      must(failure.consequence !== "refused", `It is ${failure.consequence}: ${failure.message}`);
      const { kind } = failure.problem;
      must(
        kind === "AUTHENTICATION" || kind === "AUTHORIZATION" || kind === "NETWORK",
        `It is ${kind}: ${failure.message}`,
      );
    },
  },
  {
    id: "auth.single-flight",
    title: "signs in once for all that wait for it",
    lacks: ({ provider }) => (provider.auth.kind === "headers" ? { unsupported: "SIGN_IN" } : undefined),
    async run(stage) {
      const ask = question(stage) ?? ((call: Stage["call"]) => submitted(makeAttempt({ ...stage, call })));
      const alone = await stage.again();
      await ask(alone.call);
      const [first] = alone.simulator.requests;
      must(first !== undefined, "Nothing was called");
      await Promise.all(Array.from({ length: 6 }, () => ask(stage.call)));
      const signIns = stage.simulator.requests.filter(
        ({ path, method }) => path === first.path && method === first.method,
      );
      must(signIns.length === 1, `${first.path} was called ${signIns.length} times`);
    },
  },
  {
    id: "auth.renewed",
    title: "signs in anew when the provider stops knowing it, and the call goes through",
    lacks: (subject) => (subject.provider.auth.kind === "headers" ? { unsupported: "SIGN_IN" } : sends(subject)),
    async run(stage) {
      await submitted(makeAttempt(stage));
      const place = stage.simulator.requests.length;
      const answer = { status: 401, body: { detail: "expired" } };
      stage.simulator.fail({ path: /(?:)/, times: 1, how: { answer } });
      const receipt = await submitted(makeAttempt(stage));
      must(receipt.reference.id !== "", `There is no reference: ${show(receipt)}`);
      must(stage.simulator.requests.length > place + 1, "Nothing was asked for again");
    },
  },
];
