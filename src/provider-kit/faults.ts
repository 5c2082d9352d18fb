import type { SimulatorRequest, SimulatorResponse } from "./simulator.js";

/**
 * - `answer` instead of handling · `cut` before handling (nothing is accepted) · `lose` the answer after handling ·
 *   `hang` before handling, until the caller gives up
 */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** So many matching requests come through first: none unless stated. */
  readonly after?: number;
  readonly times: number;
  readonly how: { readonly answer: SimulatorResponse } | "cut" | "lose" | "hang";
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** What stands in the way of this request. */
  take(request: SimulatorRequest): Fault | undefined;
}

interface Planned {
  readonly fault: Fault;
  toCome: number;
  left: number;
}

/** Faults in the order in which they were planned; the first that matches and is not used up. */
export function planFaults(): Faults {
  let planned: Planned[] = [];
  return {
    add(fault) {
      if (!(fault.times > 0)) throw new Error(`A fault is planned ${fault.times} times: say how often`);
      planned.push({ fault, toCome: fault.after ?? 0, left: fault.times });
    },
    clear: () => void (planned = []),
    take(request) {
      for (const one of planned) {
        const { fault, left } = one;
        const matches = (fault.method ?? request.method) === request.method && fault.path.test(request.path);
        if (left === 0 || !matches) continue;
        if (one.toCome > 0) {
          one.toCome -= 1;
          continue;
        }
        one.left -= 1;
        return fault;
      }
      return undefined;
    },
  };
}
