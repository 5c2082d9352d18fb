import { z } from "zod";
import type { Http } from "../../provider-kit/call.js";
import { ProviderFailure } from "../../provider-kit/failure.js";
import type { Auth } from "../../provider-kit/provider.js";

/** Keeps one account signed in at its provider. */
export interface SignIn {
  headers(): Promise<Readonly<Record<string, string>>>;
  /** After a 401 with these headers: forgets them. False when there is nothing newer to be had. */
  renew(used: Readonly<Record<string, string>>): boolean;
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(3600) });

/** A token is renewed this long before it expires. */
const marginMs = 60_000;

export function createSignIn<Credentials>(auth: Auth<Credentials>, credentials: Credentials, http: Http): SignIn {
  if (auth.kind === "headers") {
    const headers = auth.headers(credentials);
    return { headers: () => Promise.resolve(headers), renew: () => false };
  }
  let token: { header: string; expiresAtMs: number } | undefined;
  let pending: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const answer = await http
      .send({
        operation: "login",
        method: "POST",
        path: auth.tokenPath,
        headers: auth.headers?.(credentials) ?? {},
        body: { form: auth.form(credentials) },
        expect: { json: Token },
        effect: "read",
      })
      .catch(asNotSignedIn);
    token = {
      header: `Bearer ${answer.access_token}`,
      expiresAtMs: Date.now() + Math.max(answer.expires_in * 1000 - marginMs, (answer.expires_in * 1000) / 2),
    };
    return token.header;
  };

  return {
    async headers() {
      if (token && Date.now() < token.expiresAtMs) return { authorization: token.header };
      pending ??= fetchToken().finally(() => (pending = undefined));
      return { authorization: await pending };
    },
    renew(used) {
      // Somebody else may have renewed it while this call was under way.
      if (token?.header === used["authorization"]) token = undefined;
      return true;
    },
  };
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
