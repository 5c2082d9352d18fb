import { randomBytes, randomUUID } from "node:crypto";
import type { Accounts } from "../../src/application/account.js";
import type { Gateway } from "../../src/application/gateway.js";
import type { SubmitInvoiceCommand } from "../../src/application/tenant-gateway.js";
import type { InvoiceDraft } from "../../src/domain/draft-invoice.js";
import { createMemoryCache } from "../../src/infrastructure/memory/cache.js";
import { createLocalWakeUps } from "../../src/infrastructure/memory/wake-ups.js";
import { createWebhookSender } from "../../src/infrastructure/network/webhook-sender.js";
import { openDatabase } from "../../src/infrastructure/postgres/database.js";
import { createJobQueue, type JobQueue } from "../../src/infrastructure/postgres/jobs.js";
import { createSeal } from "../../src/infrastructure/postgres/sealed.js";
import { createStore, readPositions } from "../../src/infrastructure/postgres/store.js";
import { openRenderings } from "../../src/infrastructure/renderings/renderings.js";
import { openOfficialRules } from "../../src/infrastructure/rule-packs/official-rules.js";
import { openDocuments } from "../../src/infrastructure/structured-documents/open-documents.js";
import { anInvoiceInput } from "../api/support/an-invoice-input.js";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.js";
import { silentLog } from "../setup/silent-log.js";

/** The use cases on a real database, without the doors that lead to them. */
export interface House {
  readonly database: FreshDatabase;
  /** Real jobs, for a worker; whoever wants to hold them in hand gives others to `openInstance`. */
  readonly jobs: JobQueue;
  /** One running instance. Several of them share the database. */
  openInstance(parts: InstanceParts): Instance;
  close(): Promise<void>;
}

export interface InstanceParts {
  readonly accounts: Accounts;
  readonly jobs?: JobQueue;
  readonly now?: () => Date;
}

export interface Instance {
  readonly id: string;
  readonly gateway: Gateway;
}

export async function openHouse(): Promise<House> {
  const fresh = await freshDatabase();
  const { database, pool, close } = openDatabase(
    // Nobody pulls the plug here, and the disk is what would take most of the time.
    { connectionString: fresh.url, options: "-c synchronous_commit=off" },
    { onError: () => undefined },
  );
  const jobs = createJobQueue(pool, silentLog);
  const wakeUps = createLocalWakeUps({ readPositions: (ids) => readPositions(database, ids), log: silentLog });
  const documents = await openDocuments({ threads: 1 });
  const renderings = await openRenderings({ log: silentLog });
  const officialRules = await openOfficialRules([], { log: silentLog });
  const seal = createSeal(randomBytes(32));
  return {
    database: fresh,
    jobs,
    openInstance({ accounts, now = () => new Date(), jobs: given = jobs }) {
      const id = randomUUID();
      const gateway: Gateway = {
        store: createStore({ database, jobs: given, wakeUps, seal, instanceId: id }),
        accounts,
        extensions: [],
        documents,
        officialRules,
        renderings,
        cache: createMemoryCache(now),
        wakeUps,
        webhookSender: createWebhookSender({ allowPrivate: false }),
        now,
        newId: randomUUID,
        log: silentLog,
      };
      return { id, gateway };
    },
    async close() {
      wakeUps.stop();
      await Promise.all([documents.close(), renderings.close(), officialRules.close()]);
      await close();
      await fresh.drop();
    },
  };
}

/** An invoice that every provider of these tests takes, under a key of its own number. */
export const aCommand = (number: string, provider?: string): SubmitInvoiceCommand => ({
  idempotencyKey: number,
  content: { draft: anInvoiceInput({ number }) as unknown as InvoiceDraft },
  ...(provider !== undefined && { routing: { provider } }),
});
