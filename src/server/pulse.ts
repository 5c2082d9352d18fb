/** What is looked at again and again for as long as it is open. */
export interface Beating {
  beat(): void;
}

/** One timer for all: thousands of connections would each keep one, for days. */
export interface Pulse {
  join(one: Beating): void;
  leave(one: Beating): void;
}

/** So many are not met at the same moment. */
const turns = 48;

/** Everyone who has joined is met once in every such time, and not before the first is nearly over. */
export function createPulse(everyMs: number): Pulse {
  const circle = Array.from({ length: turns }, () => new Set<Beating>());
  let turn = 0;
  let joined = 0;
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    turn = (turn + 1) % turns;
    for (const one of circle[turn] ?? []) one.beat();
  }

  return {
    join(one) {
      circle[turn]?.add(one);
      joined += 1;
      timer ??= setInterval(tick, everyMs / turns);
    },
    leave(one) {
      if (!circle.some((met) => met.delete(one))) return;
      joined -= 1;
      if (joined > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
