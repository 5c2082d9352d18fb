import type { IncomingHttpHeaders } from "node:http";

/** How many milliseconds the caller waits: nothing is asked of a provider that cannot be answered in that time. */
export const timeoutHeader = "x-request-timeout-ms";

const longestMs = 30_000;

export type Deadline = { readonly at: Date } | { readonly refused: string };

/** The moment until which an answer is worth something; half a minute from now unless the caller says less. */
export function readDeadline(headers: IncomingHttpHeaders): Deadline {
  const text = headers[timeoutHeader];
  if (text === undefined) return { at: new Date(Date.now() + longestMs) };
  const ms = typeof text === "string" && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (ms < 1 || ms > longestMs) {
    return {
      refused: `${timeoutHeader} is "${String(text).slice(0, 40)}"; it needs milliseconds from 1 to ${longestMs}`,
    };
  }
  return { at: new Date(Date.now() + ms) };
}
