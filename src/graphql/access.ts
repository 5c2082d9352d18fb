import { GraphQLError } from "graphql";
import type { Context, Viewer } from "./context.js";

type Scope = "invoices:read" | "invoices:write" | "participants:read" | "raw:read" | "webhooks:read" | "webhooks:write";

export const hasScope = ({ scopes }: Viewer, scope: Scope): boolean => scopes.includes(scope) || scopes.includes("*");

/** @throws {GraphQLError} FORBIDDEN, naming the scope that is missing */
export function requireScope({ viewer }: Context, scope: Scope): void {
  if (hasScope(viewer, scope)) return;
  throw new GraphQLError(`This needs the scope ${scope}`, { extensions: { code: "FORBIDDEN", scope } });
}
