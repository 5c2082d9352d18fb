import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { nameOf, participantScheme } from "./names.js";
import { openDnsServer } from "./simulator/dns-server.js";
import { authority } from "./simulator/identities.js";
import { all, type Registration, registrations, unknown } from "./simulator/participants.js";
import { redirectTo, serviceGroup, servicePath, signedMetadata } from "./simulator/signed-metadata.js";

const zone = "participant.sml.simulated.example";

/** Peppol's registers with their rules: names in DNS, signed metadata of publishers, and the directory. */
const declaration: SimulatorDeclaration = {
  id: "peppol-directory",
  credentials: { authorities: authority, zone },
  participants: { known: registrations.known.id, unknown },
  create,
};

export default declaration;

async function create(context: SimulatorContext): Promise<Simulator> {
  const names = new Map(all.map((registration) => [nameOf(registration.id, zone), registration] as const));
  const dns = await openDnsServer((name) => {
    const registration = names.get(name);
    if (registration?.trick === "nameless") return null;
    return registration && context.url();
  });
  return {
    handle({ method, path, query }) {
      if (method !== "GET") return text(405, "Only GET is allowed");
      if (path === "/search/1.0/json") return search(query.get("participant"));
      return publish(path, context.url());
    },
    advance: () => undefined,
    moreCredentials: { nameServers: [dns.address] },
    stop: () => dns.close(),
  };
}

const text = (status: number, body: string): SimulatorResponse => ({
  status,
  headers: { "content-type": "text/plain" },
  body,
});
const xml = (body: string): SimulatorResponse => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body,
});

/** https://directory.peppol.eu/public/menuitem-docs-rest-api */
function search(identifier: string | null): SimulatorResponse {
  const [scheme, id] = identifier?.split("::") ?? [];
  if (scheme !== participantScheme || !id) return text(400, "The participant identifier is malformed");
  const found: readonly Registration[] = all.filter((registration) => registration.id === id.toLowerCase());
  const matches = found.flatMap(({ card, documentTypes }) =>
    card
      ? [
          {
            participantID: { scheme, value: id },
            docTypes: documentTypes.map((type) => ({
              scheme: "busdox-docid-qns",
              value: type.slice("busdox-docid-qns::".length),
            })),
            entities: [{ name: [{ name: card.name }], countryCode: card.country, regDate: "2025-01-15" }],
          },
        ]
      : [],
  );
  return {
    status: 200,
    body: {
      version: "1.0",
      "total-result-count": matches.length,
      "used-result-count": matches.length,
      "result-page-index": 0,
      "result-page-count": 20,
      matches,
    },
  };
}

function publish(path: string, url: string): SimulatorResponse {
  const [, who = "", services, type = "", elsewhere] = path.split("/").map(decodeURIComponent);
  const registration: Registration | undefined = all.find(
    ({ id }) => `${participantScheme}::${id}` === who.toLowerCase(),
  );
  if (!registration || registration.trick === "not published") return text(404, `There is no service group ${who}`);
  if (services === undefined) return xml(serviceGroup(registration, url));
  if (services !== "services" || !registration.documentTypes.includes(type)) return text(404, `There is no ${type}`);
  switch (registration.trick) {
    case "redirected":
      if (elsewhere === undefined)
        return xml(redirectTo(registration, `${url}${servicePath(registration.id, type)}/elsewhere`));
      return xml(signedMetadata(registration, type));
    case "altered":
      return xml(signedMetadata(registration, type).replace("accesspoint.example.be", "accesspoint.example.ru"));
    case "of somebody else":
      return xml(signedMetadata(registrations.known, type));
    default:
      return xml(signedMetadata(registration, type));
  }
}
