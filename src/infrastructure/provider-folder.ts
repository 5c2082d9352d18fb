import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ConformanceMaterial } from "../provider-kit/conformance.js";
import type { Provider } from "../provider-kit/provider.js";
import type { SimulatorDeclaration } from "../provider-kit/simulator.js";

const folder = new URL("../../providers/", import.meta.url);
/** Sources run as .ts, the build as .js. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

/**
 * Every provider there is a folder for, here or in a further directory, by id. Nothing else in the house knows their
 * names.
 */
export async function loadProviders(
  furtherDirectories: readonly string[] = [],
): Promise<ReadonlyMap<string, Provider>> {
  const providers = await loadEverywhere<Provider>("index", furtherDirectories);
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
export const loadSimulators = (
  furtherDirectories: readonly string[] = [],
): Promise<ReadonlyMap<string, SimulatorDeclaration>> => loadEverywhere("simulator", furtherDirectories);

/** What the conformance suite is told of each provider. */
export const loadConformance = (
  furtherDirectories: readonly string[] = [],
): Promise<ReadonlyMap<string, ConformanceMaterial>> => loadEverywhere("conformance", furtherDirectories);

async function loadEverywhere<Thing>(
  file: string,
  furtherDirectories: readonly string[],
): Promise<ReadonlyMap<string, Thing>> {
  const found = new Map<string, Thing>();
  for (const place of [folder, ...furtherDirectories.map((path) => pathToFileURL(`${resolve(path)}/`))]) {
    for (const [name, thing] of await loadAll<Thing>(file, place)) {
      if (found.has(name)) throw new Error(`There are two providers ${name}`);
      found.set(name, thing);
    }
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
