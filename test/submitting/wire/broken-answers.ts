import type { ServerResponse } from "node:http";
import { answering } from "./answers.js";
import { listenHttp, listenTcp } from "./listen.js";
import { impatient, type Row, taken } from "./row.js";

const unreadable = { write: "hold", read: "retry", kind: "INVALID_RESPONSE" } as const;
const late = { write: "hold", read: "retry", kind: "TIMEOUT", timeouts: impatient } as const;

/** The request has arrived and something comes back that says nothing: the document may have been taken. */
export const brokenAnswers: readonly Row[] = [
  {
    name: "breaks its answer off",
    serve: () =>
      listenHttp((_, outgoing) => {
        outgoing.writeHead(200, { "content-length": 1_000 }).write('{"id":"doc-1",');
        setImmediate(() => outgoing.socket?.end());
      }),
    write: "hold",
    read: "retry",
    kind: "NETWORK",
  },
  {
    name: "answers with half of a JSON text",
    serve: () => answering(200, '{"id":"doc-1","sta'),
    httpStatus: 200,
    ...unreadable,
  },
  { name: "answers with nothing", serve: () => answering(200, ""), httpStatus: 200, ...unreadable },
  { name: "answers 204", serve: () => answering(204, ""), httpStatus: 204, ...unreadable },
  {
    name: "answers in another shape",
    serve: () => answering(200, { id: 17, state: "OK" }),
    httpStatus: 200,
    ...unreadable,
  },
  {
    name: "answers with a word nobody agreed on",
    serve: () => answering(200, { ...taken, status: "MAYBE" }),
    httpStatus: 200,
    ...unreadable,
  },
  {
    name: "answers in HTML",
    serve: () => answering(200, "<html><h1>Sign in</h1></html>", { "content-type": "text/html" }),
    httpStatus: 200,
    ...unreadable,
  },
  {
    name: "answers with something that is no HTTP",
    serve: () => listenTcp((socket) => void socket.once("data", () => socket.end("220 mail.example ESMTP\r\n\r\n"))),
    ...unreadable,
  },
  {
    name: "answers with ten megabytes",
    serve: () => answering(200, { ...taken, padding: "x".repeat(10_000_000) }),
    write: "accepted",
    read: "accepted",
  },
  {
    name: "answers with more than we read",
    serve: () => answering(200, { ...taken, padding: "x".repeat(33 * 1024 * 1024) }),
    ...unreadable,
  },
  { name: "does not answer", serve: () => listenHttp(() => undefined), ...late },
  { name: "stops in the middle of its answer", serve: () => listenHttp((_, outgoing) => begin(outgoing)), ...late },
  {
    name: "answers byte by byte without end",
    serve: () =>
      listenHttp((_, outgoing) => {
        begin(outgoing);
        const dripping = setInterval(() => outgoing.write(" "), impatient.bodyGapMs / 4);
        outgoing.once("close", () => clearInterval(dripping));
      }),
    ...late,
  },
  {
    name: "does not answer the sign-in",
    signsIn: true,
    serve: () => listenHttp(() => undefined),
    write: "retry",
    read: "retry",
    kind: "TIMEOUT",
    timeouts: impatient,
  },
];

const begin = (outgoing: ServerResponse): boolean => outgoing.writeHead(200, { "content-length": 1_000 }).write("{");
