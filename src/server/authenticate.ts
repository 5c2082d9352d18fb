import type { Log } from "../application/gateway.js";
import type { Keys } from "../application/store.js";
import type { ApiKeyRecord } from "../application/records.js";
import type { Viewer } from "../graphql/context.js";
import { createAccessTokenReader } from "./access-token.js";
import type { AccessTokenOptions } from "./access-token.js";
import { looksLikeApiKey, toApiKeyHash } from "./api-key.js";
import type { Credentials } from "./credentials.js";
import { createMemory } from "./memory.js";

export interface Identity {
  readonly viewer: Viewer;
  /** Names the credential without revealing it. */
  readonly credentialId: string;
  readonly expiresAt?: Date;
}

export type Authentication =
  | { readonly granted: Identity }
  | { readonly refused: string }
  /** Nobody can say whether the credential is good: the caller's fault is not proven. */
  | { readonly unavailable: string };

export type Authenticate = (credentials: Credentials) => Promise<Authentication>;

export interface AuthenticatorOptions {
  readonly keys: Pick<Keys, "findApiKey" | "findTenant">;
  readonly now: () => Date;
  readonly log: Log;
  /** Without it only API keys are accepted. */
  readonly accessTokens?: AccessTokenOptions;
}

export interface Authenticator {
  readonly authenticate: Authenticate;
  /** @throws while tokens cannot be verified, because their issuer's keys were never loaded */
  checkReady(): Promise<void>;
}

/** For so long a revoked key or a removed tenant may still be let in. */
const rememberedForMs = 5_000;

export function createAuthenticator({ keys, now, log, accessTokens }: AuthenticatorOptions): Authenticator {
  const tokens = accessTokens === undefined ? undefined : createAccessTokenReader(accessTokens, { now, log });
  const apiKeys = createMemory<ApiKeyRecord>(rememberedForMs, now);
  const tenants = createMemory<true>(rememberedForMs, now);
  const underWay = new Map<string, Promise<ApiKeyRecord | undefined>>();

  /** Thousands of sockets may have their key looked up at the same moment. */
  function findOnce(place: string, hash: Uint8Array): Promise<ApiKeyRecord | undefined> {
    const known = underWay.get(place);
    if (known) return known;
    const found = keys.findApiKey(hash).finally(() => underWay.delete(place));
    underWay.set(place, found);
    return found;
  }

  async function withApiKey(text: string): Promise<Authentication> {
    const hash = toApiKeyHash(text);
    if (hash === undefined) return { refused: "The API key is incomplete or misspelt." };
    const place = Buffer.from(hash).toString("base64");
    const record = apiKeys.recall(place) ?? (await findOnce(place, hash));
    if (record === undefined) return { refused: "The API key is unknown." };
    apiKeys.remember(place, record);
    if (record.revokedAt !== undefined) return { refused: "The API key was revoked." };
    const expiresAt = record.expiresAt === undefined ? undefined : new Date(record.expiresAt);
    // Not "before or at": a moment that cannot be read counts as past.
    if (expiresAt !== undefined && !(expiresAt > now())) return { refused: "The API key has expired." };
    return {
      granted: {
        viewer: { tenantId: record.tenantId, subject: `api-key:${record.id}`, scopes: record.scopes },
        credentialId: `api-key:${record.id}`,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
    };
  }

  async function withToken(text: string): Promise<Authentication> {
    if (tokens === undefined) return { refused: "The credential is not an API key, and tokens are not accepted here." };
    const reading = await tokens.read(text);
    if ("refused" in reading) return reading;
    const { tenantId, subject, scopes, expiresAt } = reading.token;
    if (tenants.recall(tenantId) === undefined) {
      if ((await keys.findTenant(tenantId)) === undefined) return { refused: "The token's tenant is unknown." };
      tenants.remember(tenantId, true);
    }
    return {
      granted: { viewer: { tenantId, subject, scopes }, credentialId: `token:${tenantId}:${subject}`, expiresAt },
    };
  }

  return {
    async authenticate({ apiKey, bearer }) {
      try {
        if (apiKey !== undefined) return await withApiKey(apiKey);
        if (bearer === undefined) return { refused: "A credential is missing." };
        return looksLikeApiKey(bearer) ? await withApiKey(bearer) : await withToken(bearer);
      } catch (error) {
        log.error({ err: error }, "A credential could not be checked.");
        return { unavailable: "Credentials cannot be checked at the moment; try again shortly." };
      }
    },
    async checkReady() {
      await tokens?.loadKeys();
    },
  };
}
