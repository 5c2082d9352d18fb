import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { badRequest, readJson } from "./http.js";
import type { Flow, FlowStore } from "./store.js";

const filters = [
  "updatedAfter",
  "updatedBefore",
  "processingRule",
  "flowType",
  "flowDirection",
  "trackingId",
  "ackStatus",
] as const;

/**
 * Sorted by the last change. What has changed within the last `holdBackMs` is not shown yet (5.3.2), except to who asks
 * for a flow by name.
 */
export function searchFlows(request: SimulatorRequest, store: FlowStore, shownUntilMs: number): SimulatorResponse {
  const { limit = 25, where } = readJson(request);
  if (typeof limit !== "number" || !Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw badRequest("INVALID_FIELD", "limit must be between 1 and 100");
  }
  if (typeof where !== "object" || where === null) throw badRequest("MISSING_REQUIRED_FIELD", "where is missing");
  const criteria = where as Readonly<Record<(typeof filters)[number], unknown>>;
  if (!filters.some((name) => criteria[name] !== undefined)) {
    throw badRequest("MISSING_REQUIRED_FIELD", "at least one criterion is needed");
  }
  const after = momentIn(criteria, "updatedAfter");
  const before = momentIn(criteria, "updatedBefore");
  const { trackingId, ackStatus } = criteria;
  const isFound = (flow: Flow): boolean => {
    const changedMs = Date.parse(flow.updatedAt);
    return (
      (after === undefined || changedMs > after) &&
      (before === undefined || changedMs < before) &&
      (trackingId !== undefined || changedMs <= shownUntilMs) &&
      (trackingId === undefined || flow.trackingId === trackingId) &&
      (ackStatus === undefined || flow.acknowledgement.status === ackStatus) &&
      isListed(criteria.processingRule, flow.processingRule) &&
      isListed(criteria.flowType, flow.flowType) &&
      isListed(criteria.flowDirection, flow.flowDirection)
    );
  };
  const results = store
    .list()
    .map(({ flow }) => flow)
    .filter(isFound)
    .toSorted((left, right) => Date.parse(left.updatedAt) - Date.parse(right.updatedAt))
    .slice(0, limit);
  return { status: 200, body: { limit, filters: where, results } };
}

function momentIn(criteria: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = criteria[name];
  if (value === undefined) return undefined;
  const moment = typeof value === "string" && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(moment)) throw badRequest("INVALID_FIELD", `${name} is no date and time`);
  return moment;
}

function isListed(wanted: unknown, value: string): boolean {
  if (wanted === undefined) return true;
  if (!Array.isArray(wanted)) throw badRequest("INVALID_FIELD", "a list of values is expected");
  return wanted.includes(value);
}
