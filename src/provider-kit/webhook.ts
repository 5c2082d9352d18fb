import type { z } from "zod";
import type { Call } from "./call.js";
import type { Reference, StatusReport } from "./receipt.js";
import type { SignatureScheme } from "./signature.js";

/** How a provider pushes. */
// oxlint-disable-next-line typescript/no-explicit-any -- only the adapter knows the shape of what comes in
export interface Webhook<Credentials, Body = any> {
  /** Absent where the provider does not sign: what it says is then only a hint to ask. */
  readonly signature?: SignatureScheme;
  readonly body: z.ZodType<Body>;
  /** What the delivery says; the provider's event id where it has one (else the content hash tells repetitions). */
  read(body: Body): WebhookReading;
  /** Registers our URL; the answer's secrets verify what comes. */
  register?(url: string, call: Call<Credentials>): Promise<Registration>;
  unregister?(id: string, call: Call<Credentials>): Promise<void>;
}

export interface WebhookReading {
  readonly eventId?: string;
  readonly news: WebhookNews;
}

export type WebhookNews =
  | { readonly kind: "status"; readonly report: StatusReport }
  /** An inbound document that waits to be fetched. */
  | { readonly kind: "received"; readonly reference: Reference }
  /** Something changed that only the feed tells: it is worth asking now. */
  | { readonly kind: "feed" }
  /** A kind of event that we do not act on; `name` is the provider's word for it. */
  | { readonly kind: "other"; readonly name: string };

export interface Registration {
  /** The provider's id of the registration. */
  readonly id: string;
  readonly secrets: readonly string[];
}
