import type { NotFound, Problem } from "../../domain/problem.js";
import { findUnstorable } from "../unstorable.js";
import type { WebhookSender } from "./webhook-ports.js";

export const endpointLimits = { perTenant: 20, urlLength: 2_000, descriptionLength: 300 } as const;

/** What a caller says about an endpoint, as far as it can be wrong; a selection is checked where the schema is known. */
interface Wanted {
  readonly url?: string;
  readonly description?: string | null;
}

export function checkEndpoint(sender: WebhookSender, { url, description }: Wanted): Problem[] {
  const problems: Problem[] = [];
  const add = (problem: Problem | undefined) => void (problem && problems.push(problem));
  if (url !== undefined) add(checkUrl(sender, url));
  if (description !== undefined && description !== null) add(checkDescription(description));
  return problems;
}

function checkUrl(sender: WebhookSender, url: string): Problem | undefined {
  const reason =
    url.length > endpointLimits.urlLength
      ? `It has ${url.length} characters; ${endpointLimits.urlLength} are possible`
      : sender.refuse(url);
  if (reason === undefined) return undefined;
  const shown = url.toWellFormed().slice(0, 100);
  return {
    code: "INVALID_URL",
    message: `${shown} cannot be told anything: ${reason}`,
    path: ["url"],
    retryable: false,
  };
}

function checkDescription(description: string): Problem | undefined {
  const { descriptionLength: limit } = endpointLimits;
  if (description.length <= limit && !findUnstorable(description)) return undefined;
  const message =
    description.length > limit
      ? `The description has ${description.length} characters; ${limit} are possible`
      : "The description has a character that cannot be stored";
  return description.length > limit
    ? { code: "LIMIT_EXCEEDED", message, path: ["description"], retryable: false, limit, actual: description.length }
    : {
        code: "VALIDATION_FAILED",
        message,
        path: ["description"],
        retryable: false,
        violations: [{ rule: "GW-WEBHOOK-01", ruleset: "GATEWAY", severity: "FATAL", message, path: ["description"] }],
      };
}

export const noEndpoint = (id: string): NotFound => ({
  code: "NOT_FOUND",
  message: `There is no webhook endpoint ${id}`,
  path: ["id"],
  retryable: false,
});
