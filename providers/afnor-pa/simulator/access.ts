import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { Refusal } from "./http.js";

export const client = { clientId: "tuilerie-du-vallon", clientSecret: "simulator-secret" };

export interface Access {
  /** OAuth2 client credentials (RFC 6749 §4.4). */
  token(request: SimulatorRequest): SimulatorResponse;
  /** @throws {Refusal} without a token that is known and has not expired */
  check(request: SimulatorRequest): void;
}

export function createAccess({ ledger, now, newId }: SimulatorContext, tokenSeconds: number): Access {
  const refuse = (status: number, error: string, description: string): SimulatorResponse => ({
    status,
    body: { error, error_description: description },
  });
  return {
    token({ body, headers }) {
      if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
        return refuse(400, "invalid_request", "a form is expected");
      }
      const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
      if (form.get("grant_type") !== "client_credentials") {
        return refuse(400, "unsupported_grant_type", "grant_type must be client_credentials");
      }
      if (form.get("client_id") !== client.clientId || form.get("client_secret") !== client.clientSecret) {
        return refuse(401, "invalid_client", "client id and secret do not match");
      }
      const token = `${newId()}.${newId()}`;
      ledger.put("tokens", token, { expiresAt: now().getTime() + tokenSeconds * 1000 });
      return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: tokenSeconds } };
    },
    check({ headers }) {
      const token = /^Bearer (.+)$/.exec(headers["authorization"] ?? "")?.[1];
      if (token === undefined) throw new Refusal(401, "MISSING_TOKEN", null);
      const known = ledger.get<{ expiresAt: number }>("tokens", token);
      if (!known || known.expiresAt <= now().getTime()) throw new Refusal(401, "INVALID_TOKEN", null);
    },
  };
}
