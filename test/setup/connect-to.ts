import {
  connectProvider,
  type ProviderConnection,
  type Timeouts,
} from "../../src/infrastructure/network/connect-provider.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import { createMemoryChain } from "../../src/infrastructure/memory/chain.js";
import { createMemoryTokens } from "../../src/infrastructure/network/token-store.js";
import type { Provider } from "../../src/provider-kit/provider.js";

/** The way to a provider for one account that nobody shares. */
export const connectTo = <Credentials>(
  provider: Provider<Credentials>,
  account: { readonly baseUrl: string; readonly credentials: Credentials },
  timeouts: Partial<Timeouts> = {},
): ProviderConnection<Credentials> =>
  connectProvider(
    provider,
    { id: "alone", ...account },
    {
      windows: createLocalRateWindows(Date.now),
      tokens: createMemoryTokens(),
      chainOf: createMemoryChain,
      timeouts,
    },
  );
