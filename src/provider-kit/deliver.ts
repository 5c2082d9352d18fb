import type { Weather } from "./weather.js";

export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Courier {
  deliver(delivery: Delivery): void;
  stop(): void;
}

const waitsMs = [0, 300, 1_000, 2_000, 5_000, 10_000, 20_000];

/** What comes after the others comes so much later. */
const overtakenMs = 1_500;

/** Posts webhooks, and repeats them on any answer but 2xx, as providers do; not better than the weather lets it. */
export function openCourier(weather: () => Weather["webhooks"], draw: () => number): Courier {
  const stopping = new AbortController();
  const { signal } = stopping;
  return {
    deliver(delivery) {
      const { lost, duplicated, outOfOrder, forged } = weather();
      if (draw() < lost) return;
      const firstMs = draw() < outOfOrder ? overtakenMs : 0;
      void post(delivery, firstMs, signal);
      if (draw() < duplicated) void post(delivery, firstMs + 200, signal);
      if (draw() < forged) void post({ ...delivery, body: altered(delivery.body) }, firstMs + 100, signal);
    },
    stop: () => stopping.abort(),
  };
}

/** Reads as before, and says something else: one digit is another, and no number begins with a zero. */
function altered(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString("utf8");
  return Buffer.from(text.replace(/\d/, (digit) => String((Number(digit) % 9) + 1)));
}

async function post(delivery: Delivery, firstMs: number, stopped: AbortSignal): Promise<void> {
  for (const waitMs of waitsMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs + (waitMs === 0 ? firstMs : 0)).unref());
    if (stopped.aborted) return;
    try {
      const answer = await fetch(delivery.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...delivery.headers },
        body: new Uint8Array(delivery.body),
        redirect: "manual",
        signal: AbortSignal.any([stopped, AbortSignal.timeout(10_000)]),
      });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // The receiver is down or slow: that is what the schedule is for.
    }
  }
}
