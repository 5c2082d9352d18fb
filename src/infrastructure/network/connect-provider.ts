import { Agent } from "undici";
import type { Call } from "../../provider-kit/call.js";
import type { Provider } from "../../provider-kit/provider.js";
import { createProviderHttp } from "./provider-http.js";
import { createSignIn } from "./sign-in.js";

export interface ProviderConnection<Credentials> {
  readonly call: Call<Credentials>;
  close(): Promise<void>;
}

/** The longest a provider is waited for. */
const timeoutMs = 30_000;

/** Opens the way to one provider for one account: own connection pool, signed in on first use. */
export function connectProvider<Credentials>(
  provider: Provider<Credentials>,
  account: { readonly baseUrl: string; readonly credentials: Credentials },
): ProviderConnection<Credentials> {
  const dispatcher = new Agent({
    connections: 16,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: 3_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: 5_000,
    maxResponseSize: 32 * 1024 * 1024,
  });
  const common = { provider, baseUrl: account.baseUrl, dispatcher, timeoutMs };
  const signIn = createSignIn(provider.auth, account.credentials, createProviderHttp(common));
  return {
    call: { http: createProviderHttp({ ...common, signIn }), credentials: account.credentials },
    // Who still waits for an answer has waited long enough: the outcome is asked for after the next start.
    close: () => dispatcher.destroy(),
  };
}
