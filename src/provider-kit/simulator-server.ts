import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import { openCourier } from "./deliver.js";
import { type Fault, planFaults } from "./faults.js";
import { openLedger } from "./ledger.js";
import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
  SimulatorTls,
} from "./simulator.js";
import {
  drawFrom,
  drawLatency,
  drawTrouble,
  fairWeather,
  idsFrom,
  type RequestTrouble,
  type Weather,
  withDrift,
} from "./weather.js";

export type { Fault } from "./faults.js";

export interface RunningSimulator {
  readonly url: string;
  /** What an account at it is configured with. */
  readonly credentials: unknown;
  /** Every request it answered, oldest first; the newest ten thousand. */
  readonly requests: readonly LoggedRequest[];
  readonly simulator: Simulator;
  /** Puts an answer (or a cut connection) in the way of the next matching requests. */
  fail(fault: Fault): void;
  /** Takes back what was planned with `fail`. */
  clearFaults(): void;
  setWeather(weather: Weather): void;
  stop(): Promise<void>;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly at: number;
}

export interface SimulatorSettings {
  readonly port?: number;
  /** Where the simulator remembers; without it, in memory. */
  readonly ledgerFile?: string;
  readonly stepMs?: number;
  readonly now?: () => Date;
  /** Of ids and weather: the same requests in the same order are answered alike. Drawn unless given. */
  readonly seed?: number;
}

const largestBody = 32 * 1024 * 1024;
const tickMs = 50;

/** Runs a simulator on 127.0.0.1 until it is stopped. */
export async function serveSimulator(
  declaration: SimulatorDeclaration,
  settings: SimulatorSettings = {},
): Promise<RunningSimulator> {
  const requests: LoggedRequest[] = [];
  const faults = planFaults();
  let weather = fairWeather;
  // Each has numbers of its own: how many webhooks were pushed meanwhile does not change what a request meets.
  const drawOf = (series: number) => (settings.seed === undefined ? Math.random : drawFrom(settings.seed + series));
  const draw = drawOf(0);
  const courier = openCourier(() => weather.webhooks, drawOf(2));
  const context: SimulatorContext = {
    ledger: openLedger(settings.ledgerFile),
    now: settings.now ?? (() => new Date()),
    newId: settings.seed === undefined ? randomUUID : idsFrom(drawOf(1)),
    stepMs: settings.stepMs ?? 400,
    deliver: (delivery) => courier.deliver(delivery),
    url: () => urlOf(server, declaration),
  };
  const simulator = await declaration.create(context);

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    // Drawn before anything is waited for: requests that overlap draw in the order in which they came.
    const latencyMs = drawLatency(weather, draw);
    const trouble = drawTrouble(weather, draw);
    const request = await readRequest(incoming);
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const how = faults.take(request)?.how ?? toFault(trouble);
    if (how === "cut") {
      incoming.socket.destroy();
      return;
    }
    if (how === "hang") return;
    const response = typeof how === "object" ? how.answer : await simulator.handle(request);
    requests.push({ method: request.method, path: request.path, status: response.status, at: Date.now() });
    if (requests.length > 10_000) requests.shift();
    if (how === "lose") {
      incoming.socket.destroy();
      return;
    }
    const { headers, bytes } = toWire(weather.drift ? { ...response, body: withDrift(response.body) } : response);
    outgoing.writeHead(response.status, headers).end(bytes);
  };
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    serve(incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  };
  const server = openServer(declaration.tls, answer);
  try {
    await listen(server, settings.port ?? 0);
  } catch (error) {
    await simulator.stop?.();
    throw error;
  }
  const ticking = setInterval(() => void (weather.late || simulator.advance()), tickMs);

  return {
    url: urlOf(server, declaration),
    credentials: { ...(declaration.credentials as object), ...simulator.moreCredentials },
    requests,
    simulator,
    fail: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setWeather: (changed) => void (weather = changed),
    async stop() {
      clearInterval(ticking);
      courier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.stop?.();
    },
  };
}

const urlOf = (server: Server, { tls }: SimulatorDeclaration): string =>
  `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;

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

const plainly = (status: number, headers: Record<string, string> = {}): Fault["how"] => ({
  answer: { status, headers: { "content-type": "text/plain", ...headers }, body: "It is the weather." },
});

function toFault(trouble: RequestTrouble | undefined): Fault["how"] | undefined {
  switch (trouble) {
    case "throttled":
      return plainly(429, { "retry-after": "1" });
    case "broken":
      return plainly(500);
    case "unavailable":
      return plainly(503, { "retry-after": "1" });
    case "cut":
      return "cut";
    case "lost":
      return "lose";
    case "hanging":
      return "hang";
    default:
      return undefined;
  }
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

function toWire({ headers = {}, body }: SimulatorResponse): {
  headers: Record<string, string>;
  bytes: Uint8Array | string;
} {
  if (body === undefined) return { headers: { ...headers }, bytes: "" };
  if (body instanceof Uint8Array || typeof body === "string") return { headers: { ...headers }, bytes: body };
  return { headers: { "content-type": "application/json", ...headers }, bytes: JSON.stringify(body) };
}
