import type { GraphQLError } from "graphql";
import { badInput } from "./bad-input.js";

/** A list with cursors of its own: those of another list, or of another order, do not fit. */
export interface CursorList {
  readonly tenantId: string;
  readonly list: string;
}

type Part = string | number;

const longestCursor = 1_000;

export const encodeCursor = ({ tenantId, list }: CursorList, parts: readonly Part[]): string =>
  Buffer.from(JSON.stringify([list, tenantId, ...parts])).toString("base64url");

/** @throws {GraphQLError} BAD_USER_INPUT when the cursor is not one of this list and this tenant */
export function decodeCursor({ tenantId, list }: CursorList, argument: string, cursor: string): readonly Part[] {
  const [ofList, ofTenant, ...parts] = parseParts(cursor) ?? [];
  if (ofList === list && ofTenant === tenantId) return parts;
  throw badInput(argument, cursor, "is no cursor of this list");
}

function parseParts(cursor: string): readonly Part[] | undefined {
  if (cursor.length > longestCursor) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const understood = Array.isArray(parts) && parts.every((part) => typeof part === "string" || isPlace(part));
    return understood ? parts : undefined;
  } catch {
    // Not JSON: not ours.
    return undefined;
  }
}

const isPlace = (part: unknown): part is number => Number.isSafeInteger(part) && (part as number) >= 0;

const eventLog = (tenantId: string): CursorList => ({ tenantId, list: "events" });

/** The cursor of an event is its place in the tenant's log: the same in queries and in subscriptions. */
export const encodeEventCursor = (tenantId: string, position: number): string =>
  encodeCursor(eventLog(tenantId), [position]);

export const decodeEventCursor = (tenantId: string, argument: string, cursor: string): number =>
  decodePlace(eventLog(tenantId), argument, cursor);

/** For a cursor that the log has not come to: after a restore of the database, say. */
export const futureCursor = (argument: string, cursor: string): GraphQLError =>
  badInput(argument, cursor, "lies behind the end of the log: read the invoices again, then follow from now on");

/** For lists in which a cursor is a number. */
export function decodePlace(list: CursorList, argument: string, cursor: string): number {
  const [place, ...rest] = decodeCursor(list, argument, cursor);
  if (isPlace(place) && rest.length === 0) return place;
  throw badInput(argument, cursor, "is no cursor of this list");
}
