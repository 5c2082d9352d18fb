import type { Webhook, WebhookReading } from "../provider-kit/webhook.js";

export interface WebhookMessage {
  /** Lower-case names, without secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a delivery says, or a sentence about why it cannot be read. */
export function readWebhook(webhook: Webhook<unknown>, { headers, body }: WebhookMessage): WebhookReading | string {
  try {
    if ("readBytes" in webhook) return webhook.readBytes(body, headers);
    const parsed = webhook.body.safeParse(JSON.parse(Buffer.from(body).toString("utf8")));
    if (parsed.success) return webhook.read(parsed.data);
    const where = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
    return `The body has an unexpected shape (${where.slice(0, 5).join("; ")})`;
  } catch (error) {
    return `The body cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const essencePattern = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;

/** What nobody sends by mistake. Types such as `text/plain` say nothing about what comes. */
const families: Readonly<Record<string, RegExp>> = {
  multipart: /^multipart\//,
  form: /^application\/x-www-form-urlencoded$/,
  html: /^(text\/html|application\/xhtml\+xml)$/,
  xml: /[/+]xml$/,
  json: /[/+]json$/,
};

const familyOf = (essence: string): string | undefined =>
  Object.keys(families).find((family) => families[family]?.test(essence));

/** Whether the content type says that this is plainly none of what the webhook takes. Providers name odd ones. */
export function isPlainlyElse(webhook: Webhook<unknown>, contentType: string | undefined): boolean {
  const essence = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const family = essencePattern.test(essence) ? familyOf(essence) : undefined;
  const expected = "readBytes" in webhook ? webhook.mediaTypes : ["application/json"];
  return family !== undefined && !expected.some((type) => type === essence || familyOf(type) === family);
}
