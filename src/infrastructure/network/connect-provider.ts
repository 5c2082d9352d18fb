import { rootCertificates } from "node:tls";
import { Agent, buildConnector } from "undici";
import type { Pace, Urgency, Vitals } from "../../application/account.js";
import type { Call, Chain } from "../../provider-kit/call.js";
import type { TlsIdentity } from "../../provider-kit/auth.js";
import type { Provider } from "../../provider-kit/provider.js";
import { createBreaker } from "./breaker.js";
import { createCallRecord } from "./call-record.js";
import { createCheckedConnector, writtenKind } from "./checked-connector.js";
import { createProviderHttp, NotConnected } from "./provider-http.js";
import { createRateLimits } from "./rate-limits.js";
import type { RateWindows } from "./rate-windows.js";
import { createNames } from "./find-naptr.js";
import { createSignIn } from "./sign-in.js";
import type { TokenStore } from "./token-store.js";

export interface ProviderConnection<Credentials> {
  readonly call: Call<Credentials>;
  readonly callUntil: (deadline: Date) => Call<Credentials>;
  readonly backgroundCall: Call<Credentials>;
  readonly pace: Pace;
  vitals(): Promise<Vitals>;
  close(): Promise<void>;
}

export interface ProviderAccount<Credentials> {
  readonly id: string;
  readonly baseUrl: string;
  readonly credentials: Credentials;
}

export interface ConnectionOptions {
  readonly windows: RateWindows;
  readonly tokens: TokenStore;
  readonly chainOf: (accountId: string) => Chain;
  readonly timeouts?: Partial<Timeouts>;
}

export interface Timeouts {
  readonly connectMs: number;
  /** Between two pieces of an answer. */
  readonly bodyGapMs: number;
  /** For the whole call: the longest a provider is waited for. */
  readonly callMs: number;
}

const defaultTimeouts: Timeouts = { connectMs: 3_000, bodyGapMs: 5_000, callMs: 30_000 };

/** Opens the way to one provider for one account: own connections, limits and breaker, signed in on first use. */
export function connectProvider<Credentials>(
  provider: Provider<Credentials>,
  account: ProviderAccount<Credentials>,
  { windows, tokens, chainOf, ...options }: ConnectionOptions,
): ProviderConnection<Credentials> {
  const { connectMs, bodyGapMs, callMs } = { ...defaultTimeouts, ...options.timeouts };
  const openAgent = (connect: buildConnector.connector) =>
    new Agent({
      connections: 16,
      pipelining: 1,
      connect: orNotConnected(connect),
      headersTimeout: callMs,
      bodyTimeout: bodyGapMs,
      maxResponseSize: 32 * 1024 * 1024,
    });
  const dispatcher = openAgent(connectWithin(connectMs, provider.tls?.(account.credentials)));
  // Whoever is on the internet leads to nothing but the internet, and never with the account's certificate.
  const isInside = (writtenKind(new URL(account.baseUrl).hostname) ?? "public") !== "public";
  const strangers = openAgent(createCheckedConnector({ connectMs, allows: (kind) => isInside || kind === "public" }));
  const limits = createRateLimits({ provider, accountId: account.id, windows });
  const breaker = createBreaker(provider.id);
  const record = createCallRecord(Date.now);
  const common = { provider, baseUrl: account.baseUrl, dispatcher, limits, breaker, record, timeoutMs: callMs };
  const signIn = createSignIn({
    auth: provider.auth,
    accountId: account.id,
    credentials: account.credentials,
    http: createProviderHttp({ ...common, urgency: "INTERACTIVE" }),
    tokens,
  });
  const names = createNames(provider.id, provider.nameServers?.(account.credentials));
  const ownUrls = provider.ownUrls?.(account.credentials) ?? [];
  const callAs = (urgency: Urgency, deadline?: Date): Call<Credentials> => ({
    http: createProviderHttp({ ...common, urgency, signIn, ownUrls, strangers, ...(deadline && { deadline }) }),
    credentials: account.credentials,
    names,
    chain: chainOf(account.id),
  });
  return {
    call: callAs("INTERACTIVE"),
    callUntil: (deadline) => callAs("INTERACTIVE", deadline),
    backgroundCall: callAs("BACKGROUND"),
    pace: {
      async permit() {
        const urgentMs = (await limits.waitMs("submit", "INTERACTIVE")) || breaker.permitMs();
        return { urgentMs, otherMs: urgentMs || (await limits.waitMs("submit", "BACKGROUND")) };
      },
      circuit: () => breaker.circuit(),
      reset: () => breaker.reset(),
    },
    async vitals() {
      const rateLimit = await limits.status("submit");
      return { ...record.vitals(), ...(rateLimit && { rateLimit }) };
    },
    // Who still waits for an answer has waited long enough: the outcome is asked for after the next start.
    async close() {
      await Promise.all([dispatcher.destroy(), strangers.destroy()]);
    },
  };
}

function connectWithin(timeout: number, tls: TlsIdentity | undefined): buildConnector.connector {
  const { ca, ...identity } = tls ?? {};
  return buildConnector({
    timeout,
    allowH2: false,
    minVersion: "TLSv1.2",
    ...identity,
    ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
  });
}

/** Whatever goes wrong before a connection stands, TLS included: nothing has been sent. */
const orNotConnected =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (socket) callback(null, socket);
      else callback(new NotConnected(error), null);
    });
