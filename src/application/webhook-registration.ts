import type { Registration } from "../provider-kit/webhook.js";

/** What we know of our registration at one provider; kept sealed. */
export interface WebhookRegistration extends Registration {
  readonly url: string;
  /** Whom to turn to when its account is gone from the configuration. */
  readonly provider?: string;
  readonly registeredAt?: string;
  /** A rotation that has begun: repeated, it asks for the same and nothing is registered twice. */
  readonly next?: { readonly url: string; readonly overlapSeconds: number };
  readonly retired?: readonly RetiredRegistration[];
}

export interface RetiredRegistration extends Registration {
  /** What was signed before is accepted until then. */
  readonly validUntil: string;
  readonly isDeleted: boolean;
}

export const longestOverlapSeconds = 7 * 24 * 3_600;
export const usualOverlapSeconds = 24 * 3_600;

/** Each of them is tried on every delivery. */
const mostRetired = 4;

/** Any of these may have signed what comes. */
export const verifyingSecrets = (registration: WebhookRegistration | undefined, now: Date): readonly string[] => [
  ...(registration?.secrets ?? []),
  ...(registration?.retired ?? []).filter((old) => isValid(old, now)).flatMap(({ secrets }) => secrets),
];

const isValid = ({ validUntil }: RetiredRegistration, now: Date): boolean => Date.parse(validUntil) > now.getTime();

/** The new registration takes the place of the one before, whose secrets stay valid for the overlap. */
export function replaceRegistration(
  current: WebhookRegistration | undefined,
  next: Registration & { readonly url: string; readonly provider: string },
  { now, overlapSeconds }: { readonly now: Date; readonly overlapSeconds: number },
): WebhookRegistration {
  const stands: WebhookRegistration = { ...next, registeredAt: now.toISOString() };
  if (!current) return stands;
  const until = new Date(now.getTime() + overlapSeconds * 1_000).toISOString();
  const { id, secrets } = current;
  // A provider may give a new secret to the registration that is there: that is not to be deleted.
  const replaced: RetiredRegistration = { id, secrets, validUntil: until, isDeleted: id === next.id };
  const earlier = (current.retired ?? []).map((old) => (old.validUntil > until ? { ...old, validUntil: until } : old));
  const retired = [replaced, ...earlier].map((old, index) =>
    index < mostRetired ? old : { ...old, validUntil: now.toISOString() },
  );
  return { ...stands, retired };
}

/** Without what is neither valid nor to be deleted any more; the same where there is no such thing. */
export function forgetRetired(
  registration: WebhookRegistration,
  deletedIds: ReadonlySet<string>,
  now: Date,
): WebhookRegistration {
  const { retired = [], ...rest } = registration;
  const known = retired.map((old) => (deletedIds.has(old.id) ? { ...old, isDeleted: true } : old));
  const kept = known.filter((old) => !old.isDeleted || isValid(old, now));
  if (deletedIds.size === 0 && kept.length === retired.length) return registration;
  return kept.length === 0 ? rest : { ...rest, retired: kept };
}
