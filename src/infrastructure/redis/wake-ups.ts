import type { Redis } from "ioredis";
import type { WakeUps } from "../../application/gateway.js";
import type { LocalWakeUps } from "../memory/wake-ups.js";

const channel = "einvoice:wake-ups";

/** Carries wake-ups between instances. Redis is never asked for the truth: what gets lost here is found in the log. */
export function shareWakeUps(local: LocalWakeUps, publisher: Redis, subscriber: Redis): WakeUps {
  subscriber.on("message", (_channel, message) => {
    const separator = message.indexOf(" ");
    local.ring(message.slice(separator + 1), Number(message.slice(0, separator)));
  });
  const subscribe = (): void => {
    subscriber.subscribe(channel).then(
      // Anything may have been announced while the line was down.
      () => local.ring(),
      () => undefined,
    );
  };
  subscriber.on("ready", subscribe);
  // Migrations may have taken longer than the connection.
  if (subscriber.status === "ready") subscribe();
  return {
    listen: (tenantId, listener) => local.listen(tenantId, listener),
    announce(tenantId, position) {
      local.announce(tenantId, position);
      // A wake-up that Redis does not take only delays the other instances.
      publisher.publish(channel, `${position} ${tenantId}`).catch(() => undefined);
    },
  };
}
