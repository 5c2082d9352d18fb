const seconds = (text: string): number => {
  const unit = { s: 1, m: 60, h: 3_600 }[text.at(-1) ?? ""] ?? 0;
  return Number.parseInt(text, 10) * unit;
};

/** Before each try, measured from the one before it. Together a little more than three days. */
export const retryPauses: readonly number[] = ["0s", "5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"].map(
  seconds,
);

const jitter = 0.2;

/** No endpoint can keep us waiting longer than the schedule itself does. */
const longestRestSeconds = 24 * 3_600;

/** When to try again after that many tries; undefined when there were enough. `random` answers from 0 up to 1. */
export function nextTryAt(tries: number, now: Date, random: number): Date | undefined {
  const pause = retryPauses[tries];
  return pause === undefined ? undefined : later(now, pause * (1 - jitter + 2 * jitter * random));
}

/** Until when an endpoint that asks for it is left alone. */
export const restUntil = (now: Date, retryAfterSeconds: number): Date =>
  later(now, Math.min(retryAfterSeconds, longestRestSeconds));

const later = (now: Date, afterSeconds: number): Date => new Date(now.getTime() + afterSeconds * 1_000);

const disableAfterHours = 5 * 24;

/** Longer than any pause of the schedule: whoever failed that long ago was not tried since, and begins anew. */
const forgottenAfterHours = 36;

/** Since when an endpoint fails that has failed now. */
export function failingSince(
  { failingSince: since, lastFailedAt }: { readonly failingSince?: string; readonly lastFailedAt?: string },
  now: Date,
): string {
  if (since === undefined || lastFailedAt === undefined) return now.toISOString();
  return hoursBetween(lastFailedAt, now) > forgottenAfterHours ? now.toISOString() : since;
}

export const hasFailedTooLong = (since: string, now: Date): boolean => hoursBetween(since, now) >= disableAfterHours;

const hoursBetween = (moment: string, now: Date): number => (now.getTime() - Date.parse(moment)) / 3_600_000;
