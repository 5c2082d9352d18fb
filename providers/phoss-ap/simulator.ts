import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { createInbound } from "./simulator/inbound.js";
import { createOutbound, participants } from "./simulator/outbound.js";

const token = "simulator-token";

/** phoss AP with its rules: the token, synchronous sending, message level status, forwarding. */
const declaration: SimulatorDeclaration = {
  id: "phoss-ap",
  credentials: { token },
  participants: { known: participants.known, unknown: participants.unknown },
  create,
};

export default declaration;

type Route = readonly [
  method: string,
  path: RegExp,
  endpoint: (ids: readonly string[], request: SimulatorRequest) => SimulatorResponse,
];

function create(context: SimulatorContext): Simulator {
  const outbound = createOutbound(context);
  const inbound = createInbound(context);
  const routes: readonly Route[] = [
    ["POST", /^\/api\/outbound\/submit\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)$/, outbound.submit],
    ["GET", /^\/api\/outbound\/status\/([^/]+)$/, ([id = ""]) => outbound.status(id)],
    ["GET", /^\/api\/inbound\/status\/([^/]+)$/, ([id = ""]) => inbound.status(id)],
    ["GET", /^\/api\/ops\/inbound\/history$/, (_ids, request) => inbound.history(request)],
    ["GET", /^\/api\/ops\/inbound\/([^/]+)\/payload$/, ([id = ""]) => inbound.payload(id)],
  ];
  return {
    handle(request) {
      if (request.headers["x-token"] !== token) return { status: 401, body: { error: "Invalid or missing API token" } };
      for (const [method, path, endpoint] of routes) {
        const match = method === request.method && path.exec(request.path);
        if (match) return endpoint(match.slice(1).map(decodeURIComponent), request);
      }
      return { status: 404 };
    },
    advance: () => outbound.advance(),
    taken: outbound.taken,
    pushTo: inbound.pushTo,
    arrive: inbound.arrive,
  };
}
