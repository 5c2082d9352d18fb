import type { GraphQLSchema } from "graphql";
import { getIntrospectionQuery, parse, specifiedRules, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { validationRules } from "../../src/graphql/limits.js";
import { buildGatewaySchema } from "../../src/graphql/schema.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildGatewaySchema();
});

const errorsOf = (text: string): string[] =>
  validate(schema, parse(text), [...specifiedRules, ...validationRules]).map(({ message }) => message);

const by = 'by: { clientReference: "1" }';

/** invoice → submissions → invoice → … */
function cycle(levels: number): string {
  let selection = "id";
  for (let level = levels - 1; level > 1; level -= 1)
    selection = level % 2 === 0 ? `submissions { ${selection} }` : `invoice { ${selection} }`;
  return `{ invoice(${by}) { ${selection} } }`;
}

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

describe("an operation", () => {
  it("may have 15 levels", () => {
    expect(errorsOf(cycle(15))).toEqual([]);
    expect(errorsOf(cycle(16))).toEqual(["The operation is 16 levels deep; it may have 15"]);
  });

  it("hides no level in fragments", () => {
    const text = `query { invoice(${by}) { ...A } }
      fragment A on Invoice { submissions { ... on Submission { invoice { ...B } } } }
      fragment B on Invoice { ${"submissions { invoice { ".repeat(7)} id ${"} }".repeat(7)} }`;
    expect(errorsOf(text)).toEqual(["The operation is 18 levels deep; it may have 15"]);
  });

  it("may be an introspection of any depth", () => {
    expect(errorsOf(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toEqual([]);
  });

  it("may have 50 aliases, fragments and introspection included", () => {
    expect(errorsOf(`{ invoice(${by}) { ${times(50, (n) => `a${n}: number`)} } }`)).toEqual([]);
    expect(errorsOf(`{ invoice(${by}) { ${times(51, (n) => `a${n}: number`)} } }`)).toEqual([
      "The operation has 51 aliases; it may have 50",
    ]);
    const spread = `{ a: invoice(${by}) { ...F } b: invoice(${by}) { ...F } }
      fragment F on Invoice { ${times(30, (n) => `a${n}: number`)} }`;
    expect(errorsOf(spread)).toEqual(["The operation has 62 aliases; it may have 50"]);
    expect(errorsOf(`{ __schema { ${times(60, (n) => `a${n}: description`)} } }`)).toEqual([
      "The operation has 60 aliases; it may have 50",
    ]);
  });

  it("may have 20 fields at the top", () => {
    const text = (count: number) => `{ ${times(count, (n) => `a${n}: viewer { subject }`)} }`;
    expect(errorsOf(text(20))).toEqual([]);
    expect(errorsOf(text(21))).toEqual(["The operation has 21 fields at the top; it may have 20"]);
    const inFragment = `{ ...F } fragment F on Query { ${times(21, (n) => `a${n}: __typename`)} }`;
    expect(errorsOf(inFragment)).toEqual(["The operation has 21 fields at the top; it may have 20"]);
  });

  it("may have 20 directives", () => {
    const text = (count: number) => `{ viewer { ${times(count, () => "... @include(if: true) { subject }")} } }`;
    expect(errorsOf(text(20))).toEqual([]);
    expect(errorsOf(text(21))).toEqual(["The operation has 21 directives; it may have 20"]);
  });

  it("may ask for pages of pages of 20,000 objects together", () => {
    const nested = (outer: string, inner: string) =>
      `query${outer === "$n" ? "($n: Int)" : ""} { invoices(first: ${outer}) { nodes { events(first: ${inner}) { nodes { id } } } } }`;
    expect(errorsOf(nested("100", "199"))).toEqual([]);
    expect(errorsOf(nested("100", "200"))[0]).toContain("may add up to 20100 objects, 20000 are possible");
    expect(errorsOf(nested("$n", "$n"))[0]).toContain("may add up to 40200 objects");
    const byDefault = "{ invoices { nodes { events { nodes { invoice { events { nodes { id } } } } } } } }";
    expect(errorsOf(byDefault)[0]).toContain("may add up to 127550 objects");
    const nodes =
      "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Batch { results(first: 200) { nodes { index } } } } }";
    expect(errorsOf(nodes)[0]).toContain("may add up to 20100 objects");
  });

  it("says every limit that it breaks", () => {
    const text = `{ ${times(60, (n) => `a${n}: invoices(first: 200) { nodes { events(first: 200) { nodes { id } } } }`)} }`;
    expect(errorsOf(text)).toHaveLength(3);
  });

  it("is measured in no time, however its fragments are nested", () => {
    const doubling = times(
      200,
      (n) => `fragment F${n} on Invoice { submissions { invoice { ...F${n + 1} ...F${n + 1} } } }`,
    );
    const document = parse(`{ invoice(${by}) { ...F0 } } ${doubling} fragment F200 on Invoice { id }`);
    const startedAt = performance.now();
    const [error] = validate(schema, document, [...validationRules]);
    expect(error?.message).toContain("levels deep");
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("is measured to an end when a fragment reaches itself", () => {
    const text = `{ invoice(${by}) { ...F } } fragment F on Invoice { submissions { invoice { ...F } } }`;
    expect(errorsOf(text)).toEqual(['Cannot spread fragment "F" within itself.']);
  });
});
