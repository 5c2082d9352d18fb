import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import { openLedger } from "./ledger.js";
import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
  SimulatorTls,
} from "./simulator.js";

export interface RunningSimulator {
  readonly url: string;
  /** What an account at it is configured with. */
  readonly credentials: unknown;
  /** Every request it answered, oldest first; the newest ten thousand. */
  readonly requests: readonly LoggedRequest[];
  readonly simulator: Simulator;
  /** Puts an answer (or a cut connection) in the way of the next matching requests. */
  fail(fault: Fault): void;
  stop(): Promise<void>;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly at: number;
}

/**
 * - `answer` instead of handling · `cut` before handling (nothing is accepted) · `lose` the answer after handling ·
 *   `hang` before handling, until the caller gives up
 */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** So many matching requests come through first: none unless stated. */
  readonly after?: number;
  readonly times: number;
  readonly how: { readonly answer: SimulatorResponse } | "cut" | "lose" | "hang";
}

export interface SimulatorSettings {
  readonly port?: number;
  /** Where the simulator remembers; without it, in memory. */
  readonly ledgerFile?: string;
  readonly stepMs?: number;
  readonly now?: () => Date;
}

const largestBody = 32 * 1024 * 1024;
const tickMs = 50;

/** Runs a simulator on 127.0.0.1 until it is stopped. */
export async function serveSimulator(
  declaration: SimulatorDeclaration,
  settings: SimulatorSettings = {},
): Promise<RunningSimulator> {
  const requests: LoggedRequest[] = [];
  const faults: PlannedFault[] = [];
  const deliveries = new AbortController();
  const context: SimulatorContext = {
    ledger: openLedger(settings.ledgerFile),
    now: settings.now ?? (() => new Date()),
    newId: randomUUID,
    stepMs: settings.stepMs ?? 400,
    deliver: (delivery) => void deliver(delivery, deliveries.signal),
  };
  const simulator = await declaration.create(context);

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const fault = takeFault(faults, request);
    if (fault?.how === "cut") {
      incoming.socket.destroy();
      return;
    }
    if (fault?.how === "hang") return;
    const response = fault && typeof fault.how === "object" ? fault.how.answer : await simulator.handle(request);
    requests.push({ method: request.method, path: request.path, status: response.status, at: Date.now() });
    if (requests.length > 10_000) requests.shift();
    if (fault?.how === "lose") {
      incoming.socket.destroy();
      return;
    }
    const { headers, bytes } = toWire(response);
    outgoing.writeHead(response.status, headers).end(bytes);
  };
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    serve(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  };
  const server = openServer(declaration.tls, answer);
  await listen(server, settings.port ?? 0);
  const ticking = setInterval(() => simulator.advance(), tickMs);

  return {
    url: `${declaration.tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { ...(declaration.credentials as object), ...simulator.moreCredentials },
    requests,
    simulator,
    fail: (fault) => void faults.push({ fault, toCome: fault.after ?? 0, left: fault.times }),
    async stop() {
      clearInterval(ticking);
      deliveries.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.stop?.();
    },
  };
}

function openServer(
  tls: SimulatorTls | undefined,
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Server {
  if (!tls) return createServer(answer);
  const { key, cert, callerAuthority } = tls;
  const callers = callerAuthority !== undefined && { ca: callerAuthority, requestCert: true, rejectUnauthorized: true };
  return createSecureServer({ key, cert, ...callers }, answer);
}

function callerOf(incoming: IncomingMessage): string | undefined {
  const name = incoming.socket instanceof TLSSocket ? incoming.socket.getPeerCertificate().subject?.CN : undefined;
  return Array.isArray(name) ? name[0] : name;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatorRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error(`the body is larger than ${largestBody} bytes`);
    chunks.push(chunk);
  }
  const url = new URL(incoming.url ?? "/", "http://simulator");
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const caller = callerOf(incoming);
  return {
    ...(caller !== undefined && { caller }),
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}

interface PlannedFault {
  readonly fault: Fault;
  toCome: number;
  left: number;
}

function takeFault(faults: readonly PlannedFault[], request: SimulatorRequest): Fault | undefined {
  for (const planned of faults) {
    const { fault, left } = planned;
    const matches = (fault.method ?? request.method) === request.method && fault.path.test(request.path);
    if (left === 0 || !matches) continue;
    if (planned.toCome > 0) {
      planned.toCome -= 1;
      continue;
    }
    planned.left -= 1;
    return fault;
  }
  return undefined;
}

function toWire({ headers = {}, body }: SimulatorResponse): {
  headers: Record<string, string>;
  bytes: Uint8Array | string;
} {
  if (body === undefined) return { headers: { ...headers }, bytes: "" };
  if (body instanceof Uint8Array || typeof body === "string") return { headers: { ...headers }, bytes: body };
  return { headers: { "content-type": "application/json", ...headers }, bytes: JSON.stringify(body) };
}

const deliveryWaitsMs = [0, 300, 1_000, 2_000, 5_000, 10_000, 20_000];

async function deliver(
  delivery: { url: string; headers: Readonly<Record<string, string>>; body: Uint8Array },
  stopped: AbortSignal,
): Promise<void> {
  for (const waitMs of deliveryWaitsMs) {
    await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
    if (stopped.aborted) return;
    try {
      const answer = await fetch(delivery.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...delivery.headers },
        body: new Uint8Array(delivery.body),
        redirect: "manual",
        signal: AbortSignal.any([stopped, AbortSignal.timeout(10_000)]),
      });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // The receiver is down or slow: that is what the schedule is for.
    }
  }
}
