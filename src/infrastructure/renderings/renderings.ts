import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import type { RenderingOrder, RenderingOutcome, Renderings } from "../../application/document-ports.js";
import type { Log } from "../../application/gateway.js";
import { languageOfCountry, languages } from "../../rendering/words/language.js";
import { ThreadPool } from "../threads/thread-pool.js";

export interface OpenRenderings extends Renderings {
  close(): Promise<void>;
}

export interface RenderingsOptions {
  readonly log: Log;
  /** One less than there are processors, at least one and at most two. */
  readonly threads?: number;
  /** After this a rendering is given up. */
  readonly timeLimitMs?: number;
  /** More are turned away. */
  readonly mostWaiting?: number;
}

const keptBytes = 32 * 1024 * 1024;

/** Sources run as .ts, the build as .js. */
const script = new URL(`./rendering-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Renders on threads of its own, which start with the first order; what was made lately is kept. */
export async function openRenderings({
  log,
  threads = Math.max(1, Math.min(2, availableParallelism() - 1)),
  timeLimitMs = 20_000,
  mostWaiting = 50,
}: RenderingsOptions): Promise<OpenRenderings> {
  const pool = await ThreadPool.open<Uint8Array>({
    script,
    input: undefined,
    size: threads,
    startsWhenNeeded: true,
    startLimitMs: 60_000,
    taskLimitMs: timeLimitMs,
    mostWaiting,
  });
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: keptBytes,
    sizeCalculation: (bytes, key) => bytes.byteLength + key.length,
  });
  /** Whoever asks for the same at the same time waits for the same. */
  const underWay = new Map<string, Promise<RenderingOutcome>>();

  const make = async (order: RenderingOrder): Promise<RenderingOutcome> => {
    const result = await pool.run(order);
    if ("answer" in result) {
      kept.set(order.key, result.answer);
      return { bytes: result.answer };
    }
    log.warn({ ...result, invoice: order.invoice.number, format: order.format }, "an invoice was not rendered");
    return result;
  };

  return {
    languages,
    languageOf: languageOfCountry,
    async render(order) {
      const known = kept.get(order.key);
      if (known) return { bytes: known };
      const begun = underWay.get(order.key) ?? make(order).finally(() => underWay.delete(order.key));
      underWay.set(order.key, begun);
      return begun;
    },
    close: () => pool.close(),
  };
}
