import type { NotFound } from "../../domain/problem.js";

/** The same for what does not exist, what is another tenant's, and what is no id at all. */
export const notFound = (thing: string, id: string, field: string): NotFound => ({
  code: "NOT_FOUND",
  message: `There is no ${thing} ${id}`,
  path: [field],
  retryable: false,
});
