import type { Job } from "../../../src/application/jobs.js";
import type { JobQueue } from "../../../src/infrastructure/postgres/jobs.js";

/** Jobs that wait until a test takes them, by a clock of its own. */
export interface JobsInHand extends JobQueue {
  /** Runs what is due; what fails waits for the next time. */
  runDue(run: (job: Job) => Promise<void>): Promise<void>;
  /** As if the queue had lost them. */
  lose(): void;
  count(): number;
}

export function holdJobs(now: () => Date): JobsInHand {
  let waiting: { readonly job: Job; readonly dueMs: number }[] = [];
  const nothing = () => Promise.resolve();
  return {
    send(_, jobs) {
      for (const { job, startAfterSeconds = 0 } of jobs) {
        waiting.push({ job, dueMs: now().getTime() + startAfterSeconds * 1_000 });
      }
      return Promise.resolve();
    },
    async runDue(run) {
      const due = waiting.filter(({ dueMs }) => dueMs <= now().getTime());
      waiting = waiting.filter((one) => !due.includes(one));
      for (const one of due) await run(one.job).catch(() => void waiting.push(one));
    },
    lose: () => void (waiting = []),
    count: () => waiting.length,
    wake: () => undefined,
    start: nothing,
    stop: nothing,
    work: nothing,
  };
}
