import { toFailure } from "../application/answer.js";
import { applyWebhook } from "../application/apply-webhook.js";
import type { Gateway, Jobs } from "../application/gateway.js";
import { pollStatuses } from "../application/poll-statuses.js";
import { receiveDocuments } from "../application/receive-documents.js";
import { reconcileWhenDue } from "../application/reconcile-submission.js";
import { registerWebhooks } from "../application/register-webhooks.js";
import { startLanes } from "./lanes.js";

export interface Worker {
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Where providers reach us; without it no webhook is registered. */
  readonly publicUrl?: string;
}

/** The door for jobs: what is queued, and what is due without anybody asking. */
export async function startWorker(gateway: Gateway, jobs: Jobs, { publicUrl }: WorkerOptions): Promise<Worker> {
  const { schedule } = gateway.store;
  await schedule.beat();
  await jobs.work("reconcile", 2, (job) => reconcileWhenDue(gateway, job.tenantId, job.submissionId));
  await jobs.work("apply", 4, (job) => applyWebhook(gateway, job.tenantId, job.deliveryId));

  const lanes = startLanes(gateway);
  const rounds = [
    startRound(gateway, "lanes", 1_000, async () => {
      for (const accountId of await schedule.waitingAccounts(gateway.now())) lanes.wake(accountId);
    }),
    startRound(gateway, "beat", 2_000, () => schedule.beat()),
    startRound(gateway, "sweep", 2_000, () => schedule.sweep()),
    startRound(gateway, "poll", 500, () => pollStatuses(gateway)),
    startRound(gateway, "receive", 30_000, () => receiveAll(gateway)),
  ];
  if (publicUrl !== undefined) {
    rounds.push(startRound(gateway, "register", 30_000, () => registerWebhooks(gateway, publicUrl)));
  }
  return {
    async stop() {
      await Promise.all([lanes.stop(), ...rounds.map((stop) => stop())]);
    },
  };
}

/** An account whose provider is down keeps nobody else's documents waiting. */
async function receiveAll(gateway: Gateway): Promise<void> {
  await Promise.all(
    gateway.accounts.all().map((account) =>
      receiveDocuments(gateway, account.id).catch((error: unknown) => {
        const { problem } = toFailure(gateway, account.provider.id, error);
        gateway.log.warn({ accountId: account.id, problem }, "the inbound feed could not be read; asking again later");
      }),
    ),
  );
}

/** Repeats an act with a pause in between; a round that fails is logged and the next one comes all the same. */
function startRound(gateway: Gateway, name: string, everyMs: number, act: () => Promise<unknown>): () => Promise<void> {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await act();
      } catch (error) {
        gateway.log.error({ error, round: name }, "a round failed");
      }
      await pause(everyMs, stopping.signal);
    }
  })();
  return () => {
    stopping.abort();
    return running;
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
