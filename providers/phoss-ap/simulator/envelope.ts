export interface Envelope {
  readonly instanceId: string;
  readonly sender: string;
  readonly receiver: string;
  readonly documentType: string;
  readonly process: string;
  readonly country: string;
  readonly createdAt: string;
}

const value = (identifier: string): string => identifier.slice(identifier.indexOf("::") + 2);
const schemeOf = (identifier: string): string => identifier.slice(0, identifier.indexOf("::"));
const text = (raw: string): string => raw.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** Peppol Business Message Envelope: https://docs.peppol.eu/edelivery/specs/sbdh/ */
export function wrap(envelope: Envelope, document: Uint8Array): Uint8Array {
  const { instanceId, sender, receiver, documentType, process, country, createdAt } = envelope;
  const [namespace = "", rest = ""] = value(documentType).split("::");
  const scope = (type: string, identifier: string, scheme?: string) =>
    `      <Scope><Type>${type}</Type><InstanceIdentifier>${text(identifier)}</InstanceIdentifier>${
      scheme === undefined ? "" : `<Identifier>${scheme}</Identifier>`
    }</Scope>`;
  const party = (role: string, participant: string) =>
    `    <${role}><Identifier Authority="iso6523-actorid-upis">${text(value(participant))}</Identifier></${role}>`;
  const content = Buffer.from(document)
    .toString("utf8")
    .replace(/^\uFEFF?<\?xml[^?]*\?>\s*/, "");
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
  <StandardBusinessDocumentHeader>
    <HeaderVersion>1.0</HeaderVersion>
${party("Sender", sender)}
${party("Receiver", receiver)}
    <DocumentIdentification>
      <Standard>${text(namespace)}</Standard>
      <TypeVersion>2.1</TypeVersion>
      <InstanceIdentifier>${text(instanceId)}</InstanceIdentifier>
      <Type>${text(rest.split("##")[0] ?? "")}</Type>
      <CreationDateAndTime>${createdAt}</CreationDateAndTime>
    </DocumentIdentification>
    <BusinessScope>
${scope("DOCUMENTID", value(documentType), schemeOf(documentType))}
${scope("PROCESSID", value(process), schemeOf(process))}
${scope("COUNTRY_C1", country)}
    </BusinessScope>
  </StandardBusinessDocumentHeader>
${content}
</StandardBusinessDocument>
`);
}
