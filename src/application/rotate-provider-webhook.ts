import type { Problem } from "../domain/problem.js";
import { toFailure } from "./answer.js";
import type { Gateway } from "./gateway.js";
import { deleteRetired, registerAnew, rotationUrl } from "./register-webhooks.js";
import { longestOverlapSeconds, type WebhookRegistration } from "./webhook-registration.js";

export interface RotateProviderWebhookCommand {
  readonly accountId: string;
  readonly overlapSeconds: number;
}

export interface RotationResult {
  readonly registration?: ProviderWebhook;
  readonly problems: readonly Problem[];
}

/** What people may know of a registration. */
export interface ProviderWebhook {
  readonly accountId: string;
  readonly registrationId: string;
  readonly url: string;
  readonly registeredAt: string;
  /** Until then what was signed with an earlier secret is accepted. */
  readonly oldSecretsUntil?: string;
}

/**
 * Registers anew at the provider, with new secrets, and deletes the old registration there. What was begun and not
 * finished goes on with the next rotation, or by itself.
 */
export async function rotateProviderWebhook(
  gateway: Gateway,
  tenantId: string,
  { accountId, overlapSeconds }: RotateProviderWebhookCommand,
): Promise<RotationResult> {
  const { keys } = gateway.store;
  const account = gateway.accounts.ofTenant(tenantId).find(({ id }) => id === accountId);
  if (!account) return refuse({ code: "NOT_FOUND", message: `There is no account ${accountId}`, ...atAccount });
  const { provider } = account;
  if (!provider.webhook?.register) {
    const message = `${provider.name} lets nobody register a webhook`;
    const unsupported = { capability: "WEBHOOK", provider: provider.id } as const;
    return refuse({ code: "UNSUPPORTED_BY_PROVIDER", message, ...unsupported, ...atAccount });
  }
  if (overlapSeconds < 0 || overlapSeconds > longestOverlapSeconds) {
    const message = `overlapSeconds is ${overlapSeconds}; 0 to ${longestOverlapSeconds} are possible`;
    const limits = { limit: longestOverlapSeconds, actual: overlapSeconds };
    return refuse({ code: "LIMIT_EXCEEDED", message, path: ["overlapSeconds"], retryable: false, ...limits });
  }
  const begun = await keys.changeWebhookRegistration(
    tenantId,
    accountId,
    (current) =>
      current && {
        ...current,
        next: { url: current.next?.url ?? rotationUrl(current, gateway.newId()), overlapSeconds },
      },
  );
  if (!begun?.next) {
    return refuse({ code: "NOT_FOUND", message: `Account ${accountId} has no webhook registration yet`, ...atAccount });
  }
  try {
    await registerAnew(gateway, account, begun.next);
    const registration = await deleteRetired(gateway, account);
    return { ...(registration && { registration: toWebhook(accountId, registration) }), problems: [] };
  } catch (error) {
    const { consequence, problem } = toFailure(gateway, provider.id, error);
    gateway.log.warn({ accountId, problem }, "a webhook could not be rotated");
    const rejected = consequence === "refused";
    if (rejected) await keys.changeWebhookRegistration(tenantId, accountId, withoutNext);
    return refuse(
      rejected
        ? { code: "PROVIDER_REJECTED", message: problem.message, problem, violations: [], ...atAccount }
        : { code: "OUTCOME_UNKNOWN", message: unfinished, cause: problem, path: ["accountId"], retryable: true },
    );
  }
}

const atAccount = { path: ["accountId"], retryable: false } as const;

const unfinished = "The provider did not answer; the rotation goes on by itself, or when it is asked for again";

const refuse = (problem: Problem): RotationResult => ({ problems: [problem] });

function withoutNext(current: WebhookRegistration | undefined): WebhookRegistration | undefined {
  if (!current) return undefined;
  const { next: _, ...rest } = current;
  return rest;
}

function toWebhook(accountId: string, { id, url, registeredAt, retired = [] }: WebhookRegistration): ProviderWebhook {
  const until = retired.map(({ validUntil }) => validUntil).toSorted();
  const oldSecretsUntil = until.at(-1);
  return {
    accountId,
    registrationId: id,
    url,
    registeredAt: registeredAt ?? "",
    ...(oldSecretsUntil !== undefined && { oldSecretsUntil }),
  };
}
