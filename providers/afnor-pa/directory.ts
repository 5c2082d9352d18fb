import { randomUUID } from "node:crypto";
import type { ParticipantId } from "../../src/domain/participant.js";
import type { ParticipantFinding } from "../../src/provider-kit/provider.js";
import { type PlatformCall, unlessMissing } from "./flows.js";
import * as wire from "./wire.js";

const network = "fr-ctc";
const unreachable: ParticipantFinding = { reachable: false, network, country: "FR", documents: [] };

/**
 * 0225 is an address of the French directory, 0002 a company (SIREN) and 0009 one of its establishments (SIRET).
 * Platforms need not search by anything but a whole SIREN (XP Z12-013, 6.2).
 */
export async function lookUp(
  { scheme, value }: ParticipantId,
  call: PlatformCall,
): Promise<ParticipantFinding | undefined> {
  switch (scheme) {
    case "0225":
      return toFinding(await findLine(value, call));
    case "0002":
      return toFinding(await searchLines(value, call));
    case "0009": {
      const lines = await searchLines(value.slice(0, 9), call);
      // A line without an establishment is for the whole company.
      return toFinding(lines.filter(({ siret }) => !siret || siret === value));
    }
    default:
      return undefined;
  }
}

const traced = () => ({ "x-request-id": randomUUID() });

async function findLine(address: string, { http, credentials }: PlatformCall): Promise<readonly wire.DirectoryLine[]> {
  const line = await unlessMissing(
    http.send({
      operation: "lookUp",
      method: "GET",
      path: `${credentials.directoryUrl}/v1/directory-line/code:${encodeURIComponent(address)}`,
      query: { include: "siren,platform" },
      headers: traced(),
      expect: { json: wire.DirectoryLine },
      effect: "read",
    }),
  );
  return line ? [line] : [];
}

async function searchLines(siren: string, { http, credentials }: PlatformCall): Promise<readonly wire.DirectoryLine[]> {
  const found = await unlessMissing(
    http.send({
      operation: "lookUp",
      method: "POST",
      path: `${credentials.directoryUrl}/v1/directory-line/search`,
      headers: traced(),
      body: { json: { filters: { siren: { op: "contains", value: siren } }, limit: 100 } },
      expect: { json: wire.DirectoryLines },
      effect: "read",
    }),
  );
  return (found?.results ?? []).filter((line) => !line.siren || line.siren === siren);
}

/** DFH is where those are noted who have chosen no platform yet: nothing can be delivered to them. */
const isReachable = ({ platform }: wire.DirectoryLine): boolean =>
  platform?.platformType !== "DFH" && platform?.platformStatus !== "Disabled";

function toFinding(lines: readonly wire.DirectoryLine[]): ParticipantFinding {
  const name = lines.find(({ legalUnit }) => legalUnit?.businessName)?.legalUnit?.businessName;
  const named = name ? { name } : {};
  if (!lines.some(isReachable)) return { ...unreachable, ...named };
  return { reachable: true, network, country: "FR", ...named, documents: [baseFormats] };
}

const baseFormats = {
  documentType: "urn:cen.eu:en16931:2017",
  label: "Invoice of the French base formats (CII, UBL, Factur-X)",
  supportsResponses: true,
};
