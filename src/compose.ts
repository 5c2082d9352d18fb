import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { acceptWebhook } from "./application/accept-webhook.js";
import type { Gateway, Log } from "./application/gateway.js";
import { openTenant } from "./application/open-tenant.js";
import type { TenantRecord } from "./application/records.js";
import { refuseWebhook } from "./application/refuse-webhook.js";
import type { TenantGateway } from "./application/tenant-gateway.js";
import type { Configuration } from "./config.js";
import { createLineReader } from "./graphql/batch/read-line.js";
import { createContext, type Context, type Viewer } from "./graphql/context.js";
import { validationRules } from "./graphql/limits.js";
import { buildGatewaySchema } from "./graphql/schema.js";
import { createEventWriter } from "./graphql/webhook/write-event.js";
import { openAccounts } from "./infrastructure/configured-accounts.js";
import { createMemoryCache } from "./infrastructure/memory/cache.js";
import { createLocalWakeUps } from "./infrastructure/memory/wake-ups.js";
import { createLocalRateWindows } from "./infrastructure/network/rate-windows.js";
import { createWebhookSender } from "./infrastructure/network/webhook-sender.js";
import { createChain } from "./infrastructure/postgres/chain.js";
import { migrate, openDatabase } from "./infrastructure/postgres/database.js";
import { createJobQueue } from "./infrastructure/postgres/jobs.js";
import { locateDatabase } from "./infrastructure/postgres/locate-database.js";
import { createSeal } from "./infrastructure/postgres/sealed.js";
import { createTokenStore } from "./infrastructure/postgres/tokens.js";
import { createStore, readPositions } from "./infrastructure/postgres/store.js";
import { createTwoLevelCache } from "./infrastructure/redis/cache.js";
import { connectRedis } from "./infrastructure/redis/connect-redis.js";
import { shareRateWindows } from "./infrastructure/redis/rate-windows.js";
import { shareWakeUps } from "./infrastructure/redis/wake-ups.js";
import { openRenderings } from "./infrastructure/renderings/renderings.js";
import { loadRulePacks } from "./infrastructure/rule-packs/load-rule-packs.js";
import { openOfficialRules } from "./infrastructure/rule-packs/official-rules.js";
import { openDocuments } from "./infrastructure/structured-documents/open-documents.js";
import { collectExtensions } from "./provider-kit/extensions/system-extensions.js";
import { createAuthenticator } from "./server/authenticate.js";
import type { ExampleOperation } from "./server/graphiql-page.js";
import { startServer } from "./server/server.js";
import { startWorker } from "./worker/worker.js";

export interface RunningGateway {
  readonly url: string;
  /** Finishes what is under way and leaves nothing running. */
  stop(): Promise<void>;
}

export interface Extras {
  readonly log: Log;
  readonly graphiql?: boolean;
  /** Between "not ready" and the end of listening, so that a balancer can turn away. */
  readonly leaveMs?: number;
  /** The clock, where it is not the real one. */
  readonly now?: () => Date;
  /** How long a tenant's system is waited for. */
  readonly webhookTimeoutMs?: number;
  readonly exampleOperations?: readonly ExampleOperation[];
}

/** What is under way with providers gets this long to end by itself. */
const finishingMs = 8_000;

