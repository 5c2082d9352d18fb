/**
 * The path to the first text that no store can hold: PostgreSQL takes no U+0000, and UTF-8 no half of a surrogate
 * pair.
 */
export function findUnstorable(value: unknown): string[] | undefined {
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed() ? [] : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const place = findUnstorable(part);
    if (place) return [name, ...place];
  }
  return undefined;
}
