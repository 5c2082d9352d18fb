import { afterAll, afterEach, beforeAll } from "vitest";
import type { GatewayClient } from "../../setup/client.js";
import { openGateway, type TestGateway } from "../../setup/open-gateway.js";
import { aReceiver, type ReceivedRequest, type Receiver, type ReceiverAnswer } from "./a-receiver.js";
import { anInvoiceInput } from "./an-invoice-input.js";
import { listEvents, submitInvoice } from "./operations.js";
import { until } from "./until.js";

const endpointFields = `id url description types enabled selection position failingSince disabledAt disabledReason`;
const errorFields = `errors { __typename ... on UserError { code message path retryable }
  ... on ValidationError { violations { rule message path } } ... on LimitExceededError { limit actual } }`;

const mutation = (
  name: string,
  secret = "",
) => `mutation Change($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { endpoint { ${endpointFields} } ${secret} ${errorFields} } }`;

export interface Change {
  readonly endpoint: any;
  readonly secret?: string;
  readonly errors: readonly any[];
}

/** The mutations on endpoints, as a client writes them. */
export const webhooksOf = (client: GatewayClient) => {
  const change = (name: string, secret?: string) => async (input: object) => {
    const data = await client.ask(mutation(name, secret), { input });
    return data[name] as Change;
  };
  return {
    create: change("createWebhookEndpoint", "secret"),
    update: change("updateWebhookEndpoint"),
    delete: change("deleteWebhookEndpoint"),
    rotate: change("rotateWebhookSecret", "secret"),
    test: change("sendTestWebhook"),
    redeliver: change("redeliverWebhooks"),
    async list(): Promise<any[]> {
      const { webhookEndpoints } = await client.ask(`{ webhookEndpoints { nodes { ${endpointFields} } } }`);
      return webhookEndpoints.nodes;
    },
    async endpoint(id: string): Promise<any> {
      const query = `query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { ${endpointFields} } } }`;
      return (await client.ask(query, { id })).node;
    },
    async deliveries(id: string, status: readonly string[] = []): Promise<any[]> {
      const query = `query ($id: ID!, $status: [DeliveryStatus!]) { node(id: $id) { ... on WebhookEndpoint {
        deliveries(first: 200, status: $status) { nodes {
          id webhookId eventId status nextAttemptAt attempts { at httpStatus durationMs error } } } } } }`;
      return (await client.ask(query, { id, status })).node.deliveries.nodes;
    },
  };
};

/** Sends one invoice and waits for nothing. */
export async function submitOne(client: GatewayClient, number: string): Promise<any> {
  const input = { idempotencyKey: number, content: { invoice: anInvoiceInput({ number }) } };
  return (await client.ask(submitInvoice, { input })).submitInvoice;
}

export const hourMs = 3_600_000;

/** A gateway with a clock that the tests of a file move, and systems that it tells. */
export interface OutboundHouse {
  readonly client: GatewayClient;
  readonly gateway: TestGateway;
  readonly webhooks: ReturnType<typeof webhooksOf>;
  open(answer?: (request: ReceivedRequest) => ReceiverAnswer): Promise<Receiver>;
  /** The gateway's clock, in milliseconds. */
  nowMs(): number;
  advance(ms: number): void;
  eventsBehind(cursor?: string): Promise<any[]>;
  lastCursor(): Promise<string | undefined>;
  untilDelivered(number: string, cursor?: string): Promise<any[]>;
}

export function openOutboundHouse(): () => OutboundHouse {
  let gateway: TestGateway;
  let aheadMs = 0;
  const receivers: Receiver[] = [];
  const nowMs = () => Date.now() + aheadMs;
  beforeAll(async () => {
    gateway = await openGateway({ extras: { now: () => new Date(nowMs()), webhookTimeoutMs: 2_000 } });
  });
  afterAll(() => gateway.stop());
  afterEach(async () => {
    const { list, delete: remove } = webhooksOf(gateway.client);
    for (const { id } of await list()) await remove({ id });
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  });
  const eventsBehind = async (after?: string): Promise<any[]> =>
    (await gateway.client.ask(listEvents, { first: 200, ...(after && { after }) })).invoiceEvents.edges;
  return () => ({
    client: gateway.client,
    gateway,
    webhooks: webhooksOf(gateway.client),
    async open(answer) {
      const receiver = await aReceiver(answer);
      receivers.push(receiver);
      return receiver;
    },
    nowMs,
    advance(ms) {
      aheadMs += ms;
    },
    eventsBehind,
    lastCursor: async () => (await eventsBehind()).at(-1)?.cursor,
    untilDelivered: (number, after) =>
      until(
        () => eventsBehind(after),
        (edges) => edges.some(({ node }) => node.invoice.number === number && node.type === "INVOICE_DELIVERED"),
      ),
  });
}

/** Until the receiver has had so many calls. */
export const received = (receiver: Receiver, count: number): Promise<readonly ReceivedRequest[]> =>
  until(
    () => Promise.resolve(receiver.requests),
    (requests) => requests.length >= count,
  );

export const webhookIdOf = ({ headers }: Pick<ReceivedRequest, "headers">): string => String(headers["webhook-id"]);
