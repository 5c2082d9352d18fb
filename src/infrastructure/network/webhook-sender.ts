import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { Agent, buildConnector, request } from "undici";
import type { WebhookAnswer, WebhookMessage, WebhookSender } from "../../application/webhooks/webhook-ports.js";
import { type AddressKind, addressKind } from "./address-filter.js";

export interface WebhookSenderOptions {
  /** For tests and demonstrations: lets tenants name systems inside our own network, and http on this machine. */
  readonly allowPrivate: boolean;
  /** For the whole exchange. */
  readonly timeoutMs?: number;
  readonly resolve?: ResolveHost;
}

/** All addresses of a name. */
export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>;

export interface OpenWebhookSender extends WebhookSender {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const connectMs = 5_000;
const longestAnswerBytes = 65_536;

/** A name that has an address we do not call. */
class ForbiddenAddress extends Error {}

/**
 * HTTP to wherever tenants point it, which is why every address is checked at the moment of connecting: what a name
 * meant when it was given says nothing about what it means now. Redirects are answers like any other.
 */
export function createWebhookSender(options: WebhookSenderOptions): OpenWebhookSender {
  const { allowPrivate, timeoutMs = 15_000, resolve = (host) => lookup(host, { all: true }) } = options;
  const allowed: ReadonlySet<AddressKind> = new Set(allowPrivate ? ["public", "private", "loopback"] : ["public"]);

  const check = (host: string, address: string, protocol: string): void => {
    const kind = addressKind(address);
    if (!allowed.has(kind) || (protocol === "http:" && kind !== "loopback")) {
      throw new ForbiddenAddress(`${host} leads to an address that is not called`);
    }
  };

  const findAddresses = callbackify(async (host: string, protocol: string): Promise<LookupAddress[]> => {
    const addresses = await resolve(host);
    for (const { address } of addresses) check(host, address, protocol);
    if (addresses.length === 0) throw new Error(`${host} has no address`);
    return [...addresses];
  });

  const checkedLookup =
    (protocol: string): LookupFunction =>
    (host, { all }, callback) =>
      findAddresses(host, protocol, (error, addresses) => {
        const [first] = addresses ?? [];
        if (error || !first) return callback(error, []);
        return all ? callback(null, addresses) : callback(null, first.address, first.family);
      });

  const connectors = {
    "http:": buildConnector({ timeout: connectMs, lookup: checkedLookup("http:") }),
    "https:": buildConnector({ timeout: connectMs, lookup: checkedLookup("https:") }),
  };
  const agent = new Agent({
    connections: 16,
    pipelining: 1,
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 10_000,
    connect(target, callback) {
      const { hostname, protocol } = target;
      try {
        // An address is connected to without being looked up.
        const literal = literalAddress(hostname);
        if (literal !== undefined) check(hostname, literal, protocol);
        connectors[protocol === "https:" ? "https:" : "http:"](target, callback);
      } catch (error) {
        callback(error as Error, null);
      }
    },
  });

  return {
    refuse(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url) return "It is no absolute URL";
      const literal = literalAddress(url.hostname);
      const kind = url.hostname === "localhost" ? "loopback" : literal === undefined ? undefined : addressKind(literal);
      if (url.protocol !== "https:" && url.protocol !== "http:") return "It needs https";
      if (url.username !== "" || url.password !== "") return "It has credentials; deliveries are signed instead";
      if (url.hash !== "") return "It has a fragment, which is never sent";
      if (url.protocol === "http:" && !(allowPrivate && kind === "loopback")) return "It needs https";
      if (kind !== undefined && !allowed.has(kind)) return "Its address is not on the internet";
      return undefined;
    },

    async send({ url, headers, body }: WebhookMessage, signal): Promise<WebhookAnswer> {
      try {
        const answer = await request(url, {
          method: "POST",
          dispatcher: agent,
          headers: { "content-type": "application/json", "user-agent": "einvoice-gateway-webhooks", ...headers },
          body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        // The status is the answer; whether the rest of it comes, or how much, changes nothing.
        await answer.body.dump({ limit: longestAnswerBytes }).catch(() => undefined);
        const retryAfterSeconds = readRetryAfter(answer.headers["retry-after"]);
        return { status: answer.statusCode, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
      } catch (error) {
        return { unanswered: explain(error, timeoutMs) };
      }
    },

    close: () => agent.destroy(),
  };
}

/** Without the brackets of IPv6; undefined for a name. */
function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) === 0 ? undefined : bare;
}

/** Seconds, or the moment as HTTP writes it. */
function readRetryAfter(value: string | string[] | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - Date.now()) / 1_000));
}

/** What the tenant may read: nothing of what lies behind our door. */
function explain(error: unknown, timeoutMs: number): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ForbiddenAddress) return cause.message;
    if (cause.name === "TimeoutError" || ("code" in cause && timeoutCodes.has(String(cause.code)))) {
      return `The endpoint did not answer within ${timeoutMs / 1_000} s`;
    }
    if ("code" in cause && typeof cause.code === "string") return `The endpoint could not be reached (${cause.code})`;
  }
  return "The endpoint could not be reached";
}

const timeoutCodes: ReadonlySet<string> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
