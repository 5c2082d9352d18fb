import type { NetworkReference, Verification } from "../../src/provider-kit/provider.js";

/** The number that KSeF gave. */
export const numberKind = "KSeF number";
/** What the verification link (KOD I) is made of: NIP, day of issue, hash of the document. */
export const verificationKind = "KSeF verification";

/** https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md */
export const verification: Verification = {
  portal: { live: "https://qr.ksef.mf.gov.pl", sandbox: "https://qr-test.ksef.mf.gov.pl" },
  url(portal, references) {
    const path = references.findLast(({ kind }) => kind === verificationKind)?.value;
    return path === undefined ? undefined : `${portal}/invoice/${path}`;
  },
};

/** The references of an invoice that KSeF has numbered; the number begins with the seller's NIP. */
export function toNetworkReferences(
  ksefNumber: string,
  issueDate: string,
  hashInBase64: string,
): readonly NetworkReference[] {
  const [nip = ""] = ksefNumber.split("-");
  const day = issueDate.split("-").reverse().join("-");
  const hash = hashInBase64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return [
    { kind: numberKind, value: ksefNumber },
    { kind: verificationKind, value: `${nip}/${day}/${hash}` },
  ];
}
