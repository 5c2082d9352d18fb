import { signXml } from "../../../src/xml/sign-xml.js";
import { transportProfile } from "../metadata.js";
import { participantScheme } from "../names.js";
import type { SigningIdentity } from "./identities.js";
import type { Registration } from "./participants.js";

const metadataNamespaces =
  'xmlns="http://busdox.org/serviceMetadata/publishing/1.0/" xmlns:id="http://busdox.org/transport/identifiers/1.0/"';
const process = '<id:ProcessIdentifier scheme="cenbii-procid-ubl">urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

const participant = ({ id }: Registration) =>
  `<id:ParticipantIdentifier scheme="${participantScheme}">${id}</id:ParticipantIdentifier>`;

export const servicePath = (id: string, documentType: string) =>
  `/${encodeURIComponent(`${participantScheme}::${id}`)}/services/${encodeURIComponent(documentType)}`;

export const serviceGroup = (registration: Registration, url: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<ServiceGroup ${metadataNamespaces}>
  ${participant(registration)}
  <ServiceMetadataReferenceCollection>
${registration.documentTypes
  .map((type) => `    <ServiceMetadataReference href="${url}${servicePath(registration.id, type)}"/>\n`)
  .join("")}  </ServiceMetadataReferenceCollection>
</ServiceGroup>
`;

export const redirectTo = (registration: Registration, url: string): string =>
  signed(
    `<ServiceMetadata><Redirect href="${url}"><CertificateUID>SMP000001</CertificateUID></Redirect></ServiceMetadata>`,
    registration,
  );

/** As publishers write it: https://docs.peppol.eu/edelivery/ */
export function signedMetadata(registration: Registration, documentType: string): string {
  const { activation, expiration, certificate } = registration;
  const [scheme = "", ...value] = documentType.split("::");
  const der = certificate.replace(/-----[A-Z ]+-----|\s/g, "");
  return signed(
    `<ServiceMetadata>
    <ServiceInformation>
      ${participant(registration)}
      <id:DocumentIdentifier scheme="${scheme}">${value.join("::")}</id:DocumentIdentifier>
      <ProcessList>
        <Process>
          ${process}</id:ProcessIdentifier>
          <ServiceEndpointList>
            <Endpoint transportProfile="${registration.transportProfile ?? transportProfile}">
              <wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing">
                <wsa:Address>https://accesspoint.example.be/as4</wsa:Address>
              </wsa:EndpointReference>
              <RequireBusinessLevelSignature>false</RequireBusinessLevelSignature>
              ${activation === undefined ? "" : `<ServiceActivationDate>${activation}</ServiceActivationDate>`}
              ${expiration === undefined ? "" : `<ServiceExpirationDate>${expiration}</ServiceExpirationDate>`}
              <Certificate>${der}</Certificate>
              <ServiceDescription>Simulated &amp; reachable</ServiceDescription>
              <TechnicalContactUrl>mailto:peppol@example.be</TechnicalContactUrl>
            </Endpoint>
          </ServiceEndpointList>
        </Process>
      </ProcessList>
    </ServiceInformation>
  </ServiceMetadata>`,
    registration,
  );
}

interface Signing {
  readonly signer: SigningIdentity;
  readonly isExclusive?: boolean;
}

function signed(content: string, { signer, isExclusive = false }: Signing): string {
  const document = `<?xml version="1.0" encoding="UTF-8"?>
<SignedServiceMetadata ${metadataNamespaces}>
  ${content}
</SignedServiceMetadata>
`;
  const { key, cert: certificate } = signer;
  return Buffer.from(signXml(Buffer.from(document), { key, certificate }, { exclusive: isExclusive })).toString("utf8");
}
