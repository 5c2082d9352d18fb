import type { z } from "zod";
import type { Call } from "./call.js";
import type { Reference, StatusReport } from "./receipt.js";
import type { SignatureScheme } from "./signature.js";

/** How a provider pushes: JSON, or bytes of another kind. */
// oxlint-disable-next-line typescript/no-explicit-any -- only the adapter knows the shape of what comes in
export type Webhook<Credentials, Body = any> = JsonWebhook<Credentials, Body> | RawWebhook<Credentials>;

export interface JsonWebhook<Credentials, Body> extends Pushing<Credentials> {
  readonly body: z.ZodType<Body>;
  /** What the delivery says; the provider's event id where it has one (else the content hash tells repetitions). */
  read(body: Body): WebhookReading;
}

export interface RawWebhook<Credentials> extends Pushing<Credentials> {
  /** Essences such as `application/xml`; what is plainly of another kind is refused. */
  readonly mediaTypes: readonly string[];
  /**
   * The same of the bytes as they came. Headers have lower-case names, and no secrets.
   * @throws with a sentence where they cannot be read
   */
  readBytes(bytes: Uint8Array, headers: Readonly<Record<string, string>>): WebhookReading;
}

interface Pushing<Credentials> {
  /** Absent where the provider does not sign: what it says is then only a hint to ask. */
  readonly signature?: SignatureScheme;
  /**
   * Registers our URL; the answer's secrets verify what comes. Another URL is another registration, beside the one that
   * is there; the same URL is registered once, however often it is asked for.
   */
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
