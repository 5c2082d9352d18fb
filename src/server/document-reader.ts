import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { DocumentNode, GraphQLSchema, ValidationRule } from "graphql";
import type { ServerLimits } from "./limits.js";

export interface DocumentReaderOptions {
  readonly schema: GraphQLSchema;
  readonly validationRules: readonly ValidationRule[];
  readonly introspection: boolean;
  readonly limits: ServerLimits;
}

/** Parses and validates under the same limits as Apollo does: nothing of Apollo applies to a WebSocket. */
export interface DocumentReader {
  read(source: string, operationName: string | undefined): DocumentNode | readonly GraphQLError[];
}

const maxRemembered = 500;
const maxRememberedLength = 20_000;

export function createDocumentReader(options: DocumentReaderOptions): DocumentReader {
  const { schema, validationRules, introspection, limits } = options;
  const rules = [...specifiedRules, ...validationRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  // When a thousand subscribers come back at once, they bring the same few documents.
  const remembered = new Map<string, DocumentNode>();

  function check(source: string): DocumentNode | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: limits.documentTokens });
    } catch (error) {
      if (error instanceof GraphQLError) return [withCode(error, "GRAPHQL_PARSE_FAILED")];
      throw error;
    }
    const errors = validate(schema, document, rules, { maxErrors: limits.errors - 1 });
    if (errors.length > 0) return errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED"));
    if (source.length <= maxRememberedLength) {
      const [oldest] = remembered.keys();
      if (remembered.size >= maxRemembered && oldest !== undefined) remembered.delete(oldest);
      remembered.set(source, document);
    }
    return document;
  }

  return {
    read(source, operationName) {
      const document = remembered.get(source) ?? check(source);
      if (!("kind" in document) || getOperationAST(document, operationName)) return document;
      const message =
        operationName === undefined
          ? "The document has no operation, or several and none is named."
          : `The document has no operation named "${operationName}".`;
      return [new GraphQLError(message, { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } })];
    },
  };
}

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error,
    extensions: { code, ...error.extensions },
  });
