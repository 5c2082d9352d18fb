import { createPrivateKey, X509Certificate } from "node:crypto";
import { z } from "zod";

const context = z.object({
  /** In whose name the account acts. */
  contextType: z.enum(["Nip", "InternalId", "NipVatUe"]).default("Nip"),
  /** The NIP, the internal identifier or the pair of NIP and EU VAT number. */
  contextValue: z.string().min(1),
});

const withToken = context.extend({
  /** A KSeF token, as the taxpayer's application issues it. */
  token: z.string().min(1),
});

const pem = z.string().regex(/^-----BEGIN /, "is no PEM text");

const withCertificate = context
  .extend({
    /** Issued by KSeF, or a qualified one of a person or a seal; PEM. */
    certificate: pem,
    /** RSA or elliptic curve, not encrypted; PEM. */
    privateKey: pem,
    /** By what KSeF finds who signed: the NIP or PESEL in the certificate, or the hash that rights were given to. */
    subjectIdentifierType: z.enum(["certificateSubject", "certificateFingerprint"]).default("certificateSubject"),
  })
  .refine(isPair, { path: ["privateKey"], message: "is not the RSA or EC key of the certificate" });

/** A KSeF token, or a certificate with its key. */
export const credentials = z.union([withToken, withCertificate], {
  error: "need contextValue and a token, or a certificate with its privateKey",
});

export type TokenCredentials = z.infer<typeof withToken>;
export type CertificateCredentials = z.infer<typeof withCertificate>;
export type Credentials = TokenCredentials | CertificateCredentials;

function isPair(pair: { readonly certificate: string; readonly privateKey: string }): boolean {
  try {
    const key = createPrivateKey(pair.privateKey);
    const isKnown = key.asymmetricKeyType === "rsa" || key.asymmetricKeyType === "ec";
    return isKnown && new X509Certificate(pair.certificate).checkPrivateKey(key);
  } catch {
    // Not readable: not a pair either.
    return false;
  }
}
