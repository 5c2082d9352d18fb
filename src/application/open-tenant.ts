import { cancelInvoice } from "./cancel-invoice.js";
import type { Account, Accounts, Gateway } from "./gateway.js";
import { lookUpParticipants } from "./look-up-participants.js";
import { preflightInvoice } from "./preflight-invoice.js";
import { reconcileSubmission } from "./reconcile-submission.js";
import type { TenantRecord } from "./records.js";
import { renderInvoice } from "./render-invoice.js";
import { streamEvents } from "./stream-events.js";
import { submitInvoice } from "./submit-invoice.js";
import { submitInvoices } from "./submit-invoices.js";
import type { SubmitInvoiceResult, TenantGateway } from "./tenant-gateway.js";

/** Binds every use case to one tenant, and what it asks of providers to the moment until which somebody waits. */
export function openTenant(house: Gateway, tenant: TenantRecord, deadline?: Date): TenantGateway {
  const gateway = deadline ? { ...house, accounts: untilThen(house.accounts, deadline) } : house;
  const reader = gateway.store.reader(tenant.id);
  return {
    tenant,
    reader,
    accounts: gateway.accounts.ofTenant(tenant.id),
    submitInvoice: (command) => submitInvoice(gateway, tenant.id, command),
    submitInvoices: (command) => submitInvoices(gateway, tenant.id, command),
    cancelInvoice: (command) => cancelInvoice(gateway, tenant.id, command),
    preflightInvoice: (command) => preflightInvoice(gateway, tenant.id, command),
    lookUpParticipants: (identifiers, freshness) => lookUpParticipants(gateway, tenant.id, identifiers, freshness),
    renderInvoice: (invoice, request) => renderInvoice(gateway, tenant.id, invoice, request),
    streamEvents: (from, filter, signal) => streamEvents(gateway, tenant.id, from, filter, signal),

    async reconcileSubmission(submissionId): Promise<SubmitInvoiceResult> {
      await reconcileSubmission(gateway, tenant.id, submissionId);
      const [submission] = await reader.submissions([submissionId]);
      if (!submission) {
        const message = `There is no submission ${submissionId}`;
        return {
          replayed: false,
          problems: [{ code: "NOT_FOUND", message, path: ["submissionId"], retryable: false }],
        };
      }
      const [invoice] = await reader.invoices([submission.invoiceId]);
      return { submission, replayed: false, problems: [], ...(invoice && { invoice }) };
    },
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
