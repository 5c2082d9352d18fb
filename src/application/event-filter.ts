import type { EventRecord } from "./records.js";
import type { EventFilter } from "./tenant-gateway.js";

/** The same as the log's own search: what is followed live is found in the past too. */
export function meetsFilter(
  { type, invoiceId, provider, direction: way, state }: EventRecord,
  { types, invoiceIds, providers, direction, statuses }: EventFilter,
): boolean {
  return (
    (types?.includes(type) ?? true) &&
    (invoiceIds?.includes(invoiceId) ?? true) &&
    (providers === undefined || (provider !== undefined && providers.includes(provider))) &&
    (direction === undefined || direction === way) &&
    (statuses?.includes(state.value) ?? true)
  );
}
