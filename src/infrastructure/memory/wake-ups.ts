import type { Log, WakeUps } from "../../application/gateway.js";

export interface WakeUpOptions {
  /** The newest place of each tenant's log, from the truth. */
  readPositions(tenantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  readonly log: Log;
  /** How long a wake-up that got lost on the way can delay. */
  readonly pollMs?: number;
}

export interface LocalWakeUps extends WakeUps {
  /** Rings for a tenant, or for everyone after a silence in which anything may have happened. */
  ring(tenantId?: string, position?: number): void;
  stop(): void;
}

interface Tenant {
  readonly listeners: Set<() => void>;
  position: number;
}

/**
 * Wakes the listeners of this process. One question a second, for all tenants that are listened to, finds what other
 * instances have written: without Redis that is the only way, with Redis the safety net.
 */
export function createLocalWakeUps({ readPositions, log, pollMs = 1_000 }: WakeUpOptions): LocalWakeUps {
  const tenants = new Map<string, Tenant>();

  const ring = (tenantId?: string, position = 0) => {
    const rung = tenantId === undefined ? [...tenants.values()] : [tenants.get(tenantId)];
    for (const tenant of rung) {
      if (!tenant) continue;
      tenant.position = Math.max(tenant.position, position);
      for (const listener of tenant.listeners) listener();
    }
  };

  const look = async () => {
    if (tenants.size === 0) return;
    for (const [tenantId, position] of await readPositions([...tenants.keys()])) {
      if (position > (tenants.get(tenantId)?.position ?? position)) ring(tenantId, position);
    }
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ error }, "the event log could not be looked at"));
  }, pollMs);
  timer.unref();

  return {
    announce: ring,
    ring,
    listen(tenantId, listener) {
      const tenant = tenants.get(tenantId) ?? { listeners: new Set(), position: 0 };
      tenants.set(tenantId, tenant);
      tenant.listeners.add(listener);
      return () => {
        tenant.listeners.delete(listener);
        if (tenant.listeners.size === 0 && tenants.get(tenantId) === tenant) tenants.delete(tenantId);
      };
    },
    stop: () => clearInterval(timer),
  };
}
