import { z } from "zod";

/**
 * What Invoicetronic answers, as far as the adapter reads it; further fields pass through.
 * Shapes: https://api.invoicetronic.com/v1/docs (OpenAPI 1.13.6, https://github.com/invoicetronic/openapi).
 */

const Documents = z.array(z.looseObject({ number: z.string().nullish() })).nullish();

/** An invoice that was sent: https://invoicetronic.com/en/docs/endpoints/send/ */
export const Send = z.looseObject({
  id: z.int().positive(),
  identifier: z.string().nullish(),
  prestatore: z.string().nullish(),
  file_name: z.string().nullish(),
  encoding: z.string().nullish(),
  payload: z.string().nullish(),
  meta_data: z.record(z.string(), z.string()).nullish(),
  documents: Documents,
  /** Null before anything was heard of SdI. */
  latest_state: z.string().nullish(),
  last_update: z.string().nullish(),
});
export type Send = z.infer<typeof Send>;

/** A word of SdI about an invoice that was sent: https://invoicetronic.com/en/docs/endpoints/update/ */
export const Update = z.looseObject({
  id: z.int().positive(),
  send_id: z.int().positive(),
  last_update: z.string(),
  state: z.string().min(1),
  description: z.string().nullish(),
  message_id: z.string().nullish(),
  errors: z
    .array(
      z.looseObject({
        code: z.string().nullish(),
        description: z.string().nullish(),
        hint: z.string().nullish(),
      }),
    )
    .nullish(),
  send: z.looseObject({ identifier: z.string().nullish() }).nullish(),
});
export type Update = z.infer<typeof Update>;

/** An invoice that came in; `payload` is empty unless it was asked for. */
export const Receive = z.looseObject({
  id: z.int().positive(),
  created: z.string().nullish(),
  identifier: z.string().nullish(),
  file_name: z.string().nullish(),
  encoding: z.string().nullish(),
  payload: z.string().nullish(),
});
export const ReceiveWithPayload = Receive.extend({ payload: z.string().min(1) });

/** https://invoicetronic.com/en/docs/webhooks/ */
export const WebHook = z.looseObject({
  id: z.int().positive(),
  url: z.string(),
  /** Told once, when it is created. */
  secret: z.string().nullish(),
});
export const CreatedWebHook = WebHook.extend({ secret: z.string().min(1) });

/**
 * What is pushed: an entry of the log of requests. `endpoint` has been seen bare ("receive"), with a version and with
 * an id; an `event` ("receive.add") may come beside it.
 */
export const Event = z.looseObject({
  id: z.union([z.number(), z.string()]).nullish(),
  endpoint: z.string().nullish(),
  event: z.string().nullish(),
  resource_id: z.union([z.int().positive(), z.string().regex(/^\d+$/)]).nullish(),
  success: z.boolean().nullish(),
  status_code: z.number().nullish(),
});
export type Event = z.infer<typeof Event>;

/** RFC 7807; what it says in detail comes as a list, or by field as ASP.NET does. */
export const Problem = z.looseObject({
  type: z.string().nullish(),
  title: z.string().nullish(),
  detail: z.string().nullish(),
  instance: z.string().nullish(),
  traceId: z.string().nullish(),
  errors: z
    .union([
      z.array(
        z.union([
          z.string(),
          z.looseObject({ code: z.string().nullish(), description: z.string().nullish(), hint: z.string().nullish() }),
        ]),
      ),
      z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    ])
    .nullish()
    .catch(undefined),
});
