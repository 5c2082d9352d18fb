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

/** Where a stream stands, between its resolvers and a door that numbers its messages. */
export interface StreamPlace {
  /** The cursor that the client has come to, in place of where it once began. */
  readonly resumeAfter?: string;
  /** The cursor of the item that was told last. */
  told?: string;
}

/** What every resolver of one operation gets. */
export interface Context {
  readonly viewer: Viewer;
  readonly gateway: TenantGateway;
  readonly loaders: Loaders;
  readonly place?: StreamPlace;
}

/** One per operation, also for a subscription: its loaders forget between events. */
export const createContext = (viewer: Viewer, gateway: TenantGateway, cache: Cache): Context => ({
  viewer,
  gateway,
  loaders: forgetful(() => createLoaders(gateway.reader, cache, viewer.tenantId)),
});

/** Made when they are first used, and made anew after `clear`: ten thousand who wait for an event have none. */
function forgetful(create: () => Loaders): Loaders {
  let made: Loaders | undefined;
  const clear = () => {
    made = undefined;
  };
  // Everything else is asked of the loaders themselves.
  return new Proxy({ clear } as Loaders, {
    get: (own, name: keyof Loaders) => (name === "clear" ? own.clear : (made ??= create())[name]),
  });
}
