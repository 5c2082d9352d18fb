import { connect, createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { type Authority, type Certificate, createAuthority, createSelfSigned } from "./certificate.js";
import { listenHttp, listenTcp, listenTls } from "./listen.js";
import { impatient, type Row, type Scene, taken } from "./row.js";

/** The one that this machine trusts while the tests run. */
export const trusted: Authority = createAuthority("An authority for tests");

const unsent = { write: "retry", read: "retry", kind: "NETWORK" } as const;
const maybeSent = { write: "hold", read: "retry", kind: "NETWORK" } as const;

/** What goes wrong before, between and behind the bytes of a call. Nothing is sent before a connection stands. */
export const connections: readonly Row[] = [
  { name: "has a name that nobody knows", serve: () => address("http://nowhere.invalid"), ...unsent },
  { name: "does not listen", serve: () => address(`http://127.0.0.1:${refusing.port}`), ...unsent },
  {
    name: "does not listen at any address of its name",
    serve: () => address(`http://localhost:${refusing.port}`),
    ...unsent,
  },
  {
    name: "never gets to the end of the TLS handshake",
    timeouts: impatient,
    serve: () => listenTcp((socket) => void socket.resume(), "https"),
    ...unsent,
  },
  {
    name: "cuts the TLS handshake",
    serve: () =>
      listenTcp(
        onFirstBytes((socket) => socket.resetAndDestroy()),
        "https",
      ),
    ...unsent,
  },
  {
    name: "ends the TLS handshake",
    serve: () =>
      listenTcp(
        onFirstBytes((socket) => socket.end()),
        "https",
      ),
    ...unsent,
  },
  {
    name: "answers the TLS handshake in plain HTTP",
    serve: () =>
      listenTcp(
        onFirstBytes((socket) => socket.end(plain)),
        "https",
      ),
    ...unsent,
  },
  { name: "speaks no TLS that we accept", serve: () => listenTls(oldTls, () => undefined), ...unsent },
  { name: "shows a certificate it signed itself", serve: () => secured(createSelfSigned("127.0.0.1")), ...unsent },
  {
    name: "shows a certificate of an authority that nobody knows",
    serve: () => secured(createAuthority("Nobody").issue({ hosts })),
    ...unsent,
  },
  {
    name: "shows a certificate of an authority below one that nobody knows",
    serve: () => secured(createAuthority("Nobody").issueAuthority("Below nobody").issue({ hosts })),
    ...unsent,
  },
  {
    name: "shows a certificate that has expired",
    serve: () => secured(trusted.issue({ hosts, validFrom: daysFromNow(-20), validTo: daysFromNow(-1) })),
    ...unsent,
  },
  {
    name: "shows a certificate that is not valid yet",
    serve: () => secured(trusted.issue({ hosts, validFrom: daysFromNow(1), validTo: daysFromNow(20) })),
    ...unsent,
  },
  {
    name: "shows the certificate of somebody else",
    serve: () => secured(trusted.issue({ hosts: ["somebody-else.example"] })),
    ...unsent,
  },
  {
    name: "shows a good certificate",
    serve: () => secured(trusted.issue({ hosts })),
    write: "accepted",
    read: "accepted",
  },
  {
    name: "breaks TLS once it has the request",
    serve: () => brokenTls(trusted.issue({ hosts })),
    ...maybeSent,
  },
  {
    // What has been written by then nobody on this side can know.
    name: "cuts the connection in the middle of the request",
    documentBytes: 5_000_000,
    serve: () => listenTcp(onFirstBytes((socket) => socket.resetAndDestroy())),
    ...maybeSent,
  },
  {
    name: "cuts the connection once it has the request",
    serve: () => listenHttp(({ incoming }) => void incoming.socket.resetAndDestroy()),
    ...maybeSent,
  },
  {
    name: "ends the connection without a word",
    serve: () => listenHttp(({ incoming }) => void incoming.socket.end()),
    ...maybeSent,
  },
  {
    name: "has closed the connection while it was idle",
    onlyLater: true,
    serve: closedWhileIdle,
    write: "accepted",
    read: "accepted",
  },
  {
    name: "closes the connection at the moment it is used again",
    onlyLater: true,
    serve: closedOnReuse,
    ...maybeSent,
  },
  {
    name: "answers 503 before it has read the document",
    documentBytes: 5_000_000,
    serve: () => listenTcp(onFirstBytes((socket) => socket.pause().write(unavailable))),
    write: "retry",
    read: "retry",
    kind: "UNAVAILABLE",
    httpStatus: 503,
    retryAfterSeconds: [2, 2],
  },
];

const hosts = ["127.0.0.1"];
const plain = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
const unavailable =
  "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
const oldTls = {
  ...trusted.issue({ hosts }),
  maxVersion: "TLSv1.1",
  minVersion: "TLSv1",
  ciphers: "ALL:@SECLEVEL=0",
} as const;
const dayMs = 86_400_000;

const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs);

/** A port that was free a moment ago. */
const refusing = await new Promise<{ readonly port: number }>((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve({ port: typeof address === "object" ? (address?.port ?? 0) : 0 }));
  });
});

const address = (url: string): Promise<Scene> => Promise.resolve({ url, close: () => Promise.resolve() });

const secured = (certificate: Certificate): Promise<Scene> =>
  listenHttp((_, outgoing) => outgoing.end(JSON.stringify(taken)), certificate);

const onFirstBytes = (act: (socket: Socket) => void) => (socket: Socket) => void socket.once("data", () => act(socket));

/** Below the encryption it says something that is no record of TLS. */
async function brokenTls(certificate: Certificate): Promise<Scene> {
  const callers = new Set<Socket>();
  const behind = await listenHttp(() => {
    for (const caller of callers) caller.write("This is no record of TLS, and long enough to be looked at.");
  }, certificate);
  const before = await listenTcp((caller) => {
    callers.add(caller);
    const line = connect(Number(new URL(behind.url).port), "127.0.0.1");
    line.on("error", () => caller.destroy());
    caller.pipe(line).pipe(caller);
  }, "https");
  return {
    url: before.url,
    async close() {
      await Promise.all([before.close(), behind.close()]);
    },
  };
}

async function closedWhileIdle(): Promise<Scene> {
  const closed = Promise.withResolvers<void>();
  const listening = await listenHttp(({ incoming, numberOnConnection }, outgoing) => {
    const { socket } = incoming;
    socket.once("close", () => closed.resolve());
    if (numberOnConnection > 1) socket.resetAndDestroy();
    outgoing.end(JSON.stringify(taken), () => process.nextTick(() => socket.end()));
  });
  return { ...listening, ready: () => closed.promise };
}

async function closedOnReuse(): Promise<Scene> {
  const listening = await listenHttp(({ incoming, numberOnConnection }, outgoing) => {
    if (numberOnConnection > 1) incoming.socket.resetAndDestroy();
    else outgoing.end(JSON.stringify(taken));
  });
  // The client puts a connection back a turn after its answer is read.
  return { ...listening, ready: () => setImmediate() };
}
