import { join } from "node:path";
import { loadSimulators } from "../infrastructure/provider-folder.js";
import { type RunningSimulator, serveSimulator } from "../provider-kit/simulator-server.js";

export interface DemoSimulator {
  readonly running: RunningSimulator;
  readonly credentials: unknown;
}

/** A stand-in for every provider; each remembers what it took over a restart. */
export async function startSimulators(dataDirectory: string): Promise<ReadonlyMap<string, DemoSimulator>> {
  const started = [...(await loadSimulators())].map(async ([id, declaration]) => {
    const running = await serveSimulator(declaration, { ledgerFile: join(dataDirectory, "simulators", `${id}.jsonl`) });
    return [id, { running, credentials: declaration.credentials }] as const;
  });
  return new Map(await Promise.all(started));
}
