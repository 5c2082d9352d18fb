/** What the driver knows of a clock that it has moved on, again and again. */
export interface MovedClock {
  aheadMs(): number;
  move(byMs: number): void;
  /** When that was by the real clock. */
  toRealMs(movedMs: number): number;
  /** Whether the clock was about to be moved then, or had just been. */
  isBesideMove(movedMs: number, window: { readonly before: number; readonly after: number }): boolean;
}

export function createMovedClock(now: () => number = Date.now): MovedClock {
  const moves: { readonly atMs: number; readonly aheadMs: number }[] = [];
  const aheadMs = () => moves.at(-1)?.aheadMs ?? 0;
  const toRealMs = (movedMs: number) =>
    movedMs - (moves.findLast((move) => move.atMs + move.aheadMs <= movedMs)?.aheadMs ?? 0);
  return {
    aheadMs,
    move: (byMs) => void moves.push({ atMs: now(), aheadMs: aheadMs() + byMs }),
    toRealMs,
    isBesideMove(movedMs, { before, after }) {
      const realMs = toRealMs(movedMs);
      return moves.some(({ atMs }) => realMs >= atMs - before && realMs <= atMs + after);
    },
  };
}
