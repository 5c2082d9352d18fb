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
  loaders: new Proxy(new Forgetful(gateway, cache), asLoaders) as unknown as Loaders,
});

/** Made when they are first used, and made anew after `clear`: ten thousand who wait for an event have none. */
class Forgetful {
  readonly #gateway: TenantGateway;
  readonly #cache: Cache;
  #made: Loaders | undefined;

  constructor(gateway: TenantGateway, cache: Cache) {
    this.#gateway = gateway;
    this.#cache = cache;
  }

  get loaders(): Loaders {
    return (this.#made ??= createLoaders(this.#gateway.reader, this.#cache, this.#gateway.tenant.id));
  }

  clear(): void {
    this.#made = undefined;
  }
}

/** Everything else is asked of the loaders themselves. */
const asLoaders: ProxyHandler<Forgetful> = {
  get: (own, name) => (name === "clear" ? () => own.clear() : own.loaders[name as keyof Loaders]),
};
