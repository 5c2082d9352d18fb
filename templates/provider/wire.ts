import { z } from "zod";

/** Where each shape is documented belongs here: https://docs.example.com/api */
export const Invoice = z.object({
  id: z.string().min(1),
  reference: z.string(),
  status: z.string(),
  /** Why it was refused. */
  reason: z.string().nullish(),
  changedAt: z.iso.datetime().nullish(),
});
export type Invoice = z.infer<typeof Invoice>;

export const Invoices = z.object({ items: z.array(Invoice), next: z.string().nullish() });

export const Lookup = z.object({ address: z.string(), reachable: z.boolean(), name: z.string().nullish() });

export const Webhook = z.object({ id: z.string().min(1), secret: z.string().min(1) });

/** What is pushed: one event about one invoice. */
export const Event = z.object({ id: z.string().min(1), type: z.string(), invoice: Invoice });
export type Event = z.infer<typeof Event>;

export const ErrorBody = z.object({ code: z.string(), message: z.string(), field: z.string().nullish() });
