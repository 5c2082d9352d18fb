/** No GraphQL input of ours is nested deeper; what is would exhaust the stack of whoever walks through it. */
export const deepestNesting = 64;

/** Whether a parsed JSON value has objects and lists inside of each other beyond the limit. */
export function isNestedTooDeep(value: unknown, limit = deepestNesting): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= limit) return true;
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
    level = level.filter((item) => typeof item === "object" && item !== null);
  }
  return false;
}
