import { STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { credentialInUrl, hasCredentialInUrl } from "./credentials.js";
import { graphqlPath } from "./graphql-over-http.js";
import { errorBody } from "./request-errors.js";

export interface UpgradeRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Why a request may not become a WebSocket; absent when it may. Who asks is found out on the socket. */
export function findRefusal(
  { url = "", headers }: IncomingMessage,
  { allowedOrigins, isClosing }: { allowedOrigins: readonly string[]; isClosing: boolean },
): UpgradeRefusal | undefined {
  if (isClosing) return { status: 503, code: "UNAVAILABLE", message: "The server is shutting down." };
  const [path] = url.split("?", 1);
  if (path !== graphqlPath) {
    return { status: 404, code: "NOT_FOUND", message: `WebSockets are served at ${graphqlPath}.` };
  }
  if (hasCredentialInUrl(url)) return { status: 401, code: "UNAUTHENTICATED", message: credentialInUrl };
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin) || isSameHost(origin, host)) return undefined;
  return { status: 403, code: "FORBIDDEN", message: `Pages of ${origin} may not connect.` };
}

export function writeRefusal(connection: Duplex, { status, code, message }: UpgradeRefusal): void {
  const body = JSON.stringify(errorBody(code, message));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  connection.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

const isSameHost = (origin: string, host: string | undefined): boolean =>
  host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
