import { openPushes } from "../../../src/provider-kit/pushes.js";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { signature } from "../webhook.js";
import { Refusal } from "./http.js";

interface Hook {
  readonly id: number;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
  readonly enabled: boolean;
  readonly description: string | null;
  readonly created: string;
}

const known = ["send", "receive", "update", "company"].flatMap((name) => [
  `${name}.add`,
  `${name}.update`,
  `${name}.delete`,
]);

/** The registrations and what is pushed to them. */
export function createWebhooks(context: SimulatorContext) {
  const { ledger } = context;
  const pushes = openPushes(context, signature);

  const get = (id: string): Hook => {
    const hook = ledger.get<Hook>("webhook", id);
    if (!hook) throw new Refusal(404, `There is no webhook ${id}`);
    return hook;
  };
  const nextId = (collection: string): number => {
    const id = (ledger.get<number>("ids", collection) ?? 0) + 1;
    ledger.put("ids", collection, id);
    return id;
  };

  return {
    all: () => ledger.list<Hook>("webhook").map(withoutSecret),
    get: (id: string) => withoutSecret(get(id)),
    /** The secret is told here and never again. */
    create({ url, events, description }: Readonly<Record<string, unknown>>) {
      if (typeof url !== "string" || !/^https?:\/\/\S+$/.test(url)) throw new Refusal(422, "url is no address");
      const names = (Array.isArray(events) ? events : []) as string[];
      const wrong = names.filter((name) => !known.includes(name));
      if (wrong.length > 0) throw new Refusal(422, `${wrong.join(", ")} are no events`);
      const hook: Hook = {
        id: nextId("webhook"),
        url,
        events: names,
        secret: `wh_sec_${context.newId().replaceAll("-", "")}`,
        enabled: true,
        description: typeof description === "string" ? description : null,
        created: context.now().toISOString(),
      };
      ledger.put("webhook", String(hook.id), hook);
      return { ...toAnswer(hook), secret: hook.secret };
    },
    remove(id: string) {
      const hook = get(id);
      ledger.put("webhook", id, null);
      return withoutSecret(hook);
    },
    notify(endpoint: string, resourceId: number) {
      const id = nextId("event");
      const body = JSON.stringify({
        id,
        user_id: 1,
        company_id: 1,
        resource_id: resourceId,
        endpoint,
        method: "POST",
        status_code: 201,
        success: true,
        date_time: context.now().toISOString(),
        api_version: 1,
      });
      for (const { url, secret, events, enabled } of ledger.list<Hook>("webhook")) {
        if (!enabled || !events.includes(`${endpoint}.add`)) continue;
        pushes.push({ url, secret, body });
      }
    },
    forgetOld: pushes.forgetOld,
  };
}

const toAnswer = ({ id, url, events, enabled, description, created }: Hook) => ({
  id,
  created,
  version: 1,
  user_id: 1,
  company_id: null,
  url,
  enabled,
  description,
  events,
  failure_notified_at: null,
});

const withoutSecret = (hook: Hook) => ({ ...toAnswer(hook), secret: null });
