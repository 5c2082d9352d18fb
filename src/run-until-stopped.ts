import type { Log } from "./application/gateway.js";

/** However much is left to do. */
const patienceMs = 15_000;

export const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });

/** Waits for SIGINT or SIGTERM and stops; a second signal, or too long a wait, ends the process at once. */
export async function runUntilStopped(stop: () => Promise<void>, log: Log): Promise<void> {
  const signal = await untilSignal();
  log.info({ signal }, "stopping");
  const giveUp = () => {
    log.error({}, "stopped with work under way; it goes on at the next start");
    process.exit(1);
  };
  process.once("SIGINT", giveUp);
  process.once("SIGTERM", giveUp);
  setTimeout(giveUp, patienceMs).unref();
  await stop();
  process.exit(0);
}
