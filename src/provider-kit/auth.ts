import type { Http } from "./call.js";

/** How a call to the provider is signed in. */
export type Auth<Credentials> =
  HeaderAuth<Credentials> | ClientCredentials<Credentials> | SessionAuth<Credentials> | RotatingTokens<Credentials>;

export interface HeaderAuth<Credentials> {
  readonly kind: "headers";
  /** API key or Basic authentication: the same headers on every call; none where a call signs itself. */
  headers(credentials: Credentials): Readonly<Record<string, string>>;
}

/** OAuth2 client credentials (RFC 6749 §4.4): one token per account, fetched once for all that wait for it. */
export interface ClientCredentials<Credentials> {
  readonly kind: "clientCredentials";
  /** Below the base URL, or a whole URL. */
  tokenPath(credentials: Credentials): string;
  form(credentials: Credentials): Readonly<Record<string, string>>;
  headers?(credentials: Credentials): Readonly<Record<string, string>>;
}

/** Signing in takes a conversation of several calls; its outcome serves until it expires. */
export interface SessionAuth<Credentials> {
  readonly kind: "session";
  signIn(context: SignInContext<Credentials>): Promise<Session>;
}

export interface SignInContext<Credentials> {
  /** Not signed in. */
  readonly http: Http;
  readonly credentials: Credentials;
  /** What the last session left for its renewal, while it is valid and was not refused. */
  readonly renewal?: string;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Session {
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresInSeconds: number;
  readonly renewal?: { readonly token: string; readonly expiresInSeconds: number };
}

/**
 * OAuth2 tokens that a person obtained (RFC 6749 §4.1), and refresh tokens that change with every use (§6). Each new
 * pair is committed before it is used, and only one instance renews at a time.
 */
export interface RotatingTokens<Credentials> {
  readonly kind: "rotatingTokens";
  /** Below the base URL, or a whole URL. */
  tokenPath(credentials: Credentials): string;
  /** The refresh token to begin with. */
  refreshToken(credentials: Credentials): string;
  /** Beside `grant_type` and `refresh_token`. */
  form?(credentials: Credentials): Readonly<Record<string, string>>;
  headers?(credentials: Credentials): Readonly<Record<string, string>>;
}

/** PEM texts. */
export interface TlsIdentity {
  /** The caller's certificate, and the chain behind it. */
  readonly cert?: string;
  readonly key?: string;
  /** Trusted beside the public authorities. */
  readonly ca?: string;
}
