import { z } from "zod";
import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type { DocumentCapability, ParticipantFinding, Provider } from "../../src/provider-kit/provider.js";
import { certificatesIn, isCertificates } from "./certificates.js";
import { labelOf } from "./labels.js";
import {
  type Asked,
  type Metadata,
  readServiceGroup,
  readSignedMetadata,
  type Service,
  splitScheme,
} from "./metadata.js";
import { nameOf, participantScheme, publisherIn } from "./names.js";
import * as wire from "./wire.js";

const Credentials = z.strictObject({
  /** PEM: the authorities of the network whose publishers are believed. */
  authorities: z.string().refine(isCertificates, "There is no certificate in PEM form"),
  /** The test network is `participant.sml.test.tech.peppol.org`. */
  zone: z.string().min(1).default("participant.sml.prod.tech.peppol.org"),
  /** "address:port" of DNS servers, instead of the machine's. */
  nameServers: z.array(z.string().min(1)).min(1).optional(),
});
type Credentials = z.infer<typeof Credentials>;

/** Peppol's own registers, open to everybody: https://docs.peppol.eu/edelivery/ */
const provider = {
  id: "peppol-directory",
  name: "Peppol Directory",
  about: {
    documentation: "https://docs.peppol.eu/edelivery/",
    support: "https://openpeppol.atlassian.net/servicedesk/customer/portal/1",
    quirks: [
      "The account names the certificates of Peppol's authorities for publishers (SMP); nobody else's word is believed.",
      "Production and test are two networks: the zone, the authorities and the base URL belong together.",
      "Which document types a participant has registered is not signed by anybody; where each of them is taken is.",
      "Name and country come from the directory, where publishing a business card is left to the participant.",
      "Publishers without TLS are not asked: Peppol has forbidden them since February 2026.",
      "Revocations of certificates are not asked for, nor is an access point's certificate traced to its authority.",
    ],
  },
  kind: "SERVICE_PROVIDER",
  countries: [],
  networks: ["peppol"],
  baseUrl: { live: "https://directory.peppol.eu", sandbox: "https://test-directory.peppol.eu" },
  credentials: Credentials,
  auth: { kind: "headers", headers: () => ({}) },
  nameServers: ({ nameServers }) => nameServers,
  statuses: {},
  errors: () => ({}),
  // The directory blocks who asks more than twice a second; publishers name no limits.
  limits: { rates: { directory: { requests: 2, perSeconds: 1 }, "*": { requests: 50, perSeconds: 1 } } },
  settlesWithinSeconds: 1,

  /** Reachable means: an admitted publisher says that some document is taken now. */
  async lookUp({ scheme, value }, call) {
    if (!/^\d{4}$/.test(scheme)) return undefined;
    const participant = `${scheme}:${value}`.toLowerCase();
    const publisher = publisherIn(await call.names.findNaptr(nameOf(participant, call.credentials.zone)));
    if (publisher === undefined) return unreachable;
    const types = (await findDocumentTypes(publisher, participant, call)) ?? [];
    const authorities = certificatesIn(call.credentials.authorities);
    const at = new Date();
    const found = await Promise.all(
      types.map(async (documentType) => {
        const services = await findServices(publisher, { participant, documentType, authorities, at }, call);
        return services.map((service) => ({ documentType, service }));
      }),
    );
    return toFinding(found.flat(), found.length > 0 ? await findEntity(participant, call) : undefined);
  },
} satisfies Provider<Credentials>;

export default provider;

const unreachable: ParticipantFinding = { reachable: false, network: "peppol", documents: [] };

interface Registered {
  readonly documentType: string;
  readonly service: Service;
}

function toFinding(registered: readonly Registered[], entity: wire.Entity | undefined): ParticipantFinding {
  const [first] = registered;
  if (!first) return unreachable;
  const supportsResponses = registered.some(({ documentType }) => documentType.includes("invoice_response"));
  const name = entity?.name?.[0]?.name;
  const { accessPoint = first.service.address } = first.service;
  return {
    reachable: true,
    network: "peppol",
    ...(name && { name }),
    ...(entity?.countryCode && { country: entity.countryCode }),
    accessPoint,
    documents: registered.map(({ documentType, service }): DocumentCapability => {
      const [, type] = splitScheme(documentType);
      return { documentType: type, process: service.process, label: labelOf(type), supportsResponses };
    }),
  };
}

const pathOf = (identifier: string) => encodeURIComponent(identifier);

const findDocumentTypes = (publisher: string, participant: string, call: Call<Credentials>) =>
  unlessNotFound(
    call.http.send({
      operation: "participant",
      method: "GET",
      path: `${publisher}/${pathOf(`${participantScheme}::${participant}`)}`,
      headers: { accept: "application/xml, text/xml" },
      expect: { bytes: readServiceGroup },
      effect: "read",
    }),
  );

/** Where the document type is taken; nowhere when it was withdrawn in the meantime. A publisher may point to one other. */
async function findServices(publisher: string, asked: Asked, call: Call<Credentials>): Promise<readonly Service[]> {
  const path = `/${pathOf(`${participantScheme}::${asked.participant}`)}/services/${pathOf(asked.documentType)}`;
  const metadata = await fetchMetadata(publisher + path, asked, call);
  if (!metadata || "services" in metadata) return metadata?.services ?? [];
  const redirected = await fetchMetadata(metadata.redirect, asked, call);
  return redirected && "services" in redirected ? redirected.services : [];
}

const fetchMetadata = (url: string, asked: Asked, call: Call<Credentials>): Promise<Metadata | undefined> =>
  unlessNotFound(
    call.http.send({
      operation: "service",
      method: "GET",
      path: url,
      headers: { accept: "application/xml, text/xml" },
      expect: { bytes: (bytes) => readSignedMetadata(bytes, asked) },
      effect: "read",
    }),
  );

/** The business card, which is an ornament: without it a participant is as reachable. */
async function findEntity(participant: string, call: Call<Credentials>): Promise<wire.Entity | undefined> {
  try {
    const { matches } = await call.http.send({
      operation: "directory",
      method: "GET",
      path: "/search/1.0/json",
      query: { participant: `${participantScheme}::${participant}` },
      expect: { json: wire.SearchResult },
      effect: "read",
    });
    return matches.find(({ participantID }) => participantID.value.toLowerCase() === participant)?.entities[0];
  } catch (error) {
    if (error instanceof ProviderFailure) return undefined;
    throw error;
  }
}

async function unlessNotFound<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ProviderFailure && error.problem.httpStatus === 404) return undefined;
    throw error;
  }
}
