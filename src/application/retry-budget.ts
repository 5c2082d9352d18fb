/**
 * Keeps retries a small part of what is sent to one account while it gives no verdicts: ten first tries pay for one
 * more, so that an outage is not made worse by those who wait for its end. A verdict pays a retry back, and time pays as
 * well: nothing waits for ever.
 */
export interface RetryBudget {
  allowsRetries(): boolean;
  /** Books tries by how often each was tried before. */
  book(earlierAttempts: readonly number[]): void;
  /** So many tries led to a verdict. */
  payBack(verdicts: number): void;
}

const perFirstTry = 0.1;
const perMs = 1 / 5_000;
const most = 10;

export function createRetryBudget(now: () => Date): RetryBudget {
  let left = most;
  let at = now().getTime();
  const refill = () => {
    const current = now().getTime();
    left = Math.min(most, left + (current - at) * perMs);
    at = current;
  };
  return {
    allowsRetries() {
      refill();
      return left >= 1;
    },
    payBack(verdicts) {
      left = Math.min(most, left + verdicts);
    },
    book(earlierAttempts) {
      refill();
      for (const attempts of earlierAttempts) left = Math.min(most, left + (attempts === 0 ? perFirstTry : -1));
    },
  };
}
