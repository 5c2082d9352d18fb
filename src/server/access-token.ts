import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import type {
  CryptoKey,
  FetchImplementation,
  FlattenedJWSInput,
  JWSHeaderParameters,
  JWTPayload,
  JWTVerifyOptions,
} from "jose";
import type { Log } from "../application/gateway.js";

export interface AccessTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: URL;
  /** The claim that names the tenant. */
  readonly tenantClaim: string;
  /** Default `scope`: words separated by spaces, or a list. */
  readonly scopeClaim?: string;
  readonly algorithms?: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly clockToleranceSeconds?: number;
  /** The `typ` header to insist on, e.g. `at+jwt`. */
  readonly type?: string;
  readonly fetch?: FetchImplementation;
}

export interface AccessToken {
  readonly tenantId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

export type AccessTokenReading = { readonly token: AccessToken } | { readonly refused: string };

export interface AccessTokenReader {
  /** @throws when the issuer's keys cannot be had: then nobody knows whether the token is good */
  read(text: string): Promise<AccessTokenReading>;
  loadKeys(): Promise<void>;
}

const maxTokenLength = 8_192;
const refreshAfterMs = 10 * 60_000;
const retryRefreshAfterMs = 30_000;
/** An issuer that is down does not lock out callers whose keys we know, for an hour. */
const keysUsableForMs = 60 * 60_000;

export function createAccessTokenReader(
  options: AccessTokenOptions,
  { now, log }: { now: () => Date; log: Log },
): AccessTokenReader {
  const { loadKeys, findKey } = createKeySet(options, now, log);
  const maxAgeSeconds = options.maxAgeSeconds ?? 24 * 60 * 60;
  const pinned: JWTVerifyOptions = {
    issuer: options.issuer,
    audience: options.audience,
    algorithms: [...(options.algorithms ?? ["RS256", "PS256", "ES256", "EdDSA"])],
    requiredClaims: ["exp", "iat", "sub", options.tenantClaim],
    maxTokenAge: maxAgeSeconds,
    clockTolerance: options.clockToleranceSeconds ?? 5,
    ...(options.type === undefined ? {} : { typ: options.type }),
  };

  return {
    async read(text) {
      if (text.length > maxTokenLength) return { refused: `The token is longer than ${maxTokenLength} characters.` };
      if (!isCanonical(text)) return { refused: "The credential is neither an API key nor a signed token." };
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(text, findKey, { ...pinned, currentDate: now() }));
      } catch (error) {
        if (!isTokenAtFault(error)) throw error;
        return { refused: toRefusal(error) };
      }
      return toAccessToken(payload, options, maxAgeSeconds);
    },
    loadKeys,
  };
}

function createKeySet(options: AccessTokenOptions, now: () => Date, log: Log) {
  const remote = createRemoteJWKSet(options.jwksUrl, {
    timeoutDuration: 2_000,
    cooldownDuration: 30_000,
    cacheMaxAge: keysUsableForMs,
    ...(options.fetch === undefined ? {} : { [customFetch]: options.fetch }),
  });
  let refreshAtMs = 0;

  async function loadKeys(): Promise<void> {
    if (remote.jwks() !== undefined && remote.fresh) return;
    await remote.reload();
    refreshAtMs = now().getTime() + refreshAfterMs;
  }

  function refreshInBackground(): void {
    if (now().getTime() < refreshAtMs) return;
    refreshAtMs = now().getTime() + retryRefreshAfterMs;
    remote.reload().then(
      () => {
        refreshAtMs = now().getTime() + refreshAfterMs;
      },
      (error: unknown) => log.warn({ err: error }, "The keys of the token issuer could not be refreshed."),
    );
  }

  async function findKey(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    await loadKeys();
    refreshInBackground();
    return remote(header, token);
  }

  return { loadKeys, findKey };
}

/** Several texts of base64url decode to the same bytes; only one of them is what the issuer wrote. */
const isCanonical = (text: string): boolean => {
  const parts = text.split(".");
  return parts.length === 3 && parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
};

/** Everything else (the key set is unreachable, late or unreadable) says nothing about the token. */
const isTokenAtFault = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  error.code !== "ERR_JOSE_GENERIC" &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid);

function toRefusal(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed) return `The token's claim "${error.claim}" is not acceptable.`;
  if (error instanceof errors.JOSEAlgNotAllowed) return "The token's algorithm is not acceptable.";
  if (error instanceof errors.JWKSNoMatchingKey)
    return "The token is signed with a key that its issuer does not publish.";
  return "The token's signature cannot be verified.";
}

function toAccessToken(payload: JWTPayload, options: AccessTokenOptions, maxAgeSeconds: number): AccessTokenReading {
  const tenantId = payload[options.tenantClaim];
  if (!Object.hasOwn(payload, options.tenantClaim) || !isName(tenantId)) {
    return { refused: `The token's claim "${options.tenantClaim}" does not name a tenant.` };
  }
  const subject: unknown = payload.sub;
  if (!isName(subject)) return { refused: 'The token\'s claim "sub" is not acceptable.' };
  const scopes = toScopes(payload[options.scopeClaim ?? "scope"]);
  if (scopes === undefined) return { refused: "The token's scopes are not a list of words." };

  // Both are numbers: they were required, and verification has compared them.
  const expiresAtSeconds = Math.min(Number(payload.exp), Number(payload.iat) + maxAgeSeconds);
  return { token: { tenantId, subject, scopes, expiresAt: new Date(expiresAtSeconds * 1000) } };
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= 200;

function toScopes(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  if (typeof value === "string") return value.split(" ").filter((scope) => scope !== "");
  if (Array.isArray(value) && value.every((scope) => typeof scope === "string")) return value;
  return undefined;
}
