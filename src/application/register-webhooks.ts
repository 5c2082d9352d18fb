import type { Account, Gateway } from "./gateway.js";
import { toFailure } from "./answer.js";

/**
 * Registers our address with every provider that lets us, once: the registration and its secrets are kept. A provider
 * that is down is asked again by the next round.
 */
export async function registerWebhooks(gateway: Gateway, publicUrl: string): Promise<void> {
  await Promise.all(gateway.accounts.all().map((account) => registerWebhook(gateway, account, publicUrl)));
}

async function registerWebhook(gateway: Gateway, account: Account, publicUrl: string): Promise<void> {
  const { provider, call, tenantId } = account;
  if (!provider.webhook?.register) return;
  const url = `${publicUrl}/webhooks/${encodeURIComponent(account.id)}`;
  const known = await gateway.store.keys.webhookRegistration(account.id);
  if (known?.url === url) return;
  try {
    const registration = await provider.webhook.register(url, call);
    await gateway.store.keys.saveWebhookRegistration(tenantId, account.id, { ...registration, url });
    if (known) await provider.webhook.unregister?.(known.id, call);
    gateway.log.info({ accountId: account.id, url }, "webhook registered");
  } catch (error) {
    const { problem } = toFailure(gateway, provider.id, error);
    gateway.log.warn({ accountId: account.id, problem }, "the webhook could not be registered; asking again later");
  }
}
