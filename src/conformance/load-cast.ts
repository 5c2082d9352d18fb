import { loadConformance, loadProviders, loadSimulators } from "../infrastructure/provider-folder.js";
import type { Cast } from "./stage.js";

/** Every provider with its stand-in and what it says about itself; a folder without the last two cannot be tried. */
export async function loadCasts(directories: readonly string[] = []): Promise<ReadonlyMap<string, Cast>> {
  const providers = await loadProviders(directories);
  const declarations = await loadSimulators(directories);
  const materials = await loadConformance(directories);
  const casts = new Map<string, Cast>();
  for (const [id, provider] of providers) {
    const declaration = declarations.get(id);
    const material = materials.get(id);
    if (!declaration || !material) throw new Error(`The folder of ${id} needs simulator and conformance files`);
    casts.set(id, { provider, declaration, material });
  }
  return casts;
}
