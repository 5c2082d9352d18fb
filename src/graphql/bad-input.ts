import { GraphQLError } from "graphql";

/** An argument that cannot be understood at all: an error of the request, not a problem of the invoice. */
export const badInput = (argument: string, value: unknown, reason: string): GraphQLError =>
  new GraphQLError(`${argument}: ${JSON.stringify(value)} ${reason}`, {
    extensions: { code: "BAD_USER_INPUT", argument, value },
  });
