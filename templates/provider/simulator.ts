import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { signature } from "./signature.js";
import type * as wire from "./wire.js";

const apiKey = "simulator-api-key";
const unknown = "0208:0999999922";

interface Stored extends wire.Invoice {
  readonly receiver: string;
  readonly dueAtMs: number;
}

/** Rules like a provider's: keys, idempotency, unknown receivers, a life of two steps, signed webhooks. */
const declaration: SimulatorDeclaration = {
  id: "provider",
  credentials: { apiKey },
  participants: { known: "0208:0887290276", unknown },
  create,
};

export default declaration;

const pageSize = 5;

const refuse = (status: number, code: string, message: string): SimulatorResponse => ({
  status,
  body: { code, message },
});

function create({ ledger, now, newId, stepMs, deliver }: SimulatorContext): Simulator {
  const sent = () => ledger.list<Stored>("sent");
  const received = () => ledger.list<wire.Invoice>("received");

  const notify = (type: string, invoice: wire.Invoice): void => {
    const body = Buffer.from(JSON.stringify({ id: `evt_${newId()}`, type, invoice } satisfies wire.Event));
    for (const { url, secret } of ledger.list<{ url: string; secret: string }>("webhooks")) {
      deliver({ url, body, headers: signature.sign(body, secret, Date.now()) });
    }
  };

  const submit = ({ headers, query, body }: SimulatorRequest): SimulatorResponse => {
    const key = headers["idempotency-key"];
    if (key === undefined) return refuse(400, "NO_KEY", "The header idempotency-key is missing");
    const known = sent().find(({ reference }) => reference === key);
    if (known) return { status: 200, body: toWire(known) };
    const text = Buffer.from(body).toString("utf8");
    if (!/<(\w+:)?(Invoice|CreditNote)\b/.test(text)) return refuse(422, "INVALID_INVOICE", "The body is no UBL");
    const receiver = query.get("receiver") ?? "";
    if (receiver === unknown) return refuse(422, "UNKNOWN_RECIPIENT", `${receiver} cannot be reached`);
    const invoice: Stored = {
      id: `inv_${newId()}`,
      reference: key,
      status: "TAKEN",
      changedAt: now().toISOString(),
      receiver,
      dueAtMs: now().getTime() + stepMs,
    };
    ledger.put("sent", invoice.id, invoice);
    return { status: 201, body: toWire(invoice) };
  };

  const answer = (request: SimulatorRequest): SimulatorResponse => {
    const { method, path, query } = request;
    if (request.headers["authorization"] !== `Bearer ${apiKey}`) return refuse(401, "UNAUTHORIZED", "Who are you?");
    const [, place = "", id = "", part = ""] = path.split("/").map(decodeURIComponent);
    if (method === "POST" && path === "/invoices") return submit(request);
    if (method === "GET" && place === "invoices") {
      const found = ledger.get<Stored>("sent", id);
      return found ? { status: 200, body: toWire(found) } : refuse(404, "NOT_FOUND", `There is no invoice ${id}`);
    }
    if (method === "GET" && place === "participants") {
      const address = query.get("address") ?? "";
      return { status: 200, body: { address, reachable: address !== unknown, name: "Somebody" } };
    }
    if (method === "GET" && path === "/inbox") {
      const after = query.get("after");
      const from = received().findIndex((invoice) => invoice.id === after) + 1;
      const items = received().slice(from, from + pageSize);
      const next = received()[from + pageSize]?.id ?? null;
      return { status: 200, body: { items, next } };
    }
    if (method === "GET" && place === "inbox" && part === "document") {
      const base64 = ledger.get<string>("documents", id);
      if (base64 === undefined) return refuse(404, "NOT_FOUND", `There is no document ${id}`);
      return { status: 200, headers: { "content-type": "application/xml" }, body: Buffer.from(base64, "base64") };
    }
    if (method === "POST" && path === "/webhooks") return registerWebhook(request);
    if (method === "DELETE" && place === "webhooks") {
      ledger.put("webhooks", id, null);
      return { status: 204 };
    }
    return refuse(404, "NOT_FOUND", `There is no ${method} ${path}`);
  };

  /** One registration per URL. */
  const registerWebhook = ({ body }: SimulatorRequest): SimulatorResponse => {
    const { url } = JSON.parse(Buffer.from(body).toString("utf8")) as { url: string };
    const known = ledger.list<{ id: string; url: string; secret: string }>("webhooks").find((hook) => hook.url === url);
    const hook = known ?? { id: `wh_${newId()}`, url, secret: `secret-${newId()}` };
    ledger.put("webhooks", hook.id, hook);
    return { status: 201, body: { id: hook.id, secret: hook.secret } };
  };

  return {
    handle: answer,
    advance() {
      for (const invoice of sent()) {
        if (invoice.status !== "TAKEN" || invoice.dueAtMs > now().getTime()) continue;
        const delivered: Stored = { ...invoice, status: "DELIVERED", changedAt: now().toISOString() };
        ledger.put("sent", invoice.id, delivered);
        notify("invoice.changed", toWire(delivered));
      }
    },
    taken: () => sent().map(({ id }) => id),
    arrive({ bytes }) {
      const invoice: wire.Invoice = { id: `in_${newId()}`, reference: "", status: "DELIVERED" };
      ledger.put("documents", invoice.id, Buffer.from(bytes).toString("base64"));
      ledger.put("received", invoice.id, invoice);
      notify("invoice.received", invoice);
      return invoice.id;
    },
  };
}

const toWire = ({ receiver: _, dueAtMs: __, ...invoice }: Stored): wire.Invoice => invoice;
