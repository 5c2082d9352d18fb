import { setTimeout as pause } from "node:timers/promises";
import { submitInvoice } from "../setting/submit-invoice.js";
import { tell } from "../setting/tell.js";
import type { OutboundSetting } from "./open-outbound.js";

export interface KillOrder {
  readonly rounds: number;
  readonly invoices: number;
  /** Done once, in the middle of the rounds; what it answers is done some rounds later. */
  readonly inTheMiddle: () => Promise<() => void>;
}

const uptimeMs = { least: 750, most: 2_250 };
/** Where the machine is slow, a round lasts longer, so that things happen in every one. */
const longestUptimeMs = 6_000;
const clients = 6;
/** Between two kills the clock moves on, so that kills meet second and third tries. */
const roundMs = 6 * 60_000;
const startsWithinMs = 60_000;
/** For what is left when the kills are over. */
const drainMs = 600_000;

/** Kills the gateway that often while clients submit; answers the number of kills. The last start is not killed. */
export async function killOver({ gateway, ask, advance }: OutboundSetting, order: KillOrder): Promise<number> {
  let begun = 0;
  let acknowledged = 0;
  let isOver = false;
  const submitting = Array.from({ length: clients }, async () => {
    while (!isOver && begun < order.invoices) {
      const number = `OUT-${(begun += 1)}`;
      const giveUpAt = Date.now() + startsWithinMs * 2;
      // Under the same key, until it is acknowledged.
      while (Date.now() < giveUpAt) {
        try {
          await submitInvoice(ask, number, "keyed");
          acknowledged += 1;
          break;
        } catch {
          await pause(100);
        }
      }
    }
  });

  const middle = Math.ceil(order.rounds / 2);
  let later: (() => void) | undefined;
  for (let round = 1; round <= order.rounds; round += 1) {
    if (round === middle) later = await order.inTheMiddle();
    if (round === middle + 2) later?.();
    const startedAt = Date.now();
    const { least, most } = uptimeMs;
    await pause(least + Math.random() * (most - least));
    const share = (order.invoices * round) / order.rounds;
    while (acknowledged < share * 0.8 && Date.now() - startedAt < longestUptimeMs) await pause(50);
    await gateway.kill();
    await advance(roundMs);
    await gateway.start();
    tell(`Kill ${round} of ${order.rounds}; ${acknowledged} invoices are acknowledged`);
  }
  // A timer that nobody needs any more must not keep this process alive.
  await Promise.race([Promise.all(submitting), pause(drainMs, undefined, { ref: false })]);
  isOver = true;
  later?.();
  return order.rounds;
}
