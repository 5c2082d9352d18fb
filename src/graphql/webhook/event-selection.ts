import type { DocumentNode, GraphQLSchema } from "graphql";
import { GraphQLError, Kind, Source, parse, specifiedRules, validate } from "graphql";
import type { LimitExceeded, ValidationProblem } from "../../domain/problem.js";
import { validationRules } from "../limits.js";

export const longestSelection = 5_000;
const mostTokens = 2_000;
const mostErrors = 5;

const fragmentName = "Payload";

/** Reads one event by its place through the public contract: a selection can reach nothing that a query cannot. */
const operation = parse(
  `query WebhookPayload($after: Cursor!) { invoiceEvents(first: 1, after: $after) { nodes { ...${fragmentName} } } }`,
);

/** The operation that makes a payload of an event. @throws {GraphQLError} naming what cannot be read */
export function toPayloadOperation(selection: string): DocumentNode {
  const source = new Source(selection, "selection");
  // What stands before the selection must not hide what it is: the text is one selection set and fragments.
  const opening = `fragment ${fragmentName} on InvoiceEvent `;
  const { definitions } = parse(new Source(opening + selection, source.name), { maxTokens: mostTokens });
  if (!definitions.every(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)) {
    throw new GraphQLError("It may hold one selection on InvoiceEvent, and fragments, nothing else");
  }
  return { kind: Kind.DOCUMENT, definitions: [...operation.definitions, ...definitions] };
}

/** What is wrong with a selection, under the limits of every operation; undefined when it can be kept. */
export function checkSelection(
  schema: GraphQLSchema,
  selection: string,
): ValidationProblem | LimitExceeded | undefined {
  const path = ["selection"];
  if (selection.length > longestSelection) {
    const message = `The selection has ${selection.length} characters; ${longestSelection} are possible`;
    const limits = { limit: longestSelection, actual: selection.length };
    return { code: "LIMIT_EXCEEDED", message, path, retryable: false, ...limits };
  }
  const errors = findErrors(schema, selection);
  const [first] = errors;
  if (first === undefined) return undefined;
  return {
    code: "VALIDATION_FAILED",
    message: `The selection cannot be used: ${first}`,
    path,
    retryable: false,
    violations: errors.map((message) => ({
      rule: "GW-WEBHOOK-02",
      ruleset: "GATEWAY",
      severity: "FATAL",
      message,
      path,
    })),
  };
}

function findErrors(schema: GraphQLSchema, selection: string): string[] {
  if (!selection.trimStart().startsWith("{")) return ["It needs braces around the fields, like { id type }"];
  let document: DocumentNode;
  try {
    document = toPayloadOperation(selection);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
  return validate(schema, document, [...specifiedRules, ...validationRules], { maxErrors: mostErrors - 1 }).map(
    // Suggestions tell names of a schema that need not be open to everybody.
    ({ message }) => message.replace(/ ?Did you mean .+\?$/s, ""),
  );
}
