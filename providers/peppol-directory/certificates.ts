import { X509Certificate } from "node:crypto";

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The certificates in a PEM text.
 * @throws for one that cannot be read
 */
export const certificatesIn = (text: string): X509Certificate[] =>
  (text.match(pem) ?? []).map((one) => new X509Certificate(one));

export function isCertificates(text: string): boolean {
  try {
    return certificatesIn(text).length > 0;
  } catch {
    return false;
  }
}

export const isValidAt = ({ validFromDate, validToDate }: X509Certificate, at: Date): boolean =>
  validFromDate <= at && at <= validToDate;

/** Issued by one of the authorities directly, and both are valid. Revocations are not asked for. */
export const isTrusted = (certificate: X509Certificate, authorities: readonly X509Certificate[], at: Date): boolean =>
  isValidAt(certificate, at) &&
  authorities.some(
    (authority) =>
      authority.ca &&
      isValidAt(authority, at) &&
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey),
  );

/** "Simulated access point BV (POP000001)": who holds it, and the seat that Peppol gave them. */
export function holderOf({ subject }: X509Certificate): string | undefined {
  const part = (name: string) => new RegExp(`^${name}=(.+)$`, "m").exec(subject)?.[1];
  const seat = part("CN");
  const organisation = part("O");
  return organisation !== undefined && seat !== undefined ? `${organisation} (${seat})` : (organisation ?? seat);
}
