import {
  loadConformance,
  type ProviderPlaces,
  loadProviders,
  loadSimulators,
} from "../infrastructure/provider-folder.js";
import type { Cast } from "./stage.js";

/** Every provider with its stand-in and what it says about itself; a folder without the last two cannot be tried. */
export async function loadCasts(places: ProviderPlaces = {}): Promise<ReadonlyMap<string, Cast>> {
  const providers = await loadProviders(places);
  const declarations = await loadSimulators(places);
  const materials = await loadConformance(places);
  const casts = new Map<string, Cast>();
  for (const [id, provider] of providers) {
    const declaration = declarations.get(id);
    const material = materials.get(id);
    if (!declaration || !material) throw new Error(`${id} comes without the simulator or the conformance file`);
    casts.set(id, { provider, declaration, material });
  }
  return casts;
}
