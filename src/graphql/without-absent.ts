/**
 * A plain copy without what is null or undefined: GraphQL lets clients say "absent" in both ways, the model knows
 * neither. Lists keep their places.
 */
export function withoutAbsent<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutAbsent) as Value;
  if (value === null || typeof value !== "object") return value;
  const present = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(present.map(([key, part]) => [key, withoutAbsent(part)])) as Value;
}
