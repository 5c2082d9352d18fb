import type { SignatureScheme } from "./signature.js";
import type { SimulatorContext } from "./simulator.js";

export interface Push {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}

interface PendingPush extends Push {
  readonly id: string;
  readonly createdAtMs: number;
}

/** As long as a delivery can still be under way: after a restart it is made again, so some come twice. */
const deliveryMs = 60_000;

export interface Pushes {
  push(push: Push): void;
  forgetOld(): void;
}

/** Signed deliveries of a simulator that outlive it: what was under way when it stopped is made again. */
export function openPushes(context: SimulatorContext, signature: SignatureScheme): Pushes {
  const { ledger, now } = context;
  const pending = () => ledger.list<PendingPush>("delivery");
  const deliver = ({ url, secret, body }: Push) => {
    const bytes = Buffer.from(body, "utf8");
    context.deliver({ url, headers: signature.sign(bytes, secret, now().getTime()), body: bytes });
  };
  const forgetOld = () => {
    const oldest = now().getTime() - deliveryMs;
    for (const { id, createdAtMs } of pending()) {
      if (createdAtMs < oldest) ledger.put("delivery", id, null);
    }
  };
  forgetOld();
  pending().forEach(deliver);
  return {
    push(push) {
      const id = context.newId();
      ledger.put("delivery", id, { ...push, id, createdAtMs: now().getTime() } satisfies PendingPush);
      deliver(push);
    },
    forgetOld,
  };
}
