import { askAboutSubmission } from "./ask-about-submission.js";
import { cancelInvoice } from "./cancel-invoice.js";
import { followBatch } from "./follow-batch.js";
import type { Account, Accounts } from "./account.js";
import type { Gateway } from "./gateway.js";
import { lookUpParticipants } from "./look-up-participants.js";
import { preflightInvoice } from "./preflight-invoice.js";
import { findProviderHealth, followProviderHealth, resetCircuit } from "./provider-health.js";
import type { TenantRecord } from "./records.js";
import { renderInvoice } from "./render-invoice.js";
import { replayDeadLetters } from "./replay-dead-letters.js";
import { respondToInvoice } from "./respond-to-invoice.js";
import { rotateProviderWebhook } from "./rotate-provider-webhook.js";
import { retrySubmission } from "./retry-submission.js";
import { stageUpload } from "./stage-upload.js";
import { findPlace, streamEvents } from "./stream-events.js";
import { submitInvoice } from "./submit-invoice.js";
import { submitInvoices } from "./submit-invoices.js";
import type { TenantGateway } from "./tenant-gateway.js";
import { openTenantWebhooks } from "./webhooks/open-tenant-webhooks.js";

/** Binds every use case to one tenant, and what it asks of providers to the moment until which somebody waits. */
export function openTenant(house: Gateway, tenant: TenantRecord, deadline?: Date): TenantGateway {
  const gateway = deadline ? { ...house, accounts: untilThen(house.accounts, deadline) } : house;
  return {
    tenant,
    reader: gateway.store.reader(tenant.id),
    accounts: gateway.accounts.ofTenant(tenant.id),
    webhooks: openTenantWebhooks(gateway, tenant.id),
    submitInvoice: (command) => submitInvoice(gateway, tenant.id, command),
    submitInvoices: (command) => submitInvoices(gateway, tenant.id, command),
    stageUpload: (bytes) => stageUpload(gateway, tenant.id, bytes),
    followBatch: (batchId, signal) => followBatch(gateway, tenant.id, batchId, signal),
    cancelInvoice: (command) => cancelInvoice(gateway, tenant.id, command),
    respondToInvoice: (command) => respondToInvoice(gateway, tenant.id, command),
    retrySubmission: (command) => retrySubmission(gateway, tenant.id, command),
    reconcileSubmission: (submissionId) => askAboutSubmission(gateway, tenant.id, submissionId),
    replayDeadLetters: (ids) => replayDeadLetters(gateway, tenant.id, ids),
    preflightInvoice: (command) => preflightInvoice(gateway, tenant.id, command),
    lookUpParticipants: (identifiers, freshness) => lookUpParticipants(gateway, tenant.id, identifiers, freshness),
    renderInvoice: (invoice, request) => renderInvoice(gateway, tenant.id, invoice, request),
    findPlace: (from) => findPlace(gateway, tenant.id, from),
    streamEvents: (after, filter) => streamEvents(gateway, tenant.id, after, filter),
    providerHealth: (provider) => findProviderHealth(gateway, tenant.id, provider),
    followHealth: (providers, signal) => followProviderHealth(gateway, tenant.id, providers, signal),
    listInboundDeliveries: (query) => gateway.store.inbox.list(tenant.id, query),
    findInboundDelivery: (id) => gateway.store.inbox.find(tenant.id, [id]).then(([found]) => found),
    rotateProviderWebhook: (command) => rotateProviderWebhook(gateway, tenant.id, command),
    resetCircuit: (provider) => resetCircuit(gateway, tenant.id, provider),
  };
}

function untilThen(accounts: Accounts, deadline: Date): Accounts {
  const hurried = (account: Account): Account => ({ ...account, call: account.callUntil(deadline) });
  return {
    ofTenant: (tenantId) => accounts.ofTenant(tenantId).map(hurried),
    rulesOf: (tenantId) => accounts.rulesOf(tenantId),
    find(accountId) {
      const account = accounts.find(accountId);
      return account && hurried(account);
    },
    all: () => accounts.all().map(hurried),
  };
}
