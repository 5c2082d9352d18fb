import type { SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";

/** An answer in the flow service's own shape. */
export class Refusal extends Error {
  readonly response: SimulatorResponse;

  constructor(status: number, errorCode: string, errorMessage: string | null, headers: Record<string, string> = {}) {
    super(`${errorCode}: ${errorMessage}`);
    this.response = { status, headers, body: { errorCode, errorMessage } };
  }
}

export const badRequest = (code: string, message: string) => new Refusal(400, code, message);

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The request's own id, which every answer repeats. */
export function traceOf({ headers }: SimulatorRequest): Record<string, string> {
  const id = headers["x-request-id"];
  if (id === undefined) return {};
  if (!uuid.test(id)) throw badRequest("INVALID_HEADER", "X-Request-Id is no UUID");
  return { "x-request-id": id };
}

export function readJson({ headers, body }: SimulatorRequest): Readonly<Record<string, unknown>> {
  if (!headers["content-type"]?.startsWith("application/json")) {
    throw badRequest("INVALID_CONTENT_TYPE", "application/json is expected");
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Said below, as for any other body that is no object.
  }
  throw badRequest("INVALID_FORMAT", "Invalid request format");
}
