import type {
  Simulator,
  SimulatorContext,
  SimulatorDeclaration,
  SimulatorRequest,
  SimulatorResponse,
} from "../../src/provider-kit/simulator.js";
import { equals, list, readFile, readJson, Refusal, since, toProblem, type Filters } from "./simulator/http.js";
import { createReceives, type StoredReceive } from "./simulator/receives.js";
import { createSends, type StoredSend, validated } from "./simulator/sends.js";
import { createThrottle } from "./simulator/throttle.js";
import { createWebhooks } from "./simulator/webhooks.js";
import { receivedReference } from "./status.js";

const apiKey = "ik_test_simulator";
const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;

/** Invoicetronic and SdI behind it: validation, states, refusals, offices that answer, inbound invoices, webhooks. */
const declaration: SimulatorDeclaration = {
  id: "invoicetronic",
  credentials: { apiKey },
  participants: { known: "0205:ABC1234", unknown: "0205:ZZZZZZZ" },
  create,
};

export default declaration;

type Endpoint = (request: SimulatorRequest, id: string) => SimulatorResponse | Promise<SimulatorResponse>;
type Route = readonly [method: string, path: RegExp, endpoint: Endpoint];
type Sends = ReturnType<typeof createSends>;
type Receives = ReturnType<typeof createReceives>;
type Webhooks = ReturnType<typeof createWebhooks>;

function create(context: SimulatorContext): Simulator {
  const throttle = createThrottle(context);
  const webhooks = createWebhooks(context);
  const sends = createSends(context, webhooks.notify);
  const receives = createReceives(context, webhooks.notify);
  const routes = [
    ...sendRoutes(sends),
    ...updateRoutes(sends),
    ...receiveRoutes(receives),
    ...webhookRoutes(webhooks),
    statusRoute(receives),
  ];
  return {
    async handle(request) {
      const refused = throttle.refuse(request);
      if (refused) return refused;
      const answer = await serve(routes, request);
      return { ...answer, headers: { ...throttle.headers, ...answer.headers } };
    },
    advance() {
      sends.advance();
      webhooks.forgetOld();
    },
    arrive: (document) => receivedReference(receives.arrive(document)).id,
    deeds: sends.deeds,
  };
}

async function serve(routes: readonly Route[], request: SimulatorRequest): Promise<SimulatorResponse> {
  try {
    if (request.headers["authorization"] !== authorization) throw new Refusal(401, "The API key is missing or wrong");
    for (const [method, path, endpoint] of routes) {
      const match = method === request.method && path.exec(request.path);
      if (match) return await endpoint(request, decodeURIComponent(match[1] ?? ""));
    }
    throw new Refusal(404, `${request.method} ${request.path} is not there`);
  } catch (error) {
    if (error instanceof Refusal) return toProblem(error, request.path);
    throw error;
  }
}

const moments: Filters = {
  last_update_from: since("last_update", 1),
  last_update_to: since("last_update", -1),
  date_sent_from: since("date_sent", 1),
  date_sent_to: since("date_sent", -1),
};

