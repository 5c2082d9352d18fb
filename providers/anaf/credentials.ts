import { z } from "zod";

export const credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Obtained once by a person with a qualified certificate; every renewal replaces it. */
  refreshToken: z.string().min(1),
  /** The company's fiscal code, without RO. */
  cif: z.string().regex(/^[1-9]\d{1,12}$/),
  /** The same for production and test; below the base URL or whole. */
  tokenUrl: z
    .string()
    .regex(/^(https:\/\/|\/)/)
    .default("https://logincert.anaf.ro/anaf-oauth2/v1/token"),
  /** Of taxpayers, the same for production and test; below the base URL or whole. */
  registerUrl: z
    .string()
    .regex(/^(https?:\/)?\//)
    .default("https://webservicesp.anaf.ro/api/PlatitorTvaRest/v9/tva"),
});

export type Credentials = z.infer<typeof credentials>;
