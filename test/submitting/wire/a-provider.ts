import { z } from "zod";
import type { Call } from "../../../src/provider-kit/call.js";
import type { ErrorReader } from "../../../src/provider-kit/failure.js";
import type { Auth, Provider } from "../../../src/provider-kit/provider.js";

const Taken = z.object({ id: z.string().min(1), status: z.literal("TAKEN") });
const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Says what the provider said, and leaves what follows from it to the status. */
const readError: ErrorReader = ({ body }) => {
  const parsed = ErrorBody.safeParse(body);
  return parsed.success ? { nativeCode: parsed.data.error.code, message: parsed.data.error.message } : {};
};

const authKinds: Readonly<Record<"headers" | "clientCredentials", Auth<unknown>>> = {
  headers: { kind: "headers", headers: () => ({ authorization: "Bearer key" }) },
  clientCredentials: {
    kind: "clientCredentials",
    tokenPath: () => "/token",
    form: () => ({ grant_type: "client_credentials" }),
  },
};

export interface ProviderWishes {
  readonly id?: string;
  readonly signsIn?: boolean;
  readonly documentBytes?: number;
  /** Asks before it sends, as adapters do that look for an earlier attempt. */
  readonly asksFirst?: boolean;
}

/** The plainest adapter there can be: one call that sends, one that asks. It reads nothing into an error. */
export function aProvider({ id = "plain", signsIn, documentBytes = 200, asksFirst }: ProviderWishes = {}): Provider {
  return {
    id,
    name: `Provider ${id}`,
    kind: "ACCESS_POINT",
    countries: [],
    networks: ["peppol"],
    baseUrl: { live: "https://provider.invalid", sandbox: "https://provider.invalid" },
    credentials: z.unknown(),
    auth: authKinds[signsIn ? "clientCredentials" : "headers"],
    statuses: { TAKEN: { transport: "ACCEPTED_BY_PROVIDER" } },
    errors: readError,
    limits: { rates: {} },
    settlesWithinSeconds: 1,
    prepare: ({ invoice }) => ({
      document: {
        format: "OTHER",
        mediaType: "text/plain",
        fileName: `${invoice.number}.txt`,
        bytes: Buffer.alloc(documentBytes, "x"),
      },
    }),
    async submit({ document }, call) {
      if (asksFirst) await ask(call);
      const { id: reference, status } = await send(call, document.bytes);
      return { outcome: "accepted", reference: { id: reference }, status };
    },
  };
}

export const send = (call: Call<unknown>, bytes: Uint8Array) =>
  call.http.send({
    operation: "submit",
    method: "POST",
    path: "/documents",
    body: { bytes, mediaType: "text/plain" },
    expect: { json: Taken },
    effect: "write",
  });

export const ask = (call: Call<unknown>) =>
  call.http.send({
    operation: "status",
    method: "GET",
    path: "/documents/doc-1",
    expect: { json: Taken },
    effect: "read",
  });
