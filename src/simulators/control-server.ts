import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { fairWeather, Weather } from "../provider-kit/weather.js";
import type { RunningSimulator } from "../provider-kit/simulator-server.js";
import type { SimulatorDeclaration } from "../provider-kit/simulator.js";
import type { MovableClock } from "./clock.js";

export interface Standing {
  readonly declaration: SimulatorDeclaration;
  readonly running: RunningSimulator;
}

export interface ControlServer {
  readonly url: string;
  stop(): Promise<void>;
}

const Fault = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "DELETE"]).optional(),
  /** A regular expression on the path. */
  path: z.string().max(500).default(""),
  after: z.int().min(0).default(0),
  times: z.int().min(1).max(1_000_000).default(1),
  how: z.union([
    z.enum(["cut", "lose", "hang"]),
    z.strictObject({
      answer: z.strictObject({
        status: z.int().min(100).max(599),
        headers: z.record(z.string(), z.string()).optional(),
        body: z.unknown().optional(),
      }),
    }),
  ]),
});

const Document = z.strictObject({
  format: z.enum(["UBL", "CII", "FATTURAPA", "FA3", "OSA", "FACTURX", "PDF", "JSON", "OTHER"]),
  mediaType: z.string().min(1),
  fileName: z.string().min(1),
  base64: z.base64(),
});

const Advance = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(10 * 365 * 86_400),
});

/** What a request asked for that cannot be: its status, and a sentence. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Lets programs rule over simulators: faults, weather, documents that arrive, what others do, and the clock. */
export async function serveControl(
  standings: ReadonlyMap<string, Standing>,
  clock: MovableClock,
  port: number,
): Promise<ControlServer> {
  const server = createServer((request, response) => {
    control(standings, clock, request)
      .then((answer) => write(response, answer === undefined ? 204 : 200, answer))
      .catch((error: unknown) => {
        const isRefused = error instanceof Refused;
        write(response, isRefused ? error.status : 500, {
          error: error instanceof Error ? error.message : String(error),
        });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function write(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? "" : `${JSON.stringify(body, undefined, 2)}\n`);
}

async function control(
  standings: ReadonlyMap<string, Standing>,
  clock: MovableClock,
  request: IncomingMessage,
): Promise<unknown> {
  const { pathname } = new URL(request.url ?? "/", "http://control");
  const [id = "", what = "", ...rest] = pathname.slice(1).split("/").map(decodeURIComponent);
  const asked = `${request.method} ${what}`;
  if (id === "" && request.method === "GET") return { simulators: [...standings].map(describe) };
  if (id === "clock") return turnClock(clock, request);
  const standing = standings.get(id);
  if (!standing) throw new Refused(404, `There is no simulator ${id}: ${[...standings.keys()].join(", ")}`);
  const { running } = standing;
  switch (asked) {
    case "GET ":
      return describe([id, standing]);
    case "GET requests":
      return { requests: running.requests };
    case "GET documents":
      return { taken: running.simulator.taken?.() ?? [] };
    case "POST faults":
      return planFault(running, await read(request, Fault));
    case "DELETE faults":
      running.clearFaults();
      return undefined;
    case "PUT weather":
      running.setWeather(await read(request, Weather));
      return undefined;
    case "DELETE weather":
      running.setWeather(fairWeather);
      return undefined;
    case "POST documents":
      return arrive(running, await read(request, Document));
    case "POST deeds":
      return perform(running, rest);
    case "PUT webhook":
      return pushTo(running, await read(request, z.strictObject({ url: z.url() })));
    default:
      throw new Refused(404, `There is no ${request.method} ${pathname}`);
  }
}

const describe = ([id, { declaration, running }]: readonly [string, Standing]) => ({
  id,
  url: running.url,
  credentials: running.credentials,
  participants: declaration.participants,
  deeds: Object.keys(running.simulator.deeds ?? {}),
  canArrive: running.simulator.arrive !== undefined,
  requests: running.requests.length,
});

async function turnClock(clock: MovableClock, request: IncomingMessage): Promise<{ now: string }> {
  if (request.method === "POST") clock.advance((await read(request, Advance)).advanceSeconds);
  return { now: clock.now().toISOString() };
}

function planFault(running: RunningSimulator, { path, method, how, ...fault }: z.infer<typeof Fault>): undefined {
  running.fail({
    ...fault,
    path: toPattern(path),
    how: typeof how === "string" ? how : { answer: toResponse(how.answer) },
    ...(method && { method }),
  });
}

const toResponse = ({ status, headers, body }: Extract<z.infer<typeof Fault>["how"], object>["answer"]) => ({
  status,
  ...(headers && { headers }),
  ...(body !== undefined && { body }),
});

function toPattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new Refused(400, `path: ${error instanceof Error ? error.message : text}`);
  }
}

function arrive({ simulator }: RunningSimulator, { base64, ...document }: z.infer<typeof Document>): { id: string } {
  if (!simulator.arrive) throw new Refused(409, "Nothing can arrive at this simulator");
  return { id: simulator.arrive({ ...document, bytes: Buffer.from(base64, "base64") }) };
}

function perform({ simulator }: RunningSimulator, [deed = "", documentId = ""]: readonly string[]): undefined {
  const known = Object.keys(simulator.deeds ?? {});
  const act = Object.hasOwn(simulator.deeds ?? {}, deed) ? simulator.deeds?.[deed] : undefined;
  if (!act) throw new Refused(404, `Nobody can ${deed || "do that"} here: ${known.join(", ") || "no deeds at all"}`);
  act(documentId);
}

function pushTo({ simulator }: RunningSimulator, { url }: { url: string }): undefined {
  if (!simulator.pushTo) throw new Refused(409, "This simulator pushes where its API was told to");
  simulator.pushTo(url);
}

const mostBytes = 32 * 1024 * 1024;

/** @throws {Refused} with the name of every field that is wrong */
async function read<Shape>(request: IncomingMessage, shape: z.ZodType<Shape>): Promise<Shape> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Refused(413, `The body is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refused(400, "The body is no JSON");
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new Refused(400, where.join("; "));
}
