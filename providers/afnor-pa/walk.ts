import { z } from "zod";
import type { Page } from "../../src/provider-kit/provider.js";
import { type FlowFilters, type PlatformCall, searchFlows, searchLimit } from "./flows.js";
import type { Flow } from "./wire.js";

/** Where a walk stands: the search goes on behind `after`, and what was seen there already is passed over. */
const Cursor = z.object({ after: z.string().optional(), seen: z.array(z.string()) });
type Cursor = z.infer<typeof Cursor>;

/**
 * A platform may keep the last fifteen minutes to itself so that nothing comes late (XP Z12-013, 5.3.2). One that does
 * not may commit out of order: every walk looks at its last fifteen minutes once more.
 */
const overlapMs = 15 * 60_000;

/** Flows that changed since the last time, oldest first: each once for every change. */
export async function walkFlows(
  cursor: string | undefined,
  where: FlowFilters,
  operation: string,
  call: PlatformCall,
): Promise<Page<Flow>> {
  const { after, seen } = parse(cursor);
  const results = await searchFlows({ ...where, ...(after !== undefined && { updatedAfter: after }) }, operation, call);
  const items = results.filter((flow) => !seen.includes(nameOf(flow)));
  const more = results.length >= searchLimit;
  const seenNow = [...new Set([...seen, ...results.map(nameOf)])];
  const newestMs = Math.max(...seenNow.map(momentIn).filter((moment) => !Number.isNaN(moment)));
  if (!Number.isFinite(newestMs)) return { items, more: false, ...(cursor !== undefined && { cursor }) };
  const overlapsFrom = newestMs - overlapMs;
  const next: Cursor = {
    after: new Date(more ? newestMs : overlapsFrom).toISOString(),
    seen: seenNow.filter((name) => momentIn(name) >= overlapsFrom),
  };
  return { items, cursor: JSON.stringify(next), more };
}

/** A cursor of another shape begins anew: what is told twice changes nothing. */
function parse(cursor: string | undefined): Cursor {
  try {
    return Cursor.parse(JSON.parse(cursor ?? ""));
  } catch {
    return { seen: [] };
  }
}

const nameOf = ({ flowId, updatedAt, submittedAt }: Flow): string => `${flowId} ${updatedAt ?? submittedAt ?? ""}`;

const momentIn = (name: string): number => Date.parse(name.slice(name.lastIndexOf(" ") + 1));
