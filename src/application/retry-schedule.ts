const baseSeconds = 1;
const capSeconds = 60;

/** Full jitter below an exponential bound, never before the provider's own Retry-After. */
export function nextAttemptInSeconds(attempts: number, retryAfterSeconds = 0): number {
  const bound = Math.min(capSeconds, baseSeconds * 2 ** Math.min(attempts, 16));
  return Math.ceil(retryAfterSeconds + Math.random() * bound);
}

/** By how often the time since the loss has doubled: every minute for the first half hour, then every five. */
const questions = [2, 5, 10, 20, 30, 60, 60, 60, 60, 60, 300];

/** How long to wait before asking (again) what became of a submission whose outcome is unknown. */
export const nextQuestionInSeconds = (asked: number): number => questions[Math.min(asked, questions.length - 1)] ?? 300;
