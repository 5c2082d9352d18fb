import { z } from "zod";

/** Nine characters with a letter at one end or at both. */
export const nifPattern = /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/;

const pem = z.string().regex(/^-----BEGIN /, "is no PEM text");
const nif = z.string().regex(nifPattern, "is no Spanish NIF");
const name = z.string().min(1).max(120);

/** Who made the invoicing software, and which installation of it this is: article 13 of RD 1007/2023. */
const InvoicingSystem = z.object({
  producerName: name,
  producerNif: nif,
  name: z.string().min(1).max(30),
  /** The producer's own id of the system. */
  id: z.string().regex(/^[A-Z0-9]{2}$/, "must be two upper-case letters or digits"),
  version: z.string().min(1).max(50),
  installation: z.string().min(1).max(100),
  /** It cannot be used but for VERI*FACTU. */
  onlyVerifactu: z.boolean().default(true),
  /** It can serve several taxpayers. */
  canServeSeveral: z.boolean().default(true),
  servesSeveral: z.boolean().default(false),
});

export const credentials = z.object({
  /** Of the taxpayer who issues the invoices. */
  nif,
  name,
  /** A qualified certificate of the taxpayer or of who may act for it, with the chain behind it; PEM. */
  certificate: pem,
  privateKey: pem,
  /** Trusted beside the public authorities; PEM. */
  trustedAuthority: pem.optional(),
  /** Who made the records in the taxpayer's name, where it was not the taxpayer. */
  representative: z.object({ nif, name }).optional(),
  system: InvoicingSystem,
  /** Of the territory where the invoices are issued. */
  timeZone: z.enum(["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"]).default("Europe/Madrid"),
});

export type Credentials = z.infer<typeof credentials>;
