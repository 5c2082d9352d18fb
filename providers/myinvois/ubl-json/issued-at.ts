import type { Invoice } from "../../../src/domain/invoice.js";

/**
 * When the invoice was issued, in UTC to the second ("2026-01-31T00:30:00Z"): MyInvois knows no other time, and the
 * day may change on the way. A time without an offset is UTC, no time is the day's beginning; undefined for no time
 * at all.
 */
export function toIssuedAt({
  issueDate,
  issueTime = "00:00:00",
}: Pick<Invoice, "issueDate" | "issueTime">): string | undefined {
  const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(issueTime);
  const issued = new Date(`${issueDate}T${issueTime}${hasOffset ? "" : "Z"}`);
  return Number.isNaN(issued.getTime()) ? undefined : `${issued.toISOString().slice(0, 19)}Z`;
}
