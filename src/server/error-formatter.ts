import { randomUUID } from "node:crypto";
import { GraphQLError, Kind } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import type { Log } from "../application/gateway.js";

/**
 * Turns whatever went wrong in an operation into what the caller may read: the request's own errors as they are,
 * a provider's failure with its problem, and everything else as an incident that only the log explains.
 */
export type ErrorFormatter = (error: unknown) => GraphQLFormattedError;

export interface ErrorFormatterOptions {
  readonly log: Log;
  /** Suggestions tell names of the schema: "Did you mean …?" */
  readonly hideSuggestions: boolean;
}

export function createErrorFormatter({ log, hideSuggestions }: ErrorFormatterOptions): ErrorFormatter {
  const incidents = new WeakMap<object, string>();

  /** One cause that breaks fifty fields is one incident. */
  function incidentOf(cause: unknown, path: GraphQLError["path"]): string {
    const known = isObject(cause) ? incidents.get(cause) : undefined;
    if (known !== undefined) return known;
    const incidentId = randomUUID();
    if (isObject(cause)) incidents.set(cause, incidentId);
    log.error({ incidentId, err: cause, path: path?.join(".") }, "An operation failed for a reason of ours.");
    return incidentId;
  }

  return (thrown) => {
    const error = thrown instanceof GraphQLError ? thrown : new GraphQLError("", { originalError: toError(thrown) });
    const cause = causeOf(error);
    const shown = (message: string, extensions: Record<string, unknown>): GraphQLFormattedError => ({
      message,
      ...(error.locations === undefined ? {} : { locations: error.locations }),
      ...(error.path === undefined ? {} : { path: error.path }),
      extensions,
    });

    const code = codeOf(error);
    if (code !== undefined) {
      const message = hideSuggestions ? error.message.replace(/ ?Did you mean .+\?$/s, "") : error.message;
      const { http: _status, stacktrace: _stack, ...extensions } = error.extensions;
      return shown(message, { ...extensions, code });
    }
    if (isProviderFailure(cause)) return shown(cause.message, { code: "PROVIDER_FAILURE", problem: cause.problem });
    const incidentId = incidentOf(cause, error.path);
    return shown("Internal server error", { code: "INTERNAL_SERVER_ERROR", incidentId });
  };
}

/** The code of an error that is the request's own; absent when the error is not the caller's to see. */
function codeOf(error: GraphQLError): string | undefined {
  // Apollo puts its own code over the one of the rule that was broken.
  const code = ruleCodeOf(error) ?? error.extensions["code"];
  if (typeof code === "string" && code !== "INTERNAL_SERVER_ERROR") return code;
  if (error.path === undefined && hasNodesOf(error, (kind) => kind === Kind.VARIABLE_DEFINITION))
    return "BAD_USER_INPUT";
  // graphql-js refuses an argument while executing. Its errors about a field are ours, and quote what a resolver returned.
  const cause = causeOf(error);
  if (cause instanceof GraphQLError && hasNodesOf(cause, (kind) => kind !== Kind.FIELD)) return "BAD_USER_INPUT";
  return undefined;
}

const ruleCodeOf = ({ extensions, originalError }: GraphQLError): unknown =>
  extensions["code"] === "GRAPHQL_VALIDATION_FAILED" && originalError instanceof GraphQLError
    ? originalError.extensions["code"]
    : undefined;

const hasNodesOf = ({ nodes }: GraphQLError, test: (kind: Kind) => boolean): boolean =>
  nodes !== undefined && nodes.length > 0 && nodes.every(({ kind }) => test(kind));

function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** Known by its name: this room may not use the one that defines it. */
const isProviderFailure = (cause: unknown): cause is Error & { readonly problem: object } =>
  cause instanceof Error && cause.name === "ProviderFailure" && "problem" in cause && isObject(cause.problem);

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
