import type { Gateway } from "../gateway.js";
import { createWebhookEndpoint } from "./create-webhook-endpoint.js";
import { deleteWebhookEndpoint } from "./delete-webhook-endpoint.js";
import { redeliverWebhooks } from "./redeliver-webhooks.js";
import { rotateWebhookSecret } from "./rotate-webhook-secret.js";
import { sendTestWebhook } from "./send-test-webhook.js";
import type { TenantWebhooks } from "./tenant-webhooks.js";
import { updateWebhookEndpoint } from "./update-webhook-endpoint.js";

export function openTenantWebhooks(gateway: Gateway, tenantId: string): TenantWebhooks {
  const endpoints = gateway.store.webhooks.ofTenant(tenantId);
  return {
    list: () => endpoints.list(),
    find: (id) => endpoints.find(id),
    notifications: (ids) => endpoints.notifications(ids),
    listNotifications: (endpointId, page) => endpoints.listNotifications(endpointId, page),
    create: (command) => createWebhookEndpoint(gateway, tenantId, command),
    update: (command) => updateWebhookEndpoint(gateway, tenantId, command),
    delete: (id) => deleteWebhookEndpoint(gateway, tenantId, id),
    rotateSecret: (command) => rotateWebhookSecret(gateway, tenantId, command),
    sendTest: (id) => sendTestWebhook(gateway, tenantId, id),
    redeliver: (command) => redeliverWebhooks(gateway, tenantId, command),
  };
}
