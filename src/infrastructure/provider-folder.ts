import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ConformanceMaterial } from "../provider-kit/conformance.js";
import type { Provider } from "../provider-kit/provider.js";
import { loadFromPackages } from "./provider-packages.js";
import type { SimulatorDeclaration } from "../provider-kit/simulator.js";

const folder = new URL("../../providers/", import.meta.url);
/** Sources run as .ts, the build as .js. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

export interface ProviderPlaces {
  /** Further directories with a folder for each provider. */
  readonly directories?: readonly string[];
  /** Where packages are installed: the working directory unless stated. */
  readonly installedIn?: string;
}

/**
 * Every provider there is a folder for, here or in a further directory, and every installed package of one, by id.
 * Nothing else in the house knows their names.
 */
export async function loadProviders(places: ProviderPlaces = {}): Promise<ReadonlyMap<string, Provider>> {
  const providers = await loadEverywhere<Provider>("index", places);
  for (const [name, provider] of providers) {
    if (provider.id !== name) throw new Error(`The provider in the folder ${name} calls itself ${provider.id}`);
    if (provider.submit && !provider.polling && !provider.feed && !provider.webhook) {
      throw new Error(
        `Provider ${name} offers no polling, feed or webhook: nobody would learn what becomes of an invoice`,
      );
    }
  }
  return providers;
}

/** The stand-ins, for demos and tests only. */
export const loadSimulators = (places: ProviderPlaces = {}): Promise<ReadonlyMap<string, SimulatorDeclaration>> =>
  loadEverywhere("simulator", places);

/** What the conformance suite is told of each provider. */
export const loadConformance = (places: ProviderPlaces = {}): Promise<ReadonlyMap<string, ConformanceMaterial>> =>
  loadEverywhere("conformance", places);

const packageParts = { index: ".", simulator: "./simulator", conformance: "./conformance" } as const;

async function loadEverywhere<Thing>(
  file: keyof typeof packageParts,
  { directories = [], installedIn = process.cwd() }: ProviderPlaces,
): Promise<ReadonlyMap<string, Thing>> {
  const found = new Map<string, Thing>();
  const add = (id: string, thing: Thing) => {
    if (found.has(id)) throw new Error(`There are two providers ${id}`);
    found.set(id, thing);
  };
  for (const place of [folder, ...directories.map((path) => pathToFileURL(`${resolve(path)}/`))]) {
    for (const [name, thing] of await loadAll<Thing>(file, place)) add(name, thing);
  }
  const packages = await loadFromPackages<{ readonly id?: string }>(installedIn, ".");
  for (const [name, thing] of await loadFromPackages<Thing>(installedIn, packageParts[file])) {
    const id = packages.get(name)?.id;
    if (id === undefined) throw new Error(`The package ${name} exports no provider`);
    add(id, thing);
  }
  return found;
}

async function loadAll<Thing>(file: string, place: URL): Promise<ReadonlyMap<string, Thing>> {
  const entries = await readdir(place, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const loaded = await Promise.all(
    names.map(async (name) => {
      const module = (await import(new URL(`${name}/${file}${extension}`, place).href)) as { default: Thing };
      return [name, module.default] as const;
    }),
  );
  return new Map(loaded);
}
