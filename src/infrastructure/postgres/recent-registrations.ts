import type { Keys } from "../../application/store.js";

const rememberedForMs = 1_000;

interface Remembered {
  readonly answer: ReturnType<Keys["webhookRegistration"]>;
  /** By a clock that nobody sets. */
  readonly untilMs: number;
}

/** Every delivery asks for the secrets of its account: they are read and unsealed once a second. */
export function createRecentRegistrations(read: Keys["webhookRegistration"]): {
  readonly find: Keys["webhookRegistration"];
  forget(accountId: string): void;
} {
  const remembered = new Map<string, Remembered>();
  return {
    find(accountId) {
      const known = remembered.get(accountId);
      if (known && performance.now() < known.untilMs) return known.answer;
      const answer = read(accountId);
      const entry: Remembered = { answer, untilMs: performance.now() + rememberedForMs };
      remembered.set(accountId, entry);
      const drop = () => {
        if (remembered.get(accountId) === entry) remembered.delete(accountId);
      };
      // What is not there may be made at any moment.
      answer.then((registration) => registration ?? drop(), drop);
      return answer;
    },
    // Also a reading that is under way: it may have begun before the change.
    forget: (accountId) => void remembered.delete(accountId),
  };
}
