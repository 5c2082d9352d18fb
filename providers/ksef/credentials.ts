import { z } from "zod";

export const credentials = z.object({
  /** A KSeF token, as the taxpayer's application issues it. */
  token: z.string().min(1),
  /** In whose name the account acts. */
  contextType: z.enum(["Nip", "InternalId", "NipVatUe"]).default("Nip"),
  /** The NIP, the internal identifier or the pair of NIP and EU VAT number. */
  contextValue: z.string().min(1),
});

export type Credentials = z.infer<typeof credentials>;
