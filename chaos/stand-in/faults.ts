/** What can go wrong with one call. Where nothing is said about it, nothing is created. */
export type Fault =
  | "500 before"
  | "500 after"
  | "reset before"
  | "reset after"
  | "hang before"
  | "hang after"
  | "truncated"
  | "429"
  | "503"
  /** The connection is lost at once, and the document is created later all the same. */
  | "late";

export interface FaultShares {
  /** Of all calls. */
  readonly faults: number;
  /** Of the calls that create, beside the faults. */
  readonly late: number;
}

/** What is wrong with the provider for now. */
export type Weather =
  | { readonly kind: "fair" }
  | ({ readonly kind: "mixed" } & FaultShares)
  /** Takes every connection and answers nobody. */
  | { readonly kind: "hanging" }
  /** 503 and lost connections in turn. */
  | { readonly kind: "down" };

/** Equally likely: a hang is one of eight, before the document is created or after. */
const mixed: readonly (readonly Fault[])[] = [
  ["500 before"],
  ["500 after"],
  ["reset before"],
  ["reset after"],
  ["hang before", "hang after"],
  ["truncated"],
  ["429"],
  ["503"],
];

/** Which fault meets this call, if any; `random` answers numbers from 0 up to 1. */
export function chooseFault(weather: Weather, isCreation: boolean, random: () => number): Fault | undefined {
  if (weather.kind === "fair") return undefined;
  if (weather.kind === "hanging") return "hang before";
  if (weather.kind === "down") return random() < 0.5 ? "503" : "reset before";
  const drawn = random();
  if (drawn < weather.faults) return pick(pick(mixed, random), random);
  return isCreation && drawn < weather.faults + weather.late ? "late" : undefined;
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}

/** The same numbers for the same seed (mulberry32), so that a run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixedBits = Math.imul(state ^ (state >>> 15), 1 | state);
    mixedBits = (mixedBits + Math.imul(mixedBits ^ (mixedBits >>> 7), 61 | mixedBits)) ^ mixedBits;
    return ((mixedBits ^ (mixedBits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
