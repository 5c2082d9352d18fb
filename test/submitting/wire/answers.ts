import { type Answering, listenHttp } from "./listen.js";
import { type Row, type Scene, taken } from "./row.js";

/** A provider that is there and answers with a status: what the status says, and what it leaves open. */
export const answers: readonly Row[] = [
  {
    name: "takes it",
    serve: () => answering(200, taken),
    write: "accepted",
    read: "accepted",
  },
  {
    name: "refuses it with 400 and a reason",
    serve: () => answering(400, refusal),
    write: "refused",
    read: "retry",
    kind: "INVALID_REQUEST",
    httpStatus: 400,
  },
  {
    name: "is shielded by something that answers 400 in HTML",
    serve: () => answering(400, "<html><h1>400 Bad Request</h1><hr>nginx</html>", { "content-type": "text/html" }),
    write: "retry",
    read: "retry",
    kind: "INVALID_REQUEST",
    httpStatus: 400,
  },
  {
    name: "does not know who calls (401, always)",
    serve: () => answering(401, refusal),
    write: "retry",
    read: "retry",
    kind: "AUTHENTICATION",
    httpStatus: 401,
  },
  {
    name: "forgets once who is signed in (401, then fine)",
    signsIn: true,
    serve: () => signedIn(onceThen(401)),
    write: "accepted",
    read: "accepted",
  },
  {
    name: "does not accept its own tokens (401 after every sign-in)",
    signsIn: true,
    serve: () => signedIn((_, outgoing) => outgoing.writeHead(401).end()),
    write: "retry",
    read: "retry",
    kind: "AUTHENTICATION",
    httpStatus: 401,
  },
  {
    name: "refuses the sign-in",
    signsIn: true,
    serve: () => answering(400, { error: "invalid_client" }),
    write: "retry",
    read: "retry",
    kind: "AUTHENTICATION",
    httpStatus: 400,
  },
  {
    name: "answers the sign-in with something else",
    signsIn: true,
    serve: () => answering(200, { welcome: true }),
    write: "retry",
    read: "retry",
    kind: "AUTHENTICATION",
    httpStatus: 200,
  },
  {
    name: "is down where one signs in",
    signsIn: true,
    serve: () => answering(500, ""),
    write: "retry",
    read: "retry",
    kind: "UNKNOWN",
    httpStatus: 500,
  },
  {
    name: "wants to be paid first (402)",
    serve: () => answering(402, refusal),
    write: "retry",
    read: "retry",
    httpStatus: 402,
  },
  {
    name: "does not let this account in (403)",
    serve: () => answering(403, refusal),
    write: "retry",
    read: "retry",
    kind: "AUTHORIZATION",
    httpStatus: 403,
  },
  {
    name: "has nothing at this address (404)",
    serve: () => answering(404, refusal),
    write: "retry",
    read: "retry",
    kind: "NOT_FOUND",
    httpStatus: 404,
  },
  {
    name: "gave up waiting for the request (408)",
    serve: () => answering(408, ""),
    write: "retry",
    read: "retry",
    httpStatus: 408,
  },
  {
    // An earlier attempt of ours may be what is in the way.
    name: "has such a document already (409)",
    serve: () => answering(409, refusal),
    write: "hold",
    read: "retry",
    kind: "DUPLICATE",
    httpStatus: 409,
  },
  {
    name: "finds it too large (413)",
    serve: () => answering(413, refusal),
    write: "refused",
    read: "retry",
    httpStatus: 413,
  },
  {
    name: "refuses it with 422 and a reason",
    serve: () => answering(422, refusal),
    write: "refused",
    read: "retry",
    kind: "INVALID_REQUEST",
    httpStatus: 422,
  },
  {
    name: "wants it repeated later (425)",
    serve: () => answering(425, ""),
    write: "retry",
    read: "retry",
    httpStatus: 425,
  },
  ...throttled(),
  ...[500, 502, 504].map((status): Row => {
    return {
      name: `fails with ${status}`,
      serve: () => answering(status, ""),
      write: "hold",
      read: "retry",
      kind: "UNKNOWN",
      httpStatus: status,
      retryAfterSeconds: "none",
    };
  }),
  {
    name: "is out of service for two minutes (503)",
    serve: () => answering(503, "", { "retry-after": "120" }),
    write: "retry",
    read: "retry",
    kind: "UNAVAILABLE",
    httpStatus: 503,
    retryAfterSeconds: [120, 120],
  },
  ...[302, 307].map((status): Row => {
    return {
      name: `sends us somewhere else with ${status}`,
      serve: () => redirecting(status),
      write: "hold",
      read: "retry",
      kind: "UNKNOWN",
      httpStatus: status,
    };
  }),
];

const refusal = { error: { code: "E-17", message: "The buyer has no address" } };

function throttled(): Row[] {
  const inOneMinute = () => new Date(Date.now() + 60_000).toUTCString();
  const cases: readonly (readonly [string, () => string | undefined, Row["retryAfterSeconds"]])[] = [
    ["without saying until when", () => undefined, "none"],
    ["for seven seconds", () => "7", [7, 7]],
    ["until a moment", inOneMinute, [55, 61]],
    ["until a moment that is past", () => "Fri, 31 Dec 1999 23:59:59 GMT", [0, 0]],
    ["for ages", () => "9".repeat(40), [300, 300]],
    ["until another century", () => "Fri, 31 Dec 2100 23:59:59 GMT", [300, 300]],
    ["for a negative time", () => "-5", "none"],
    ["for a time that is none", () => "soon", "none"],
  ];
  return cases.map(([until, header, retryAfterSeconds]): Row => {
    const headers = () => ({ ...(header() !== undefined && { "retry-after": header() ?? "" }) });
    return {
      name: `throttles ${until} (429)`,
      serve: () => answering(429, refusal, headers()),
      write: "retry",
      read: "retry",
      kind: "RATE_LIMITED",
      httpStatus: 429,
      ...(retryAfterSeconds && { retryAfterSeconds }),
    };
  });
}

export function answering(
  status: number,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type: Record<string, string> = typeof body === "string" ? {} : { "content-type": "application/json" };
  return listenHttp((_, outgoing) => outgoing.writeHead(status, { ...type, ...headers }).end(text));
}

/** Hands out a token and answers everything else as told. */
const signedIn = (answer: Answering): Promise<Scene> =>
  listenHttp((request, outgoing) =>
    request.incoming.url === "/token"
      ? outgoing.end(JSON.stringify({ access_token: "token", expires_in: 3600 }))
      : answer(request, outgoing),
  );

function onceThen(status: number): Answering {
  let calls = 0;
  return (_, outgoing) => {
    calls += 1;
    if (calls === 1) outgoing.writeHead(status).end();
    else outgoing.end(JSON.stringify(taken));
  };
}

async function redirecting(status: number): Promise<Scene> {
  let strayCalls = 0;
  const elsewhere = await listenHttp((_, outgoing) => {
    strayCalls += 1;
    outgoing.end(JSON.stringify(taken));
  });
  const here = await answering(status, "", { location: `${elsewhere.url}/documents` });
  return {
    url: here.url,
    strayCalls: () => strayCalls,
    async close() {
      await Promise.all([here.close(), elsewhere.close()]);
    },
  };
}
