import type { ValidationRule } from "graphql";
import { GraphQLError } from "graphql";
import type { Size } from "./operation-size.js";
import { createMeasure } from "./operation-size.js";

interface Limit {
  readonly of: keyof Size;
  readonly most: number;
  explain(actual: number, most: number): string;
}

/** Without these a request of a few hundred bytes can keep a process busy for seconds. */
export const limits: readonly Limit[] = [
  {
    of: "depth",
    most: 15,
    explain: (actual, most) => `The operation is ${actual} levels deep; it may have ${most}`,
  },
  {
    of: "aliases",
    most: 50,
    explain: (actual, most) => `The operation has ${actual} aliases; it may have ${most}`,
  },
  {
    of: "rootFields",
    most: 20,
    explain: (actual, most) => `The operation has ${actual} fields at the top; it may have ${most}`,
  },
  {
    of: "directives",
    most: 20,
    explain: (actual, most) => `The operation has ${actual} directives; it may have ${most}`,
  },
  {
    of: "objects",
    most: 20_000,
    explain: (actual, most) =>
      `The pages of the operation may add up to ${actual} objects, ${most} are possible: ask for smaller pages ` +
      "(a size given as a variable counts as 200)",
  },
];

/** Keeps an operation within all limits; names every limit it breaks. */
const limitSize: ValidationRule = (context) => {
  const measure = createMeasure(context.getSchema(), context.getDocument());
  return {
    OperationDefinition(operation) {
      const size = measure(operation);
      for (const { of, most, explain } of limits) {
        const actual = size[of];
        if (actual > most) {
          const extensions = { code: "OPERATION_TOO_LARGE", limit: most, actual };
          context.reportError(new GraphQLError(explain(actual, most), { nodes: operation, extensions }));
        }
      }
      return undefined;
    },
  };
};

/** For every door: Apollo's `validationRules` and the `validate` of graphql-ws, after the rules of the specification. */
export const validationRules: readonly ValidationRule[] = [limitSize];
