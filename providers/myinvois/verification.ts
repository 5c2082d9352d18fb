import type { NetworkReference, Verification } from "../../src/provider-kit/provider.js";

/** Kinds of the ids that MyInvois gives a document. */
export const uuidKind = "MyInvois UUID";
/** Given when it was found valid. */
export const longIdKind = "MyInvois long id";

/**
 * The portals: https://sdk.myinvois.hasil.gov.my/faq/ ; the form of the link:
 * https://sdk.myinvois.hasil.gov.my/einvoicingapi/07-get-document/
 */
export const verification: Verification = {
  portal: { live: "https://myinvois.hasil.gov.my", sandbox: "https://preprod.myinvois.hasil.gov.my" },
  url(portal, references) {
    const uuid = valueOf(references, uuidKind);
    const longId = valueOf(references, longIdKind);
    if (uuid === undefined || longId === undefined) return undefined;
    return `${portal}/${encodeURIComponent(uuid)}/share/${encodeURIComponent(longId)}`;
  },
};

const valueOf = (references: readonly NetworkReference[], wanted: string): string | undefined =>
  references.findLast(({ kind }) => kind === wanted)?.value;
