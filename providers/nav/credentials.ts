import { z } from "zod";

const text = (longest: number) => z.string().trim().min(1).max(longest);

/**
 * The technical user of one taxpayer, with the keys that the taxpayer's primary user makes at onlineszamla.nav.gov.hu,
 * and the invoicing software, which every request has to name.
 */
export const credentials = z.object({
  login: z.string().regex(/^[a-zA-Z0-9]{6,15}$/),
  password: z.string().min(1),
  /** The first eight digits. */
  taxNumber: z.string().regex(/^\d{8}$/),
  /** "XML aláírókulcs": signs requests. */
  signingKey: z.string().min(1),
  /** "XML cserekulcs": decrypts the tokens for reports. */
  exchangeKey: z.string().refine((key) => Buffer.byteLength(key) === 16, "an exchange key has 16 characters"),
  software: z.object({
    /** Best begun with country and tax number of the developer. */
    id: z.string().regex(/^[0-9A-Z-]{18}$/),
    name: text(50),
    operation: z.enum(["LOCAL_SOFTWARE", "ONLINE_SERVICE"]).default("ONLINE_SERVICE"),
    mainVersion: text(15),
    developerName: text(512),
    /** An e-mail address, for trouble. */
    developerContact: text(200),
    developerCountryCode: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    developerTaxNumber: text(50).optional(),
  }),
});

export type Credentials = z.infer<typeof credentials>;
