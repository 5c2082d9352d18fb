import { z } from "zod";

const share = z.number().min(0).max(1);

/** What goes wrong by chance, drawn from a seed: shares are of all requests, or of all webhooks. */
export const Weather = z.strictObject({
  /** Every request waits so long, in milliseconds: from, to. */
  latencyMs: z.tuple([z.number().min(0), z.number().max(60_000)]).optional(),
  /** 429 with `Retry-After`. */
  throttled: share.default(0),
  /** 500, before anything is done. */
  broken: share.default(0),
  /** 503 with `Retry-After`. */
  unavailable: share.default(0),
  /** The connection is cut before anything is done. */
  cut: share.default(0),
  /** The connection is cut when everything is done. */
  lost: share.default(0),
  /** No answer, ever. */
  hanging: share.default(0),
  /** Answers in JSON have a field more, at every depth: what a careful client does not mind. */
  drift: z.boolean().default(false),
  /** Nothing that was accepted moves on. */
  late: z.boolean().default(false),
  webhooks: z
    .strictObject({
      /** Delivered twice. */
      duplicated: share.default(0),
      /** Delivered after the ones that come later. */
      outOfOrder: share.default(0),
      /** One more of the same with another body under the old signature. */
      forged: share.default(0),
      /** Never delivered. */
      lost: share.default(0),
    })
    .prefault({}),
});
export type Weather = z.infer<typeof Weather>;

export const fairWeather: Weather = Weather.parse({});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ids in the form of a UUID, the same for the same seed. */
export function idsFrom(draw: () => number): () => string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(draw() * 16).toString(16)).join("");
  return () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + Math.floor(draw() * 4)).toString(16)}${hex(3)}-${hex(12)}`;
}

export function drawLatency({ latencyMs }: Weather, draw: () => number): number {
  const share = draw();
  if (!latencyMs) return 0;
  const [from, to] = latencyMs;
  return from + share * (to - from);
}

export type RequestTrouble = "throttled" | "broken" | "unavailable" | "cut" | "lost" | "hanging";
const troubles: readonly RequestTrouble[] = ["throttled", "broken", "unavailable", "cut", "lost", "hanging"];

/** What becomes of one request: at most one thing. */
export function drawTrouble(weather: Weather, draw: () => number): RequestTrouble | undefined {
  let left = draw();
  for (const trouble of troubles) {
    if (left < weather[trouble]) return trouble;
    left -= weather[trouble];
  }
  return undefined;
}

/** The same answer from a provider that has added fields without telling anybody. */
export function withDrift(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withDrift);
  if (typeof body !== "object" || body === null || ArrayBuffer.isView(body)) return body;
  const parts = Object.entries(body).map(([name, part]) => [name, withDrift(part)] as const);
  return { ...Object.fromEntries(parts), addedWithoutNotice: "2" };
}
