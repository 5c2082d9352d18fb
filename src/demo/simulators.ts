import { join } from "node:path";
import { loadSimulators } from "../infrastructure/provider-folder.js";
import { type RunningSimulator, serveSimulator } from "../provider-kit/simulator-server.js";

/** A stand-in for every provider; each remembers what it took over a restart. */
export async function startSimulators(dataDirectory: string): Promise<ReadonlyMap<string, RunningSimulator>> {
  const started = [...(await loadSimulators())].map(async ([id, declaration]) => {
    const running = await serveSimulator(declaration, { ledgerFile: join(dataDirectory, "simulators", `${id}.jsonl`) });
    return [id, running] as const;
  });
  return new Map(await Promise.all(started));
}
