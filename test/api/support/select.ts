interface Selected {
  readonly fields: Map<string, Selected>;
  /** A list whose members nobody has seen: of objects, or of values. */
  isOnlyEmpty: boolean;
}

const nothing = (): Selected => ({ fields: new Map(), isOnlyEmpty: true });

function select(value: unknown, into: Selected = nothing()): Selected {
  if (Array.isArray(value)) for (const part of value) select(part, into);
  else {
    into.isOnlyEmpty = false;
    if (typeof value === "object" && value !== null)
      for (const [name, part] of Object.entries(value)) into.fields.set(name, select(part, into.fields.get(name)));
  }
  return into;
}

function print({ fields, isOnlyEmpty }: Selected): string {
  if (isOnlyEmpty) return " { __typename }";
  return fields.size === 0 ? "" : ` { ${[...fields].map(([name, inside]) => name + print(inside)).join(" ")} }`;
}

/** The selection that asks for everything a value holds, so that nothing of it can be forgotten. */
export const selectionOf = (value: object): string => print(select(value));

/** GraphQL says null where the model says nothing. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const present = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(present.map(([name, part]) => [name, withoutNulls(part)]));
}
