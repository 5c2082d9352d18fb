import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { type Client, clients } from "./taxpayers.js";

interface RefreshToken {
  readonly clientId: string;
  /** All tokens that came of one signing in by a person. */
  readonly family: string;
  readonly expiresAt: number;
  readonly isUsed: boolean;
}

interface AccessToken {
  readonly clientId: string;
  readonly family: string;
  readonly expiresAt: number;
}

const daySeconds = 86_400;
const refreshDays = 365;

/** OAuth 2.0 with refresh tokens that work once. Who shows one a second time has stolen it, or was stolen from. */
export function openSignIn({ ledger, now, newId }: SimulatorContext, accessSeconds: number) {
  const inSeconds = (seconds: number): number => now().getTime() + seconds * 1000;

  const issueRefresh = (clientId: string, family: string): string => {
    const token = `${newId()}${newId()}`.replaceAll("-", "");
    const record: RefreshToken = { clientId, family, expiresAt: inSeconds(refreshDays * daySeconds), isUsed: false };
    ledger.put("refresh tokens", token, record);
    return token;
  };

  /** A JWT in form; nobody but the stand-in reads it. */
  const issueAccess = ({ clientId }: Client, family: string): string => {
    const expiresAt = inSeconds(accessSeconds);
    const claims = { iss: "https://logincert.anaf.ro", token_type: "Bearer", clientappid: clientId };
    const parts = [
      { alg: "RS512", typ: "JWT" },
      { ...claims, exp: Math.floor(expiresAt / 1000), jti: newId() },
      newId(),
    ];
    const token = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    ledger.put("access tokens", token, { clientId, family, expiresAt } satisfies AccessToken);
    return token;
  };

  const refuse = (error: string, description: string): SimulatorResponse => ({
    status: 400,
    body: { error, error_description: description },
  });
  const isRevoked = (family: string): boolean => ledger.get("revoked", family) !== undefined;

  return {
    /** What a person with a certificate brings home from the browser. */
    begin: ({ clientId }: Client): string => issueRefresh(clientId, newId()),

    renew({ headers, body }: SimulatorRequest): SimulatorResponse {
      const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
      const client = findClient(headers["authorization"] ?? "");
      if (!client) return refuse("invalid_client", "client id and secret do not match");
      if (form.get("grant_type") !== "refresh_token")
        return refuse("unsupported_grant_type", `${form.get("grant_type")} needs a person with a certificate`);
      if (form.get("token_content_type") !== "jwt")
        return refuse("invalid_request", "token_content_type must be jwt, or the API does not take the token");
      const presented = form.get("refresh_token") ?? "";
      const token = ledger.get<RefreshToken>("refresh tokens", presented);
      if (token?.clientId !== client.clientId || token.expiresAt <= now().getTime() || isRevoked(token.family))
        return refuse("invalid_grant", "the refresh token is unknown, expired or revoked");
      if (token.isUsed) {
        ledger.put("revoked", token.family, { at: now().getTime() });
        return refuse("invalid_grant", "the refresh token was used before; everything that came of it is revoked");
      }
      ledger.put("refresh tokens", presented, { ...token, isUsed: true });
      return {
        status: 200,
        body: {
          access_token: issueAccess(client, token.family),
          refresh_token: issueRefresh(client.clientId, token.family),
          token_type: "Bearer",
          expires_in: accessSeconds,
          scope: "clientappid info issuer role serial",
        },
      };
    },

    /** Who calls; undefined for nobody. */
    recognise({ headers }: SimulatorRequest): Client | undefined {
      const presented = (headers["authorization"] ?? "").replace(/^Bearer /, "");
      const token = ledger.get<AccessToken>("access tokens", presented);
      if (!token || token.expiresAt <= now().getTime() || isRevoked(token.family)) return undefined;
      return clients.find(({ clientId }) => clientId === token.clientId);
    },
  };
}

function findClient(authorization: string): Client | undefined {
  const [, encoded = ""] = /^Basic (.+)$/.exec(authorization) ?? [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  return clients.find(({ clientId, clientSecret }) => pair === `${clientId}:${clientSecret}`);
}
