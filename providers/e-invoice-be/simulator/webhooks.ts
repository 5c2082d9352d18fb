import { openPushes } from "../../../src/provider-kit/pushes.js";
import type { SimulatorContext, SimulatorRequest } from "../../../src/provider-kit/simulator.js";
import { signature } from "../webhook.js";
import { readJson, Refusal, wrongField } from "./http.js";

interface Hook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
  readonly enabled: boolean;
}

const eventNames = ["document.received", "document.sent", "document.sent.failed"];

/** The registrations and what is pushed to them. */
export function createWebhooks(context: SimulatorContext) {
  const { ledger } = context;
  const pushes = openPushes(context, signature);

  const get = (id: string): Hook => {
    const hook = ledger.get<Hook>("webhook", id);
    if (!hook) throw new Refusal(404, "Webhook not found");
    return hook;
  };
  const save = (hook: Hook): Hook => {
    ledger.put("webhook", hook.id, hook);
    return hook;
  };

  return {
    list: () => ledger.list<Hook>("webhook"),
    get,
    create(request: SimulatorRequest): Hook {
      const { url, events, enabled } = readHook(request);
      if (url === undefined) throw wrongField(["body", "url"], "Field required", "missing");
      if (events === undefined) throw wrongField(["body", "events"], "Field required", "missing");
      const secret = `whsec_${context.newId().replaceAll("-", "")}`;
      return save({ id: `wh_${context.newId()}`, url, events, secret, enabled: enabled ?? true });
    },
    update: (id: string, request: SimulatorRequest): Hook => save({ ...get(id), ...readHook(request) }),
    remove(id: string) {
      ledger.put("webhook", get(id).id, null);
      return { is_deleted: true };
    },
    notify(type: string, documentId: string) {
      const data = { document_id: documentId };
      const body = JSON.stringify({
        id: `evt-${context.newId()}`,
        tenant_id: "ten-simulator",
        created_at: Math.floor(context.now().getTime() / 1000),
        type,
        data,
        text: `⚡️ New webhook event: ${type}\n\n${JSON.stringify(data, null, 2)}`,
      });
      for (const { url, secret, events, enabled } of ledger.list<Hook>("webhook")) {
        if (!enabled || !events.includes(type)) continue;
        pushes.push({ url, secret, body });
      }
    },
    forgetOld: pushes.forgetOld,
  };
}

/** The members that the body names. */
function readHook(request: SimulatorRequest): { url?: string; events?: string[]; enabled?: boolean } {
  const { url, events, enabled } = readJson(request);
  if (url !== undefined && url !== null && !(typeof url === "string" && /^https?:\/\/\S+$/.test(url))) {
    throw wrongField(["body", "url"], "Input should be a valid URL", "url_parsing");
  }
  if (
    events !== undefined &&
    events !== null &&
    !(Array.isArray(events) && events.every((name) => eventNames.includes(name as string)))
  ) {
    throw wrongField(["body", "events"], `Input should be among ${eventNames.join(", ")}`, "enum");
  }
  return {
    ...(typeof url === "string" && { url }),
    ...(Array.isArray(events) && { events: events as string[] }),
    ...(typeof enabled === "boolean" && { enabled }),
  };
}