function sendRoutes(sends: Sends): Route[] {
  const created = (send: StoredSend): SimulatorResponse => ({ status: 201, body: toSend(send, true) });
  const isValidated = ({ query }: SimulatorRequest) => query.get("validate") === "true";
  const fromPayload = (request: SimulatorRequest) => {
    const { id, payload, meta_data: metaData, file_name: fileName } = readJson(request);
    if (id !== undefined && id !== 0) throw new Refusal(422, "id has to be 0");
    if (typeof payload !== "string" || payload === "") throw new Refusal(422, "payload is missing");
    const isText = payload.trimStart().startsWith("<");
    return {
      bytes: Buffer.from(payload, isText ? "utf8" : "base64"),
      payload,
      encoding: isText ? "Xml" : "Base64",
      ...(typeof fileName === "string" && { fileName }),
      ...(typeof metaData === "object" && metaData !== null && { metaData: metaData as Record<string, string> }),
    } as const;
  };
  const fromFile = async (request: SimulatorRequest) => {
    const { name, bytes } = await readFile(request);
    return { bytes, payload: Buffer.from(bytes).toString("base64"), encoding: "Base64", fileName: name } as const;
  };
  const fromXml = ({ body }: SimulatorRequest) =>
    ({ bytes: body, payload: Buffer.from(body).toString("utf8"), encoding: "Xml" }) as const;
  const noContent: SimulatorResponse = { status: 204 };
  return [
    ["POST", /^\/send$/, (request) => created(sends.create(fromPayload(request), isValidated(request)))],
    ["POST", /^\/send\/xml$/, (request) => created(sends.create(fromXml(request), isValidated(request)))],
    ["POST", /^\/send\/file$/, async (request) => created(sends.create(await fromFile(request), isValidated(request)))],
    ["POST", /^\/send\/validate$/, (request) => (validated(fromPayload(request).bytes), noContent)],
    ["POST", /^\/send\/validate\/xml$/, (request) => (validated(request.body), noContent)],
    ["POST", /^\/send\/validate\/file$/, async (request) => (validated((await fromFile(request)).bytes), noContent)],
    [
      "GET",
      /^\/send$/,
      (request) => {
        const hasPayload = request.query.get("include_payload") === "true";
        return list(
          sends.all().map((send) => toSend(send, hasPayload)),
          request,
          {
            ...moments,
            identifier: equals("identifier"),
            prestatore: equals("prestatore"),
            committente: equals("committente"),
            file_name: equals("file_name"),
            latest_state: equals("latest_state"),
            ids: ({ id }, wanted) => wanted.split(",").includes(String(id)),
            document_number: ({ documents }, wanted) =>
              (documents as StoredSend["documents"]).some(({ number }) => number === wanted),
          },
        );
      },
    ],
    [
      "GET",
      /^\/send\/([^/]+)$/,
      ({ query }, id) => ({ status: 200, body: toSend(sends.get(id), query.get("include_payload") === "true") }),
    ],
    ["GET", /^\/send\/([^/]+)\/payload$/, (_request, id) => text(sends.get(id).payload)],
  ];
}

const updateRoutes = (sends: Sends): Route[] => [
  [
    "GET",
    /^\/update$/,
    (request) => list(sends.updates(), request, { ...moments, send_id: equals("send_id"), state: equals("state") }),
  ],
  [
    "GET",
    /^\/update\/([^/]+)$/,
    (_request, id) => {
      const update = sends.updates().find((each) => String(each["id"]) === id);
      if (!update) throw new Refusal(404, `There is no update ${id}`);
      return { status: 200, body: update };
    },
  ],
];

const receiveRoutes = (receives: Receives): Route[] => [
  [
    "GET",
    /^\/receive$/,
    (request) => {
      const hasPayload = request.query.get("include_payload") === "true";
      const rows = receives.all().map((each) => (hasPayload ? receives.open(String(each.id)) : withoutPayload(each)));
      return list(rows, request, {
        ...moments,
        identifier: equals("identifier"),
        unread: ({ is_read: isRead }, wanted) => wanted !== "true" || isRead === false,
      });
    },
  ],
  [
    "GET",
    /^\/receive\/([^/]+)$/,
    ({ query }, id) => ({
      status: 200,
      body: query.get("include_payload") === "true" ? receives.open(id) : withoutPayload(receives.get(id)),
    }),
  ],
  ["GET", /^\/receive\/([^/]+)\/payload$/, (_request, id) => text(receives.open(id).payload)],
  ["DELETE", /^\/receive\/([^/]+)$/, (_request, id) => ({ status: 200, body: receives.remove(id) })],
];

const webhookRoutes = (webhooks: Webhooks): Route[] => [
  ["POST", /^\/webhook$/, (request) => ({ status: 201, body: webhooks.create(readJson(request)) })],
  ["GET", /^\/webhook$/, (request) => list(webhooks.all(), request, { url: equals("url") })],
  ["GET", /^\/webhook\/([^/]+)$/, (_request, id) => ({ status: 200, body: webhooks.get(id) })],
  ["DELETE", /^\/webhook\/([^/]+)$/, (_request, id) => ({ status: 200, body: webhooks.remove(id) })],
];

const statusRoute = (receives: Receives): Route => [
  "GET",
  /^\/status$/,
  () => ({
    status: 200,
    body: {
      operation_left: 1_000 - receives.operationsUsed(),
      signature_left: 100,
      has_active_seat: false,
      is_sub_key: false,
    },
  }),
];

const toSend = (send: StoredSend, hasPayload: boolean): Readonly<Record<string, unknown>> => ({
  ...send,
  version: 1,
  user_id: 1,
  payload: hasPayload ? send.payload : null,
});

const withoutPayload = (receive: StoredReceive) => ({ ...receive, payload: null });

const text = (body: string): SimulatorResponse => ({
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});