/** The only place with all the keys: puts the house together and opens its doors. */
export async function startGateway(configuration: Configuration, extras: Extras): Promise<RunningGateway> {
  const { log } = extras;
  const now = extras.now ?? (() => new Date());
  const closing: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };

  try {
    const redis = configuration.redisUrl === undefined ? undefined : connectRedis(configuration.redisUrl, log);
    if (redis) closing.push(() => redis.close());
    const localWindows = createLocalRateWindows(Date.now);
    const windows = redis ? shareRateWindows(localWindows, redis.commands) : localWindows;
    const extensions = collectExtensions(configuration.accounts.map(({ provider }) => provider));
    const officialRules = await openOfficialRules(await loadRulePacks(configuration.rulePacks), { log });
    closing.push(() => officialRules.close());
    const renderings = await openRenderings({ log });
    closing.push(() => renderings.close());
    const webhookSender = createWebhookSender({
      allowPrivate: configuration.allowPrivateWebhooks ?? false,
      ...(extras.webhookTimeoutMs !== undefined && { timeoutMs: extras.webhookTimeoutMs }),
    });
    closing.push(() => webhookSender.close());
    const documents = await openDocuments();
    closing.push(() => documents.close());
    const location = await locateDatabase(configuration, log);
    closing.push(() => location.release());
    const { database, pool, close } = openDatabase(location.connection, {
      onError: (error) => log.warn({ error }, "a database connection broke"),
    });
    closing.push(close);
    await migrate(database);

    const jobs = createJobQueue(pool, log);
    await jobs.start();
    closing.push(() => jobs.stop());

    const local = createLocalWakeUps({ readPositions: (tenantIds) => readPositions(database, tenantIds), log });
    closing.push(() => local.stop());
    const memory = createMemoryCache(now);
    const wakeUps = redis ? shareWakeUps(local, redis.commands, redis.subscriber) : local;
    const cache = redis ? createTwoLevelCache(memory, redis.commands, now) : memory;

    const seal = createSeal(configuration.masterKey);
    const accounts = openAccounts(configuration.accounts, {
      windows,
      tokens: createTokenStore(database, seal),
      chainOf: (accountId) => createChain(database, accountId),
      rules: new Map(configuration.tenants.map(({ id, routing }) => [id, routing ?? []])),
    });
    closing.push(() => accounts.close());
    const store = createStore({ database, jobs, wakeUps, seal, instanceId: randomUUID() });
    const gateway: Gateway = {
      store,
      accounts,
      extensions,
      documents,
      officialRules,
      renderings,
      cache,
      wakeUps,
      webhookSender,
      now,
      newId: randomUUID,
      log,
    };
    await saveCallers(gateway, configuration);

    const authenticator = createAuthenticator({
      keys: store.keys,
      now,
      log,
      ...(configuration.jwt && { accessTokens: { ...configuration.jwt, jwksUrl: new URL(configuration.jwt.jwksUrl) } }),
    });
    const schema = await buildGatewaySchema(extensions);
    const standing = new Map<string, TenantGateway>();
    // Thousands may follow one tenant for days.
    const openStanding = (tenant: TenantRecord): TenantGateway => {
      const known = standing.get(tenant.id) ?? openTenant(gateway, tenant);
      standing.set(tenant.id, known);
      return known;
    };
    const openContext = async (viewer: Viewer, deadline?: Date): Promise<Context> => {
      const tenant = await store.keys.findTenant(viewer.tenantId);
      if (!tenant) throw new Error(`Tenant ${viewer.tenantId} is gone`);
      return createContext(viewer, deadline ? openTenant(gateway, tenant, deadline) : openStanding(tenant), cache);
    };
    const server = await startServer({
      host: configuration.host,
      port: configuration.port,
      schema,
      validationRules,
      authenticate: authenticator.authenticate,
      openContext,
      acceptWebhook: (delivery) => acceptWebhook(gateway, delivery),
      refuseWebhook: (delivery, refusal) => refuseWebhook(gateway, delivery, refusal),
      async checkReady() {
        await store.checkReady();
        await authenticator.checkReady();
      },
      log,
      graphiql: extras.graphiql ?? false,
      ...(extras.leaveMs !== undefined && { limits: { leaveMs: extras.leaveMs } }),
      ...(extras.exampleOperations && { exampleOperations: extras.exampleOperations }),
      introspection: configuration.introspection,
      allowedOrigins: configuration.allowedOrigins,
    });
    closing.push(() => server.stop());
    const publicUrl = configuration.publicUrl ?? (extras.graphiql ? server.url : undefined);
    const worker = await startWorker(gateway, jobs, {
      readLine: createLineReader(schema),
      writeEvent: createEventWriter({ schema, openContext }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(configuration.eventRetentionDays !== undefined && { keepEventsForDays: configuration.eventRetentionDays }),
    });
    closing.push(async () => {
      const work = worker.stop();
      // Not ready is said first, and nothing new is taken, while everything under way is finished.
      await Promise.all([server.stop(), jobs.stop(), Promise.race([work, setTimeout(finishingMs)])]);
      await accounts.close();
      await work;
    });
    return { url: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function saveCallers({ store, newId }: Gateway, { tenants }: Configuration): Promise<void> {
  for (const { id, name, apiKeys } of tenants) {
    await store.keys.saveTenant({ id, name });
    for (const { sha256, ...key } of apiKeys) {
      const hash = Buffer.from(sha256, "hex");
      await store.keys.saveApiKey({ ...key, id: newId(), tenantId: id, prefix: sha256.slice(0, 12), hash });
    }
  }
}
