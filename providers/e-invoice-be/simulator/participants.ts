import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { wrongField } from "./http.js";
import type { PeppolId } from "./read-document.js";

/** Everybody is reachable but these; the failing one is reachable, and then its access point never answers. */
export const participants = { known: "0208:0887290276", unknown: "0208:0999999922", failing: "0208:0888888895" };

export const isReachable = ({ scheme, id }: PeppolId) => `${scheme}:${id}` !== participants.unknown;
export const isFailing = ({ scheme, id }: PeppolId) => `${scheme}:${id}` === participants.failing;

const documentTypes = [
  "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1",
  "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2::CreditNote##urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1",
];
const billingProcess = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const accessPoint = "https://accesspoint.example.be/as4";
const registrationDate = "2024-01-15";

export function parsePeppolId(text: string | null): PeppolId {
  const [, scheme, id] = /^(\d{4}):(\S{1,135})$/.exec(text ?? "") ?? [];
  if (scheme === undefined || id === undefined) {
    throw wrongField(["query", "peppol_id"], "The Peppol ID must have the form <scheme>:<id>");
  }
  return { scheme, id };
}

export function lookUp(peppolId: PeppolId, context: SimulatorContext) {
  const reachable = isReachable(peppolId);
  const status = reachable ? "success" : "error";
  const problem = reachable ? null : "The participant has no record in the SML";
  return {
    status,
    queryMetadata: {
      identifierScheme: "iso6523-actorid-upis",
      identifierValue: `${peppolId.scheme}:${peppolId.id}`,
      smlDomain: "edelivery.tech.ec.europa.eu",
      timestamp: context.now().toISOString(),
      version: "1.0",
    },
    dnsInfo: {
      status,
      error: problem,
      smlHostname: "sml.example.be",
      dnsRecords: reachable ? [{ ip: "192.0.2.10" }] : [],
    },
    serviceMetadata: {
      status,
      error: problem,
      queryTimeMs: 1,
      endpoints: reachable ? [toEndpoint(peppolId)] : [],
    },
    businessCard: {
      status,
      error: problem,
      queryTimeMs: 1,
      entities: reachable ? [{ name: nameOf(peppolId), countryCode: "BE", registrationDate }] : [],
    },
    certificates: [],
    errors: problem === null ? [] : [problem],
    executionTimeMs: 3,
  };
}

const toEndpoint = ({ scheme, id }: PeppolId) => ({
  status: "success",
  url: `https://smp.example.be/iso6523-actorid-upis::${scheme}:${id}`,
  documentTypes: documentTypes.map((value) => ({ scheme: "busdox-docid-qns", value })),
  processes: [
    {
      processId: { scheme: "cenbii-procid-ubl", value: billingProcess },
      endpoints: [{ address: accessPoint, transportProfile: "peppol-transport-as4-v2_0" }],
    },
  ],
});

const nameOf = ({ id }: PeppolId) => `Company ${id}`;

export function validatePeppolId(peppolId: PeppolId) {
  const reachable = isReachable(peppolId);
  return {
    is_valid: reachable,
    dns_valid: reachable,
    business_card_valid: reachable,
    business_card: reachable
      ? { name: nameOf(peppolId), country_code: "BE", registration_date: registrationDate }
      : null,
    supported_document_types: reachable ? documentTypes : [],
  };
}

/** The directory knows one company. */
export function searchParticipants(query: string | null, country: string | null, context: SimulatorContext) {
  if (!query) throw wrongField(["query", "query"], "Field required", "missing");
  const { scheme, id } = parsePeppolId(participants.known);
  const isMatch =
    `${nameOf({ scheme, id })} ${scheme}:${id}`.toLowerCase().includes(query.toLowerCase()) &&
    (country ?? "BE").toUpperCase() === "BE";
  const found = {
    peppol_scheme: scheme,
    peppol_id: id,
    document_types: documentTypes.map((value) => ({ scheme: "busdox-docid-qns", value })),
    entities: [
      { name: nameOf({ scheme, id }), country_code: "BE", registration_date: registrationDate, identifiers: [] },
    ],
  };
  return {
    query_terms: query,
    search_date: context.now().toISOString(),
    total_count: isMatch ? 1 : 0,
    used_count: isMatch ? 1 : 0,
    participants: isMatch ? [found] : [],
  };
}
