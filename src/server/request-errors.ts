import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../application/gateway.js";
import { answer } from "./early-answer.js";

export const errorBody = (code: string, message: string, more: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});

/** The whole body was not there in time. */
export class BodyTimeout extends Error implements FastifyError {
  readonly code = "BODY_TIMEOUT";
}

/** Seconds after which a caller may try again what we could not do. */
export const retryAfterSeconds = 5;

/** What happens to a request outside of GraphQL: every answer is JSON in the shape of GraphQL errors. */
export function createRequestErrorHandler(log: Log) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const known = toAnswer(error, request);
    if (known !== undefined) {
      if (known.status === 503) reply.header("retry-after", retryAfterSeconds);
      answer(request, reply, known.status, errorBody(known.code, known.message));
      return;
    }
    const incidentId = randomUUID();
    log.error({ incidentId, err: error, route: request.routeOptions.url }, "A request failed for a reason of ours.");
    answer(request, reply, 500, errorBody("INTERNAL_SERVER_ERROR", "Internal server error", { incidentId }));
  };
}

interface KnownAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function toAnswer(error: FastifyError, request: FastifyRequest): KnownAnswer | undefined {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    const limit = request.routeOptions.bodyLimit;
    const length = request.headers["content-length"];
    const size = length === undefined ? `more than ${limit} bytes` : `${length} bytes`;
    return { status: 413, code: "PAYLOAD_TOO_LARGE", message: `The body has ${size}; the limit is ${limit} bytes.` };
  }
  if (error instanceof BodyTimeout) {
    return { status: 503, code: "TIMEOUT", message: "This took too long; try again shortly." };
  }
  if (error.statusCode === 415) {
    const message = `The content type "${request.headers["content-type"] ?? ""}" is not accepted; send application/json in UTF-8.`;
    return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { status: error.statusCode, code: "BAD_REQUEST", message: error.message };
  }
  return undefined;
}
