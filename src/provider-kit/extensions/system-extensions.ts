import type { z } from "zod";
import type { Extensions } from "../../domain/invoice.js";

/** Where a system may ask for more than the model has: `party` is seller and buyer, `tax` an entry of BG-23. */
export const extensionAnchors = ["invoice", "party", "line", "tax", "payment"] as const;

export type ExtensionAnchor = (typeof extensionAnchors)[number];

/**
 * What one system asks for beyond the model, per anchor. It is published as a GraphQL type of its own and checked before
 * anything is stored. Made of the shapes in `published-shapes.ts` and of text, lists and objects of zod, each described.
 */
export type SystemExtensions = {
  readonly [Anchor in ExtensionAnchor]?: z.ZodObject;
} & {
  /** The name of the system in the API, e.g. `myInvois`. Providers of one system share one declaration. */
  readonly system: string;
};

type ValueAt<Declared extends SystemExtensions, Anchor extends ExtensionAnchor> =
  Declared[Anchor] extends z.ZodType<infer Value> ? Value : never;

/**
 * A system's own part of the extensions of an invoice, party, line, tax or payment; undefined when nothing was given.
 * @throws when it has not the declared shape, which accepted content always has
 */
export function readExtension<Declared extends SystemExtensions, Anchor extends ExtensionAnchor>(
  declared: Declared,
  anchor: Anchor,
  { extensions }: { readonly extensions?: Extensions },
): ValueAt<Declared, Anchor> | undefined {
  const given = extensions?.[declared.system];
  // The shape at this anchor is what ValueAt is inferred from.
  return given && (declared[anchor]?.parse(given) as ValueAt<Declared, Anchor>);
}

/** The systems that the providers contribute, each once, in the order of their names. */
export function collectExtensions(
  providers: Iterable<{ readonly extensions?: SystemExtensions }>,
): readonly SystemExtensions[] {
  const bySystem = new Map<string, SystemExtensions>();
  for (const { extensions } of providers) {
    if (!extensions) continue;
    const known = bySystem.get(extensions.system) ?? extensions;
    if (known !== extensions) throw new Error(`Two providers describe the system ${extensions.system} differently`);
    bySystem.set(extensions.system, extensions);
  }
  return [...bySystem.values()].sort((left, right) => (left.system < right.system ? -1 : 1));
}
