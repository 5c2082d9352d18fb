/** A clock that runs like any other, and can be put forward. */
export interface MovableClock {
  now(): Date;
  advance(seconds: number): void;
}

export function createMovableClock(): MovableClock {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    advance: (seconds) => void (aheadMs += seconds * 1_000),
  };
}
