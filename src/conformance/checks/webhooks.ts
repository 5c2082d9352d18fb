import { readWebhook } from "../../application/read-webhook.js";
import type { Provider } from "../../provider-kit/provider.js";
import type { Verdict } from "../../provider-kit/signature.js";
import { makeAttempt, submitted } from "../attempt.js";
import { type Check, type Lack, must, show, type Subject } from "../check.js";
import { type Delivered, eventually, type Stage } from "../stage.js";
import { sends } from "./sending.js";

const pushes = ({ provider }: Subject): Lack | undefined => (provider.webhook ? undefined : { unsupported: "WEBHOOK" });

const signs = (subject: Subject): Lack | undefined =>
  pushes(subject) ?? (subject.provider.webhook?.signature ? undefined : { unsupported: "WEBHOOK_SIGNED" });

interface Pushed {
  readonly delivered: Delivered;
  readonly secrets: readonly string[];
}

/** A delivery as it really comes: of an invoice that is sent, or of a document that arrives. */
async function awaitDelivery(stage: Stage): Promise<Pushed> {
  const { provider, simulator, material } = stage;
  const receiver = await stage.receive();
  const registration = await provider.webhook?.register?.(receiver.url, stage.call);
  if (!registration) {
    must(simulator.simulator.pushTo !== undefined, "Nobody can tell the simulator where to push");
    simulator.simulator.pushTo(receiver.url);
  }
  if (material.inbound && simulator.simulator.arrive) simulator.simulator.arrive(material.inbound(stage.newNumber()));
  else if (!sends(stage)) await submitted(makeAttempt(stage));
  const delivered = await eventually(
    stage,
    () => Promise.resolve(receiver.deliveries[0]),
    () => "Nothing was pushed",
  );
  return { delivered, secrets: registration?.secrets ?? [] };
}

function verify({ provider }: Stage, delivered: Delivered, secrets: readonly string[]): Verdict | undefined {
  return provider.webhook?.signature?.verify(delivered, secrets);
}

const refused = (verdict: Verdict | undefined, what: string): void =>
  must(verdict !== undefined && verdict !== "valid", `${what} was taken for genuine`);

/** Signature headers are those that differ from what every request has. */
const signatureHeaders = (delivered: Delivered): string[] =>
  Object.keys(delivered.headers).filter((name) => /signature|hmac|digest/.test(name));

export const webhookChecks: readonly Check[] = [
  {
    id: "webhook.read",
    title: "reads what the provider pushes",
    lacks: pushes,
    async run(stage) {
      const { webhook } = stage.provider;
      must(webhook !== undefined, "It pushes nothing");
      const { delivered } = await awaitDelivery(stage);
      const reading = readWebhook(webhook, delivered);
      must(typeof reading === "object", `It cannot be read: ${show(reading)}`);
      const again = readWebhook(webhook, delivered);
      must(show(again) === show(reading), "The second time it says something else");
    },
  },
  {
    id: "webhook.genuine",
    title: "knows a genuine delivery, also while a secret is changed",
    lacks: signs,
    async run(stage) {
      const { delivered, secrets } = await awaitDelivery(stage);
      must(verify(stage, delivered, secrets) === "valid", `It is ${verify(stage, delivered, secrets)}`);
      const verdict = verify(stage, delivered, ["another-secret-of-some-length", ...secrets]);
      must(verdict === "valid", `With a further secret it is ${verdict}`);
    },
  },
  {
    id: "webhook.forged",
    title: "refuses what was altered, signed with another secret or not at all",
    lacks: signs,
    async run(stage) {
      const { delivered, secrets } = await awaitDelivery(stage);
      must(verify(stage, delivered, secrets) === "valid", "A genuine delivery was refused");
      refused(verify(stage, { ...delivered, body: altered(delivered.body) }, secrets), "An altered body");
      refused(verify(stage, delivered, ["another-secret-of-some-length"]), "Another secret's signature");
      refused(verify(stage, delivered, []), "A delivery without any secret of ours");
      const names = signatureHeaders(delivered);
      must(names.length > 0, "No header looks like a signature");
      const bare = Object.fromEntries(Object.entries(delivered.headers).filter(([name]) => !names.includes(name)));
      refused(verify(stage, { ...delivered, headers: bare }, secrets), "A delivery without a signature");
      const empty = Object.fromEntries(names.map((name) => [name, ""]));
      refused(
        verify(stage, { ...delivered, headers: { ...delivered.headers, ...empty } }, secrets),
        "An empty signature",
      );
    },
  },
  {
    id: "webhook.stale",
    title: "refuses what is older than five minutes, where deliveries carry a time",
    lacks: (subject) =>
      signs(subject) ?? (carriesTime(subject.provider) ? undefined : { unsupported: "WEBHOOK_TIMESTAMP" }),
    async run(stage) {
      const { delivered, secrets } = await awaitDelivery(stage);
      for (const minutes of [6, -6]) {
        const receivedAtMs = delivered.receivedAtMs + minutes * 60_000;
        refused(verify(stage, { ...delivered, receivedAtMs }, secrets), `A delivery ${minutes} minutes off`);
      }
    },
  },
];

/** A scheme carries a time when signing the same at another moment gives other headers. */
export function carriesTime({ webhook }: Provider): boolean {
  const sign = (at: number) => show(webhook?.signature?.sign(Buffer.from("{}"), "secret-of-some-length", at));
  return sign(1_700_000_000_000) !== sign(1_700_000_600_000);
}

/** One letter of a text is another one: whatever is signed over canonical JSON notices, too. */
function altered(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString("utf8");
  const at = Math.max(text.search(/[a-z]"?\s*[}<]/i), text.search(/[0-9a-z]{4}/i));
  const letter = text[at] === "a" ? "b" : "a";
  return Buffer.from(text.slice(0, at) + letter + text.slice(at + 1));
}
