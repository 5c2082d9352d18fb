import { pause } from "../application/pause.js";
import type { Gateway } from "../application/gateway.js";
import { deliverNotification } from "../application/webhooks/deliver-notification.js";
import type { EndpointId, WriteEvent } from "../application/webhooks/webhook-ports.js";

/** How long a new event, or a try that has become due, waits for us at most. */
const lookEveryMs = 250;

/** An endpoint is called so often at a time; what hangs takes only these. */
const callsPerEndpoint = 4;

/** What is under way when we stop gets this long to end by itself. */
const finishingMs = 4_000;

/** After a fault of ours. */
const pauseMs = 1_000;

/** Ended deliveries can be read for so long. */
const keptDays = 30;

export interface WebhookWorker {
  stop(): Promise<void>;
}

/** Tells endpoints what has happened: one lane per endpoint, so that a slow one keeps nobody else waiting. */
export function startWebhooks(gateway: Gateway, writeEvent: WriteEvent): WebhookWorker {
  const { webhooks } = gateway.store;
  const stopping = new AbortController();
  const cutting = new AbortController();
  /** By endpoint, what is calling it. */
  const lanes = new Map<string, Set<Promise<void>>>();

  const wake = (endpoint: EndpointId): void => {
    const lane = lanes.get(endpoint.endpointId) ?? new Set();
    lanes.set(endpoint.endpointId, lane);
    while (lane.size < callsPerEndpoint && !stopping.signal.aborted) {
      const calling = callUntilDone(endpoint).finally(() => {
        lane.delete(calling);
        if (lane.size === 0) lanes.delete(endpoint.endpointId);
      });
      lane.add(calling);
    }
  };

  const callUntilDone = async (endpoint: EndpointId): Promise<void> => {
    try {
      while (!stopping.signal.aborted) {
        if (!(await deliverNotification(gateway, endpoint, writeEvent, cutting.signal))) return;
      }
    } catch (error) {
      gateway.log.error({ error, ...endpoint }, "a webhook could not be delivered for a reason of ours");
      await pause(pauseMs, stopping.signal);
    }
  };

  const planAll = async (): Promise<void> => {
    for (const endpoint of await webhooks.behind()) {
      while (!stopping.signal.aborted && (await webhooks.plan(endpoint, gateway.now()))) wake(endpoint);
    }
  };

  const look = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await planAll();
        for (const endpoint of await webhooks.due(gateway.now())) wake(endpoint);
      } catch (error) {
        gateway.log.error({ error }, "the webhooks that are due could not be looked for");
      }
      await pause(lookEveryMs, stopping.signal);
    }
  };
  const looking = look();

  return {
    async stop() {
      stopping.abort();
      const cut = setTimeout(() => cutting.abort(), finishingMs);
      await looking;
      await Promise.all([...lanes.values()].flatMap((lane) => [...lane]));
      clearTimeout(cut);
    },
  };
}

/** Forgets what has long ended, in portions that keep nobody waiting. */
export async function sweepWebhooks({ store }: Gateway, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await store.webhooks.sweep(keptDays)) > 0);
}
