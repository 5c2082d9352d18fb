import type { FormattedExecutionResult, GraphQLError } from "graphql";
import type { ErrorFormatter } from "./error-formatter.js";

/** How many errors were left out is told beside them. */
export function capErrors<
  Result extends { errors?: readonly unknown[] | undefined; extensions?: Record<string, unknown> | undefined },
>(result: Result, limit: number): Result {
  const { errors } = result;
  if (errors === undefined || errors.length <= limit) return result;
  return {
    ...result,
    errors: errors.slice(0, limit),
    extensions: { ...result.extensions, omittedErrors: errors.length - limit },
  };
}

interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** What a caller may read of a result: as much as Apollo tells over HTTP. */
export function shapeResult(
  { data, errors, extensions }: Result,
  formatError: ErrorFormatter,
  mostErrors: number,
): FormattedExecutionResult {
  const more = { ...(data === undefined ? {} : { data }), ...(extensions === undefined ? {} : { extensions }) };
  if (errors === undefined) return more;
  const capped = capErrors({ errors, ...more }, mostErrors);
  return { ...capped, errors: capped.errors.map(formatError) };
}
