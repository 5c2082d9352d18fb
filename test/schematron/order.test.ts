import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDocument, aSchema, briefly } from "./a-schema.js";

const patterns: readonly (readonly [rule: string, asserts: readonly string[]])[] = [
  ["line", ["price castable as xs:decimal", "@id", "count(//line[price = current()/price]) = 1"]],
  ["line[xs:decimal(price) gt 5]", ["@id = '2'", "//total = price"]],
  ["/order", ["total = sum(line/xs:decimal(price))", "line[1] &lt;&lt; total", "not(//price[. = 'x'])"]],
  ["price | total", [". castable as xs:decimal", "string-length(.) lt 3", "xs:decimal(.) gt 0"]],
  ["@*", ["number(.) gt 1", "../price"]],
];

const anOrder = fc
  .array(fc.record({ id: fc.constantFrom("1", "2", "x"), price: fc.constantFrom("1", "9.50", "x", "-3") }), {
    maxLength: 5,
  })
  .map((lines) => lines.map(({ id, price }) => `<line id="${id}"><price>${price}</price></line>`).join(""))
  .map((lines) => aDocument(`<order>${lines}<total>9.50</total></order>`));

const schemaOf = (ordered: typeof patterns) =>
  aSchema(
    ordered
      .map(([context, asserts]) => {
        const checks = asserts.map(
          (test) => `<assert id="${patterns.findIndex(([one]) => one === context)}: ${test}" test="${test}"/>`,
        );
        return `<pattern><rule context="${context}">${checks.join("")}</rule></pattern>`;
      })
      .join(""),
  );

const shuffled = fc
  .tuple(
    ...patterns.map(([rule, asserts]) =>
      fc.shuffledSubarray([...asserts], { minLength: asserts.length }).map((all) => [rule, all] as const),
    ),
  )
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

describe("The findings of a document", () => {
  it("do not depend on the order of patterns and assertions", () => {
    const written = schemaOf(patterns);
    fc.assert(
      fc.property(anOrder, shuffled, (order, other) => {
        const findings = briefly(written.validate(order)).toSorted();

        expect(briefly(schemaOf(other).validate(order)).toSorted()).toEqual(findings);
        expect(briefly(written.validate(order)).toSorted()).toEqual(findings);
      }),
      { numRuns: 60 },
    );
  });
});
