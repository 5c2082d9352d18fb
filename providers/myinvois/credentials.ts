import { z } from "zod";
import { tinPattern } from "./ubl-json/parties.js";

export const credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** The taxpayer whose system signs in. */
  tin: z.string().regex(tinPattern),
  /** For an intermediary: the taxpayer it acts for, as TIN or TIN:ROB. */
  onBehalfOf: z.string().min(1).optional(),
});

export type Credentials = z.infer<typeof credentials>;
