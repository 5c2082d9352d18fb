import { createHash } from "node:crypto";
import { z } from "zod";
import type { Http } from "../../provider-kit/call.js";
import type { Auth, ClientCredentials, RotatingTokens, SessionAuth } from "../../provider-kit/auth.js";
import { ProviderFailure } from "../../provider-kit/failure.js";
import type { Tokens, TokenStore } from "./token-store.js";

type Headers = Readonly<Record<string, string>>;

/** Keeps one account signed in at its provider. */
export interface SignIn {
  headers(): Promise<Headers>;
  /** After a 401 with these headers: forgets them. False when there is nothing newer to be had. */
  renew(used: Headers): boolean;
}

export interface SignInOptions<Credentials> {
  readonly auth: Auth<Credentials>;
  readonly accountId: string;
  readonly credentials: Credentials;
  /** Not signed in. */
  readonly http: Http;
  readonly tokens: TokenStore;
}

export function createSignIn<Credentials>(options: SignInOptions<Credentials>): SignIn {
  const { auth, credentials } = options;
  switch (auth.kind) {
    case "headers": {
      const headers = auth.headers(credentials);
      return { headers: () => Promise.resolve(headers), renew: () => false };
    }
    case "clientCredentials":
      return staySignedIn(() => obtainToken(auth, options));
    case "session":
      return staySignedIn(createSessions(auth, options));
    default:
      return staySignedIn((refused) => rotate(auth, options, refused));
  }
}

interface SignedIn {
  readonly headers: Headers;
  readonly expiresAtMs: number;
}

/** Obtains once for all that wait, and anew when it expires or was refused. */
function staySignedIn(obtain: (refused: Headers | undefined) => Promise<SignedIn>): SignIn {
  let current: SignedIn | undefined;
  let refused: Headers | undefined;
  let pending: Promise<SignedIn> | undefined;
  const obtainOnce = async (): Promise<SignedIn> => {
    current = await obtain(refused).catch(asNotSignedIn);
    refused = undefined;
    return current;
  };
  return {
    async headers() {
      if (current && Date.now() < current.expiresAtMs) return current.headers;
      pending ??= obtainOnce().finally(() => (pending = undefined));
      return (await pending).headers;
    },
    renew(used) {
      // Somebody else may have renewed it while this call was under way.
      if (current?.headers === used) {
        current = undefined;
        refused = used;
      }
      return true;
    },
  };
}

/** A token is renewed this long before it expires. */
const marginMs = 60_000;

const endOf = (expiresInSeconds: number): number =>
  Date.now() + Math.max(expiresInSeconds * 1000 - marginMs, (expiresInSeconds * 1000) / 2);

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(3600) });

async function obtainToken<Credentials>(
  auth: ClientCredentials<Credentials>,
  { credentials, http }: SignInOptions<Credentials>,
): Promise<SignedIn> {
  const answer = await http.send({
    operation: "login",
    method: "POST",
    path: auth.tokenPath(credentials),
    headers: auth.headers?.(credentials) ?? {},
    body: { form: auth.form(credentials) },
    expect: { json: Token },
    effect: "read",
  });
  return { headers: bearer(answer.access_token), expiresAtMs: endOf(answer.expires_in) };
}

function createSessions<Credentials>(
  auth: SessionAuth<Credentials>,
  { credentials, http }: SignInOptions<Credentials>,
): () => Promise<SignedIn> {
  let renewal: { readonly token: string; readonly expiresAtMs: number } | undefined;
  const begin = async (token?: string): Promise<SignedIn> => {
    const session = await auth.signIn({ http, credentials, pause, ...(token !== undefined && { renewal: token }) });
    renewal = session.renewal && {
      token: session.renewal.token,
      expiresAtMs: endOf(session.renewal.expiresInSeconds),
    };
    return { headers: session.headers, expiresAtMs: endOf(session.expiresInSeconds) };
  };
  return async () => {
    if (!renewal || Date.now() >= renewal.expiresAtMs) return begin();
    try {
      return await begin(renewal.token);
    } catch (error) {
      if (!isRefused(error)) throw error;
      renewal = undefined;
      return begin();
    }
  };
}

const isRefused = (error: unknown): boolean =>
  error instanceof ProviderFailure && [400, 401, 403].includes(error.problem.httpStatus ?? 0);

const RotatedToken = Token.extend({ refresh_token: z.string().min(1).optional() });

async function rotate<Credentials>(
  auth: RotatingTokens<Credentials>,
  { accountId, credentials, http, tokens }: SignInOptions<Credentials>,
  refused: Headers | undefined,
): Promise<SignedIn> {
  const configured = auth.refreshToken(credentials);
  const seed = createHash("sha256").update(configured).digest("hex");
  const { access, expiresAtMs } = await tokens.renew(accountId, async (kept) => {
    // A refresh token that was configured anew replaces whatever came of the one before.
    const last: Tokens | undefined = kept?.seed === seed ? kept : undefined;
    const isGood = last && Date.now() < last.expiresAtMs && refused?.["authorization"] !== `Bearer ${last.access}`;
    if (isGood) return last;
    const refresh = last?.refresh ?? configured;
    const answer = await http.send({
      operation: "login",
      method: "POST",
      path: auth.tokenPath(credentials),
      headers: auth.headers?.(credentials) ?? {},
      body: { form: { grant_type: "refresh_token", refresh_token: refresh, ...auth.form?.(credentials) } },
      expect: { json: RotatedToken },
      effect: "read",
    });
    return {
      access: answer.access_token,
      expiresAtMs: endOf(answer.expires_in),
      refresh: answer.refresh_token ?? refresh,
      seed,
    };
  });
  return { headers: bearer(access), expiresAtMs };
}

/** Whatever is wrong with a sign-in, nothing is wrong with the invoice that waits for it. */
function asNotSignedIn(error: unknown): never {
  if (!(error instanceof ProviderFailure)) throw error;
  const { problem, retryAfterSeconds } = error;
  throw new ProviderFailure(
    "retry",
    {
      ...problem,
      kind: problem.httpStatus === undefined || problem.httpStatus >= 429 ? problem.kind : "AUTHENTICATION",
    },
    { cause: error, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
