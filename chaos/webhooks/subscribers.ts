import { setTimeout as pause } from "node:timers/promises";
import type { Balancer } from "../stand-in/pushing/balancer.js";
import { follow, type Way } from "./follow-events.js";
import type { Tenant } from "./open-webhooks.js";

/** An event that a subscriber has dealt with, and when. */
export interface Taken {
  readonly eventId: string;
  readonly atMs: number;
}

export interface Subscriber {
  readonly tenantId: string;
  /** In the order in which they came. */
  readonly taken: readonly Taken[];
  readonly connections: number;
  stop(): Promise<void>;
}

const subscriberCount = 8;
/** Of the subscribers, every third comes over server-sent events. */
const wayOf = (index: number): Way => (index % 3 === 2 ? "server-sent events" : "WebSocket");
const pauseMs = { least: 50, most: 150 };

/** Subscribers that come back by themselves, with the last cursor they have dealt with. */
export const startSubscribers = (balancer: Balancer, tenants: readonly Tenant[]): Subscriber[] =>
  Array.from({ length: subscriberCount }, (_, index) => {
    const tenant = tenants[Math.floor(index / 3) % tenants.length];
    if (!tenant) throw new Error("There is no tenant to subscribe for");
    return startSubscriber(balancer, tenant, wayOf(index));
  });

function startSubscriber(balancer: Balancer, { id, apiKey }: Tenant, way: Way): Subscriber {
  const stopping = new AbortController();
  const { signal } = stopping;
  const taken: Taken[] = [];
  let connections = 0;
  let after: string | undefined;

  const connect = async (): Promise<void> => {
    const url = balancer.choose();
    let isOpened = false;
    const onOpened = () => {
      isOpened = true;
      connections += 1;
      balancer.count(url);
    };
    try {
      for await (const { cursor, eventId } of follow[way]({
        url,
        apiKey,
        after,
        signal,
        onOpened,
      })) {
        if (eventId !== undefined) taken.push({ eventId, atMs: Date.now() });
        after = cursor;
      }
    } catch (error) {
      // The gateway is dead, starting, leaving, or was killed while it spoke.
      if (!isOpened && !signal.aborted) balancer.count(url, `${way}: ${String(error)}`);
    }
  };
  const following = (async () => {
    while (!signal.aborted) {
      await connect();
      await pause(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
    }
  })();
  return {
    tenantId: id,
    taken,
    get connections() {
      return connections;
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
