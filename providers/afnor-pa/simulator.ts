import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { client, createAccess } from "./simulator/access.js";
import { buyer, findLine, searchLines, unknown } from "./simulator/directory.js";
import { Refusal, traceOf } from "./simulator/http.js";
import { createPlatform } from "./simulator/platform.js";
import { postFlow } from "./simulator/post-flow.js";
import { readableView } from "./simulator/readable-view.js";
import { searchFlows } from "./simulator/search-flows.js";
import { createFlowStore, type FlowStore } from "./simulator/store.js";

export interface SimulatorOptions {
  /** How long a change is kept out of searches: fifteen minutes in the norm's example, two steps unless stated. */
  readonly holdBackMs?: number;
  readonly tokenSeconds?: number;
  readonly requestsPerSecond?: number;
}

/** An approved platform: flows with their checks and statuses, and the directory. */
export const declareSimulator = (options: SimulatorOptions = {}): SimulatorDeclaration => ({
  id: "afnor-pa",
  credentials: { ...client, tokenUrl: "/oauth2/token" },
  participants: { known: `0225:${buyer.address}`, unknown: `0225:${unknown.address}` },
  create: (context) => create(context, options),
});

export default declareSimulator();

const flowPath = /^\/flow-service\/v1\/flows\/([^/]+)$/;
const linePath = /^\/directory-service\/v1\/directory-line\/code:([^/]+)$/;

function create(context: SimulatorContext, options: SimulatorOptions): Simulator {
  const { tokenSeconds = 3_600, requestsPerSecond = 100, holdBackMs = 2 * context.stepMs } = options;
  const access = createAccess(context, tokenSeconds);
  let pushesTo: string | undefined;
  const store = createFlowStore(context, (flowInfo) => {
    if (pushesTo === undefined) return;
    const body = Buffer.from(JSON.stringify({ flowInfo }), "utf8");
    context.deliver({ url: pushesTo, headers: { "content-type": "application/json" }, body });
  });
  const platform = createPlatform(context, store);
  const recent: number[] = [];

  const throttle = (): void => {
    const nowMs = context.now().getTime();
    while (recent.length > 0 && (recent[0] ?? 0) <= nowMs - 1_000) recent.shift();
    if (recent.length >= requestsPerSecond) {
      throw new Refusal(429, "TOO_MANY_REQUESTS", "The client emitted too many requests", { "retry-after": "1" });
    }
    recent.push(nowMs);
  };

  const answer = (request: SimulatorRequest): SimulatorResponse | Promise<SimulatorResponse> => {
    const { method, path, query } = request;
    const called = `${method} ${path}`;
    if (called === "POST /oauth2/token") return access.token(request);
    if (method === "GET" && /^\/(?:flow|directory)-service\/v1\/healthcheck$/.test(path)) return { status: 200 };
    access.check(request);
    throttle();
    switch (called) {
      case "POST /flow-service/v1/flows":
        return postFlow(request, store, context.now().getTime() + context.stepMs);
      case "POST /flow-service/v1/flows/search":
        return searchFlows(request, store, context.now().getTime() - holdBackMs);
      case "POST /directory-service/v1/directory-line/search":
        return searchLines(request);
    }
    const [flowId, address] = [flowPath.exec(path)?.[1], linePath.exec(path)?.[1]];
    if (method === "GET" && flowId !== undefined) return showFlow(store, decodeURIComponent(flowId), query);
    if (method === "GET" && address !== undefined) return findLine(decodeURIComponent(address));
    throw new Refusal(404, "MISSING_RESOURCE", "Requested resource is Not Found");
  };

  return {
    async handle(request) {
      try {
        const trace = traceOf(request);
        const { headers, ...response } = await answer(request);
        return { ...response, headers: { ...trace, ...headers } };
      } catch (error) {
        if (error instanceof Refusal) return error.response;
        throw error;
      }
    },
    advance: platform.advance,
    taken: platform.taken,
    pushTo: (url) => void (pushesTo = url),
    arrive: platform.arrive,
    deeds: platform.deeds,
  };
}

/** Metadata unless a file is asked for. */
function showFlow(store: FlowStore, flowId: string, query: URLSearchParams): SimulatorResponse {
  const stored = store.get(flowId);
  if (!stored) throw new Refusal(404, "MISSING_RESOURCE", "Requested resource is Not Found");
  const file = (fileName: string, body: Uint8Array): SimulatorResponse => ({
    status: 200,
    headers: { "content-type": "application/octet-stream", "content-disposition": `attachment;filename=${fileName}` },
    body,
  });
  switch (query.get("docType") ?? "Metadata") {
    case "Metadata":
      return { status: 200, body: stored.flow };
    case "Original":
      return file(stored.fileName, store.bytesOf(flowId));
    case "ReadableView":
      if (!stored.subject) break;
      return file(`${stored.subject.number.replace(/[^\w-]/g, "-")}.pdf`, readableView(stored.subject));
    case "Converted":
      break;
    default:
      throw new Refusal(400, "INVALID_FIELD", `${query.get("docType")} is no docType`);
  }
  throw new Refusal(404, "MISSING_RESOURCE", "Requested resource is Not Found");
}
