import { ProviderFailure } from "../provider-kit/failure.js";
import { toFailure } from "./answer.js";
import type { Account } from "./account.js";
import type { Gateway } from "./gateway.js";
import {
  forgetRetired,
  replaceRegistration,
  usualOverlapSeconds,
  type WebhookRegistration,
} from "./webhook-registration.js";

/**
 * A round that keeps every registration as the configuration says: made where there is none, deleted where the operator
 * wants none, and old ones deleted after a rotation. A provider that is down is asked again by the next round.
 */
export function createWebhookRegistrar(gateway: Gateway, publicUrl: string | undefined): () => Promise<void> {
  const warned = new Set<string>();
  return async () => {
    await Promise.all(gateway.accounts.all().map((account) => keepRegistered(gateway, account, publicUrl)));
    await warnOfOrphans(gateway, warned);
  };
}

async function keepRegistered(gateway: Gateway, account: Account, publicUrl: string | undefined): Promise<void> {
  const { webhook } = account.provider;
  if (!webhook?.register) return;
  try {
    const known = await gateway.store.keys.webhookRegistration(account.id);
    if (known?.next) await registerAnew(gateway, account, known.next);
    if (account.webhooks === false) {
      await deleteRegistration(gateway, account);
      return;
    }
    const url = publicUrl && `${publicUrl}/webhooks/${encodeURIComponent(account.id)}`;
    if (url !== undefined && withoutRotation(known?.url) !== url) {
      await registerAnew(gateway, account, { url, overlapSeconds: usualOverlapSeconds });
      gateway.log.info({ accountId: account.id, url }, "webhook registered");
    }
    await deleteRetired(gateway, account);
  } catch (error) {
    const { problem } = toFailure(gateway, account.provider.id, error);
    gateway.log.warn(
      { accountId: account.id, problem },
      "the webhook could not be registered or deleted; asking again later",
    );
  }
}

const withoutRotation = (url: string | undefined): string | undefined => url?.split("?", 1)[0];

/** Another URL is another registration, with secrets of its own. */
export const rotationUrl = (registration: WebhookRegistration, id: string): string =>
  `${withoutRotation(registration.url)}?rotation=${id}`;

/** @throws {ProviderFailure} when it is not known to stand */
export async function registerAnew(
  { store, now }: Pick<Gateway, "store" | "now">,
  { id, tenantId, provider, call }: Account,
  { url, overlapSeconds }: { readonly url: string; readonly overlapSeconds: number },
): Promise<WebhookRegistration | undefined> {
  const registration = await provider.webhook?.register?.(url, call);
  if (!registration) return undefined;
  const next = { ...registration, url, provider: provider.id };
  return store.keys.changeWebhookRegistration(tenantId, id, (current) =>
    current?.id === next.id && current.url === url
      ? withoutNext(current)
      : replaceRegistration(current, next, { now: now(), overlapSeconds }),
  );
}

const withoutNext = ({ next: _, ...registration }: WebhookRegistration): WebhookRegistration => registration;

/** The old registration would deliver everything a second time: it goes as soon as the new one stands. */
export async function deleteRetired(
  gateway: Pick<Gateway, "store" | "now" | "log">,
  account: Account,
): Promise<WebhookRegistration | undefined> {
  const { store, now } = gateway;
  const known = await store.keys.webhookRegistration(account.id);
  if (!known?.retired) return known;
  const deleted = new Set<string>();
  for (const { id, isDeleted } of known.retired) {
    if (isDeleted) continue;
    await unregister(gateway, account, id);
    deleted.add(id);
  }
  if (forgetRetired(known, deleted, now()) === known) return known;
  return store.keys.changeWebhookRegistration(
    account.tenantId,
    account.id,
    (current) => current && forgetRetired(current, deleted, now()),
  );
}

async function deleteRegistration(gateway: Gateway, account: Account): Promise<void> {
  const { keys } = gateway.store;
  const known = await keys.webhookRegistration(account.id);
  if (!known) return;
  const standing = (known.retired ?? []).filter(({ isDeleted }) => !isDeleted);
  for (const { id } of [known, ...standing]) await unregister(gateway, account, id);
  await keys.changeWebhookRegistration(account.tenantId, account.id, () => undefined);
  gateway.log.info({ accountId: account.id, registrationId: known.id }, "webhook deleted at the provider");
}

async function unregister({ log }: Pick<Gateway, "log">, account: Account, registrationId: string): Promise<void> {
  const { webhook, id: provider } = account.provider;
  if (!webhook?.unregister) {
    log.warn({ accountId: account.id, registrationId, provider }, "a webhook can only be deleted at the provider");
    return;
  }
  try {
    await webhook.unregister(registrationId, account.call);
  } catch (error) {
    if (!(error instanceof ProviderFailure && error.problem.kind === "NOT_FOUND")) throw error;
  }
}

/** Their credentials are gone with them: only a person can delete their registrations. */
async function warnOfOrphans({ accounts, store, log }: Gateway, warned: Set<string>): Promise<void> {
  for (const accountId of await store.keys.registeredAccounts()) {
    if (accounts.find(accountId) || warned.has(accountId)) continue;
    warned.add(accountId);
    const registration = await store.keys.webhookRegistration(accountId);
    if (!registration) continue;
    log.warn(
      { accountId, registrationId: registration.id, provider: registration.provider, url: registration.url },
      "an account is gone from the configuration, and its webhook still stands at the provider: delete it there, or " +
        'put the account back with "webhooks": false until it is deleted',
    );
  }
}
