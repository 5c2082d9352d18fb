import { z } from "zod";

/**
 * What e-invoice.be answers, as far as the adapter reads it; further fields pass through.
 * Shapes: https://docs.e-invoice.be/api-reference and the official client e-invoice-api 1.24.1.
 */

/** https://docs.e-invoice.be/api-reference/schemas/document */
export const Document = z.looseObject({
  id: z.string().min(1),
  state: z.string().min(1),
  document_type: z.string().nullish(),
  invoice_id: z.string().nullish(),
});
export type Document = z.infer<typeof Document>;

export const Deleted = z.looseObject({ is_deleted: z.boolean() });

/** https://docs.e-invoice.be/api-reference/drafts/list-draft-documents */
export const DocumentPage = z.looseObject({
  items: z.array(Document),
  page: z.number(),
  pages: z.number(),
});

/** `UblDocumentValidation` of the official client; the guide to creating invoices still shows an older shape. */
export const Validation = z.looseObject({
  is_valid: z.boolean(),
  issues: z.array(
    z.looseObject({
      message: z.string(),
      schematron: z.string(),
      type: z.string(),
      rule_id: z.string().nullish(),
      flag: z.string().nullish(),
      location: z.string().nullish(),
    }),
  ),
});
export type Validation = z.infer<typeof Validation>;

/** https://docs.e-invoice.be/guides/ubl-documents */
export const Ubl = z.looseObject({
  file_name: z.string(),
  file_hash: z.string().nullish(),
  receiver_peppol_scheme: z.string().nullish(),
  receiver_peppol_id: z.string().nullish(),
  signed_url: z.string().nullish(),
});
export const DownloadableUbl = Ubl.extend({ signed_url: z.url() });

/** The answer of GET /api/lookup; its names are in another case than all others. */
export const Lookup = z.looseObject({
  status: z.string(),
  dnsInfo: z.looseObject({ status: z.string() }),
  serviceMetadata: z.looseObject({
    endpoints: z.array(
      z.looseObject({
        url: z.string(),
        documentTypes: z.array(z.looseObject({ value: z.string() })),
        processes: z
          .array(
            z.looseObject({
              processId: z.looseObject({ value: z.string() }),
              endpoints: z.array(z.looseObject({ address: z.string() })),
            }),
          )
          .nullish(),
      }),
    ),
  }),
  businessCard: z.looseObject({
    entities: z.array(z.looseObject({ name: z.string().nullish(), countryCode: z.string().nullish() })),
  }),
});
export type Lookup = z.infer<typeof Lookup>;

/** https://docs.e-invoice.be/essentials/webhooks */
export const Webhook = z.looseObject({
  id: z.string().min(1),
  url: z.string(),
  events: z.array(z.string()),
  secret: z.string().min(1),
  enabled: z.boolean().default(true),
});
export const Webhooks = z.array(Webhook);

/** What is pushed; `created_at` counts seconds. */
export const WebhookEvent = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  created_at: z.number().optional(),
  data: z.looseObject({ document_id: z.string().min(1).optional() }),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Errors in FastAPI's form: a sentence, or one entry for every field that is wrong. */
export const ErrorBody = z.object({
  detail: z.union([
    z.string(),
    z.array(z.looseObject({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() })),
  ]),
});
