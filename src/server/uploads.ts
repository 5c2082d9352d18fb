import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { uploadLimits, type UploadResult } from "../application/stage-upload.js";
import { hasScope } from "../graphql/access.js";
import type { Context, Viewer } from "../graphql/context.js";
import type { Authenticate } from "./authenticate.js";
import { credentialInUrl, hasCredentialInUrl, readHeaderCredentials } from "./credentials.js";
import { answer } from "./early-answer.js";
import type { ServerLimits } from "./limits.js";
import { errorBody, retryAfterSeconds } from "./request-errors.js";

export const uploadPath = "/uploads";

export interface UploadRouteOptions {
  readonly authenticate: Authenticate;
  readonly openContext: (viewer: Viewer) => Context | Promise<Context>;
  readonly limits: Pick<ServerLimits, "uploadGapMs">;
}

/** For batches that are too large for a request: lines of JSON, kept as they come. */
export function registerUploadRoute(app: FastifyInstance, options: UploadRouteOptions): void {
  const { authenticate, openContext, limits } = options;
  const viewers = new WeakMap<FastifyRequest, Viewer>();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, body, done) => done(null, body));

  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const refusal = await admit(request, reply);
    return refusal && answer(request, reply, refusal.status, errorBody(refusal.code, refusal.message));
  });

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<Refusal | undefined> {
    const unauthenticated = (message: string): Refusal => {
      reply.header("www-authenticate", 'Bearer realm="einvoice-gateway"');
      return { status: 401, code: "UNAUTHENTICATED", message };
    };
    if (hasCredentialInUrl(request.url)) return unauthenticated(credentialInUrl);
    const presented = readHeaderCredentials(request.headers);
    if ("missing" in presented) return unauthenticated(presented.missing);
    const authentication = await authenticate(presented.credentials);
    if ("refused" in authentication) return unauthenticated(authentication.refused);
    if ("unavailable" in authentication) {
      reply.header("retry-after", retryAfterSeconds);
      return { status: 503, code: "UNAVAILABLE", message: authentication.unavailable };
    }
    const { viewer } = authentication.granted;
    viewers.set(request, viewer);
    if (hasScope(viewer, "invoices:write")) return checkHeaders(request.raw);
    return { status: 403, code: "FORBIDDEN", message: "This needs the scope invoices:write" };
  }

  app.post(uploadPath, { bodyLimit: uploadLimits.bytes }, async (request, reply) => {
    const viewer = viewers.get(request);
    if (viewer === undefined) throw new Error("An upload without a viewer has passed the door.");
    const { gateway } = await openContext(viewer);
    const { raw } = request;
    raw.setTimeout(limits.uploadGapMs, () => void raw.destroy());
    const bytes = contentOf(raw);
    try {
      const result = await gateway.stageUpload(bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
      return toAnswer(request, reply, result);
    } catch (error) {
      // Nobody is left to be answered; what was kept is thrown away.
      if (raw.destroyed && !raw.complete) return reply.hijack();
      if (!isCorrupt(error)) throw error;
      return answer(request, reply, 400, errorBody("BAD_REQUEST", "The body is not valid gzip."));
    } finally {
      if (bytes !== raw) {
        raw.unpipe();
        bytes.destroy();
      }
    }
  });
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const mediaTypes = ["application/x-ndjson", "application/jsonl"];

function checkHeaders({ headers }: IncomingMessage): Refusal | undefined {
  const unsupported = (message: string): Refusal => ({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message });
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  if (!mediaTypes.includes(type.trim())) {
    return unsupported(`The content type "${type.trim()}" is not accepted; send ${mediaTypes.join(" or ")}.`);
  }
  const charset = parameters.join().match(/charset\s*=\s*"?([^\s",]*)/)?.[1] ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    return unsupported(`The charset "${charset}" is not accepted; send UTF-8.`);
  }
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    return unsupported(`The content encoding "${encoding}" is not accepted; send gzip or none.`);
  }
  const length = Number(headers["content-length"] ?? 0);
  if (length <= uploadLimits.bytes) return undefined;
  const message = `The body has ${length} bytes; the limit is ${uploadLimits.bytes} bytes.`;
  return { status: 413, code: "PAYLOAD_TOO_LARGE", message };
}

/** An upload that breaks off must end its reader, which a pipe alone does not do. */
function contentOf(raw: IncomingMessage): Readable {
  if (raw.headers["content-encoding"] !== "gzip") return raw;
  const gunzip = createGunzip();
  // Who reads it is told; without a listener it would also end the process.
  gunzip.on("error", () => undefined);
  raw.once("close", () => void (raw.complete || gunzip.destroy(new Error("The upload broke off"))));
  return raw.pipe(gunzip);
}

const isCorrupt = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");

function toAnswer(request: FastifyRequest, reply: FastifyReply, result: UploadResult): FastifyReply {
  if ("id" in result) return reply.code(201).send(result);
  if ("tooMany" in result) return answer(request, reply, 429, errorBody("RATE_LIMITED", result.tooMany));
  if ("exceeded" in result) return answer(request, reply, 413, errorBody("PAYLOAD_TOO_LARGE", result.exceeded));
  const { badLines, more } = result;
  const told = badLines.map(({ line, message }) => `line ${line}: ${message}`);
  const message = `Nothing was kept. ${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  return answer(request, reply, 400, errorBody("BAD_REQUEST", message, { lines: badLines, more }));
}
