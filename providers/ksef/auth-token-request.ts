import type { CertificateCredentials } from "./credentials.js";
import { toXml } from "./fa3/nodes.js";

/** https://github.com/CIRFMF/ksef-docs/blob/main/auth/schemy/schemat_auth_v2-1.xsd */
export const authNamespace = "http://ksef.mf.gov.pl/auth/token/2.1";

type Request = Pick<CertificateCredentials, "contextType" | "contextValue" | "subjectIdentifierType">;

/** AuthTokenRequest, which is signed to answer a challenge. */
export const writeAuthTokenRequest = (
  challenge: string,
  { contextType, contextValue, subjectIdentifierType }: Request,
): Uint8Array =>
  toXml(
    {
      name: "AuthTokenRequest",
      content: [
        { name: "Challenge", content: challenge },
        { name: "ContextIdentifier", content: [{ name: contextType, content: contextValue }] },
        { name: "SubjectIdentifierType", content: subjectIdentifierType },
      ],
    },
    authNamespace,
  );
