import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";

/** How long a sender gets to read the answer to a body that we do not want. */
const lingerMs = 1_000;

const waitingForPermission = new WeakSet<IncomingMessage>();

/** The request came with `Expect: 100-continue`: its body comes only after `allowBody`. */
export function holdBody(request: IncomingMessage): void {
  waitingForPermission.add(request);
}

export function allowBody(request: FastifyRequest, reply: FastifyReply): void {
  if (waitingForPermission.delete(request.raw)) reply.raw.writeContinue();
}

/**
 * Answers, whether or not the body has come. Hanging up on a sender in mid-sentence would reset the connection and
 * could cost it the answer: what still comes is thrown away for a moment first.
 */
export function answer(request: FastifyRequest, reply: FastifyReply, status: number, body: object): FastifyReply {
  if (request.raw.complete || !announcesBody(request.raw)) return reply.code(status).send(body);

  const text = JSON.stringify(body);
  reply.hijack();
  const { raw: response } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  if (waitingForPermission.delete(request.raw)) {
    response.end(text);
    return reply;
  }
  response.write(text);
  const hangUp = () => response.end();
  const timer = setTimeout(hangUp, lingerMs);
  request.raw.once("end", hangUp).resume();
  response.once("close", () => clearTimeout(timer));
  return reply;
}

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
