import type { IncomingHttpHeaders } from "node:http";

/** What a caller presents to prove who it is: exactly one of a bearer token (or API key) and an API key. */
export interface Credentials {
  readonly bearer?: string;
  readonly apiKey?: string;
}

export type PresentedCredentials = { readonly credentials: Credentials } | { readonly missing: string };

const missing =
  "A credential is missing: send the header `Authorization: Bearer <API key or token>` or `x-api-key: <API key>`.";

export function readHeaderCredentials(headers: IncomingHttpHeaders): PresentedCredentials {
  const apiKey = headers["x-api-key"];
  return readCredentials(headers.authorization, Array.isArray(apiKey) ? apiKey.join(",") : apiKey);
}

/** The payload of `connection_init`: browsers cannot set headers on a WebSocket. */
export function readConnectionParams(params: Readonly<Record<string, unknown>>): PresentedCredentials {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string") texts.set(name.toLowerCase(), value);
  }
  return readCredentials(texts.get("authorization"), texts.get("apikey") ?? texts.get("x-api-key"));
}

function readCredentials(authorization: string | undefined, apiKey: string | undefined): PresentedCredentials {
  if (authorization !== undefined && apiKey !== undefined) {
    return { missing: "Two credentials were sent; send either `Authorization` or `x-api-key`." };
  }
  if (apiKey !== undefined) return { credentials: { apiKey: apiKey.trim() } };
  if (authorization === undefined) return { missing };

  const bearer = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer === undefined) return { missing: "The header `Authorization` must be `Bearer <API key or token>`." };
  return { credentials: { bearer } };
}

const credentialParameters = new Set([
  "authorization",
  "accesstoken",
  "token",
  "bearer",
  "apikey",
  "xapikey",
  "key",
  "jwt",
  "idtoken",
]);

/** URLs end up in logs and histories: a credential in one is compromised, and refused even if it is right. */
export function hasCredentialInUrl(url: string): boolean {
  const queryAt = url.indexOf("?");
  if (queryAt < 0) return false;
  for (const name of new URLSearchParams(url.slice(queryAt + 1)).keys()) {
    if (credentialParameters.has(name.toLowerCase().replaceAll(/[-_]/g, ""))) return true;
  }
  return false;
}

export const credentialInUrl =
  "Credentials in the URL are refused, because URLs end up in logs: revoke this one, and send the next in a header.";
