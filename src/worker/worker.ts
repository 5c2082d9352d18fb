import { pause } from "../application/pause.js";
import { toFailure } from "../application/answer.js";
import { archiveEvidence } from "../application/archive-evidence.js";
import type { Gateway } from "../application/gateway.js";
import type { Jobs } from "../application/jobs.js";
import { followStatusFeed } from "../application/follow-status-feed.js";
import { pruneEvents } from "../application/prune-events.js";
import { pruneDeliveries } from "../application/prune-deliveries.js";
import { pollStatuses } from "../application/poll-statuses.js";
import type { ReadLine } from "../application/prepare-batch.js";
import { receiveAgain } from "../application/receive-document.js";
import { receiveDocuments } from "../application/receive-documents.js";
import { reconcileOrBury } from "../application/reconcile-or-bury.js";
import { createWebhookRegistrar } from "../application/register-webhooks.js";
import type { WriteEvent } from "../application/webhooks/webhook-ports.js";
import { prepareBatches, sweepUploads } from "./batches.js";
import { settleActionAgain } from "../application/settle-action.js";
import { startInbox } from "./inbox.js";
import { startLanes } from "./lanes.js";
import { startWebhooks, sweepWebhooks } from "./webhooks.js";

export interface Worker {
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Where providers reach us; without it no webhook is registered. */
  readonly publicUrl?: string;
  /** Reads what came in files; without it no batch is prepared. */
  readonly readLine?: ReadLine;
  /** Writes what endpoints are told; without it they are told nothing. */
  readonly writeEvent?: WriteEvent;
  /** Events that are older are deleted; without it they are kept for ever. */
  readonly keepEventsForDays?: number;
}

/** The door for jobs: what is queued, and what is due without anybody asking. */
export async function startWorker(
  gateway: Gateway,
  jobs: Jobs,
  { publicUrl, readLine, writeEvent, keepEventsForDays }: WorkerOptions,
): Promise<Worker> {
  const { schedule, batches } = gateway.store;
  await schedule.beat();
  await jobs.work("reconcile", 2, (job) => reconcileOrBury(gateway, job.tenantId, job.submissionId));
  await jobs.work("settle", 1, (job) => settleActionAgain(gateway, job.tenantId, job.actionId));
  await jobs.work("evidence", 2, (job) => archiveEvidence(gateway, job.tenantId, job.invoiceId));
  await jobs.work("receive", 1, (job) => receiveAgain(gateway, job.tenantId, job.letterId));

  const lanes = startLanes(gateway);
  const inbox = startInbox(gateway);
  const webhooks = writeEvent && startWebhooks(gateway, writeEvent);
  const rounds = [
    startRound(gateway, "lanes", 1_000, async () => {
      for (const accountId of await schedule.waitingAccounts(gateway.now())) lanes.wake(accountId);
    }),
    startRound(gateway, "beat", 2_000, () => schedule.beat()),
    startRound(gateway, "sweep", 2_000, () => schedule.sweep()),
    startRound(gateway, "poll", 500, () => pollStatuses(gateway)),
    startRound(gateway, "receive", 5_000, () => ofAll(gateway, "inbound feed", receiveDocuments)),
    startRound(gateway, "statuses", 1_000, () => ofAll(gateway, "log of statuses", followStatusFeed)),
    startRound(gateway, "finished batches", 1_000, () => batches.finish()),
    startRound(gateway, "register", 30_000, createWebhookRegistrar(gateway, publicUrl)),
    startRound(gateway, "old deliveries", 600_000, (signal) => pruneDeliveries(gateway, signal)),
    startRound(gateway, "uploads", 30_000, (signal) => sweepUploads(gateway, signal)),
    startRound(gateway, "webhooks", 60_000, (signal) => sweepWebhooks(gateway, signal)),
  ];
  if (readLine) rounds.push(startRound(gateway, "batches", 250, (signal) => prepareBatches(gateway, readLine, signal)));
  if (keepEventsForDays !== undefined) {
    rounds.push(startRound(gateway, "old events", 60_000, (signal) => pruneEvents(gateway, keepEventsForDays, signal)));
  }
  return {
    async stop() {
      await Promise.all([lanes.stop(), inbox.stop(), webhooks?.stop(), ...rounds.map((stop) => stop())]);
    },
  };
}

/** An account whose provider is down keeps nobody else waiting. */
async function ofAll(
  gateway: Gateway,
  what: string,
  walk: (gateway: Gateway, accountId: string) => Promise<void>,
): Promise<void> {
  await Promise.all(
    gateway.accounts.all().map((account) =>
      walk(gateway, account.id).catch((error: unknown) => {
        const { problem } = toFailure(gateway, account.provider.id, error);
        gateway.log.warn({ accountId: account.id, problem }, `the ${what} could not be read; asking again later`);
      }),
    ),
  );
}

/** Repeats an act with a pause in between; a round that fails is logged and the next one comes all the same. */
function startRound(
  gateway: Gateway,
  name: string,
  everyMs: number,
  act: (stopping: AbortSignal) => Promise<unknown>,
): () => Promise<void> {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await act(stopping.signal);
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
