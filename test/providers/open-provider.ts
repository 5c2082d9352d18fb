import type { ProviderConnection } from "../../src/infrastructure/network/connect-provider.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { connectTo } from "../setup/connect-to.js";
import {
  type RunningSimulator,
  serveSimulator,
  type SimulatorSettings,
} from "../../src/provider-kit/simulator-server.js";
import type { SimulatorDeclaration } from "../../src/provider-kit/simulator.js";

/** A provider's adapter connected over real HTTP to its simulator. */
export interface OpenProvider<Credentials> extends ProviderConnection<Credentials> {
  readonly simulator: RunningSimulator;
}

export async function openProvider<Credentials>(
  provider: Provider<Credentials>,
  declaration: SimulatorDeclaration,
  settings: SimulatorSettings = { stepMs: 50 },
): Promise<OpenProvider<Credentials>> {
  const simulator = await serveSimulator(declaration, settings);
  const credentials = provider.credentials.parse(simulator.credentials);
  const connection = connectTo(provider, { baseUrl: simulator.url, credentials });
  return {
    ...connection,
    simulator,
    async close() {
      await connection.close();
      await simulator.stop();
    },
  };
}
