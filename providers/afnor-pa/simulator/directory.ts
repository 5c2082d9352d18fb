import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { readJson } from "./http.js";

interface Entry {
  readonly siren: string;
  readonly siret?: string;
  readonly name: string;
  readonly address: string;
  /** DFH: no platform was chosen yet. */
  readonly platformType: "WK" | "DFH";
}

export const seller = { siren: "100000009", name: "Tuilerie du Vallon SAS", address: "100000009_STATUTS" };
export const buyer = { siren: "200000008", name: "Librairie Mercier SARL", address: "200000008" };
/** Is in the directory and receives through no platform. */
export const undecided = { siren: "300000007", name: "Menuiserie Arnaud EURL", address: "300000007" };
/** Is not in the directory. */
export const unknown = { siren: "999999998", address: "999999998" };

const entries: readonly Entry[] = [
  { ...seller, platformType: "WK" },
  { ...buyer, platformType: "WK" },
  { ...buyer, siret: "20000000800016", address: "200000008_20000000800016", platformType: "WK" },
  { ...undecided, platformType: "DFH" },
];

export const findEntries = (siren: string | undefined): readonly Entry[] =>
  entries.filter((entry) => entry.siren === siren);

const toLine = ({ siren, siret, name, address, platformType }: Entry) => ({
  addressingIdentifier: address,
  siren,
  ...(siret && { siret }),
  platform: { platformType, platformStatus: "Enabled" },
  legalUnit: { businessName: name, entityType: "PrivateVatRegistered", administrativeStatus: "A" },
});

export function findLine(address: string): SimulatorResponse {
  const entry = entries.find((known) => known.address === address);
  return entry ? { status: 200, body: toLine(entry) } : { status: 404 };
}

/** As a platform that does no more than it must: by a whole SIREN. */
export function searchLines(request: SimulatorRequest): SimulatorResponse {
  const search = readJson(request);
  const { filters } = search as { filters?: { siren?: { op?: unknown; value?: unknown } } };
  const { op, value } = filters?.siren ?? {};
  if (op !== "contains" || typeof value !== "string" || !/^\d{9}$/.test(value)) {
    const message = "Only a search by a whole SIREN is supported";
    return { status: 501, headers: { "content-type": "application/problem+json" }, body: { status: 501, message } };
  }
  const results = findEntries(value).map(toLine);
  return { status: 200, body: { search, totalNumberOfResults: results.length, results } };
}
