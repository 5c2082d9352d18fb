import type { Transaction } from "kysely";
import type pg from "pg";
import { fromKysely, PgBoss } from "pg-boss";
import type { Log } from "../../application/gateway.js";
import type { Job, JobHandler, Jobs } from "../../application/jobs.js";
import type { Tables } from "./tables.js";
import type { EnqueuedJob } from "./unit.js";

export interface JobQueue extends Jobs {
  /** Inside the transaction that makes the work necessary. */
  send(transaction: Transaction<Tables>, jobs: readonly EnqueuedJob[]): Promise<void>;
  /** Tells this process's workers that there is something to take, once it is committed. */
  wake(names: readonly Job["name"][]): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const queueNames: readonly Job["name"][] = ["reconcile", "settle", "receive", "evidence"];

/** Jobs are pointers with their own retries; what is lost here, the sweep finds in the tables. */
export function createJobQueue(pool: pg.Pool, log: Log): JobQueue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values ? [...values] : undefined) },
    schema: "jobs",
    superviseIntervalSeconds: 60,
    schedule: false,
  });
  boss.on("error", (error) => log.warn({ error }, "the job queue had a problem"));
  const workers = new Map<string, string[]>();

  return {
    async start() {
      await boss.start();
      for (const name of queueNames) {
        await boss.createQueue(name, {
          retryLimit: 1_000,
          retryDelay: 1,
          retryBackoff: true,
          retryDelayMax: 300,
          expireInSeconds: 120,
          deleteAfterSeconds: 3_600,
          notify: false,
        });
      }
    },

    async send(transaction, jobs) {
      const db = fromKysely(transaction);
      for (const name of queueNames) {
        const ofQueue = jobs.filter(({ job }) => job.name === name);
        if (ofQueue.length === 0) continue;
        const rows = ofQueue.map(({ job, startAfterSeconds }) => ({
          data: job,
          ...(startAfterSeconds !== undefined && { startAfter: startAfterSeconds }),
        }));
        await boss.insert(name, rows, { db });
      }
    },

    wake(names) {
      for (const name of new Set(names)) for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
    },

    async work<Name extends Job["name"]>(name: Name, concurrency: number, handle: JobHandler<Name>) {
      const startOne = async () => {
        const id = await boss.work<Extract<Job, { name: Name }>>(name, { pollingIntervalSeconds: 1 }, async ([job]) => {
          try {
            if (job) await handle(job.data);
          } finally {
            // Where one was there may be more: without this the worker would sleep for the rest of the second.
            boss.notifyWorker(id);
          }
        });
        return id;
      };
      workers.set(name, await Promise.all(Array.from({ length: concurrency }, startOne)));
    },

    stop: () => boss.stop({ graceful: true, timeout: 8_000, close: false }),
  };
}
