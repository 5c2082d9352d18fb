import type { Cache } from "../application/gateway.js";
import type { TenantGateway } from "../application/tenant-gateway.js";
import type { Loaders } from "./loaders.js";
import { createLoaders } from "./loaders.js";

/** Who asks. */
export interface Viewer {
  readonly tenantId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
}

/** What every resolver of one operation gets. */
export interface Context {
  readonly viewer: Viewer;
  readonly gateway: TenantGateway;
  readonly loaders: Loaders;
}

/** One per operation, also for a subscription: its loaders forget between events. */
export const createContext = (viewer: Viewer, gateway: TenantGateway, cache: Cache): Context => ({
  viewer,
  gateway,
  loaders: createLoaders(gateway.reader, cache, viewer.tenantId),
});
