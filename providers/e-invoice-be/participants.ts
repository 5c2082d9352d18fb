import type { DocumentCapability, ParticipantFinding } from "../../src/provider-kit/provider.js";
import type * as wire from "./wire.js";

export const unreachable: ParticipantFinding = { reachable: false, network: "peppol", documents: [] };

/** Reachable means: registered with an endpoint for at least one document. */
export function toFinding(answer: wire.Lookup): ParticipantFinding {
  const { endpoints } = answer.serviceMetadata;
  const types = endpoints.flatMap((endpoint) => endpoint.documentTypes.map(({ value }) => value));
  if (answer.dnsInfo.status !== "success" || types.length === 0) return unreachable;
  const [entity] = answer.businessCard.entities;
  const supportsResponses = types.some((type) => type.includes("invoice_response"));
  const documents = endpoints.flatMap((endpoint): DocumentCapability[] => {
    const process = endpoint.processes?.[0]?.processId.value;
    return endpoint.documentTypes.map(({ value }) => ({
      documentType: value,
      ...(process && { process }),
      label: labelOf(value),
      supportsResponses,
    }));
  });
  const accessPoint = endpoints.flatMap(({ processes }) => processes ?? []).flatMap((process) => process.endpoints)[0];
  return {
    reachable: true,
    network: "peppol",
    ...(entity?.name && { name: entity.name }),
    ...(entity?.countryCode && { country: entity.countryCode }),
    ...(accessPoint && { accessPoint: accessPoint.address }),
    documents,
  };
}

/** "…:xsd:CreditNote-2::CreditNote##…" → "Credit Note". */
const labelOf = (documentType: string) =>
  (/::(\w+)##/.exec(documentType)?.[1] ?? documentType).replace(/(?<=[a-z])(?=[A-Z])/g, " ");
