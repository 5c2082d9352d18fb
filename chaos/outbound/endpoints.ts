import type { Ask } from "../setting/ask-gateway.js";

export interface Event {
  readonly id: string;
  readonly cursor: string;
  readonly recordedAt: string;
}

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly status: "PENDING" | "SUCCEEDED" | "FAILED" | "DEAD";
  readonly nextAttemptAt: string | null;
  readonly attempts: readonly { readonly at: string; readonly durationMs: number }[];
}

export interface Endpoint {
  readonly enabled: boolean;
  readonly failingSince: string | null;
  readonly disabledAt: string | null;
}

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** @throws when the gateway refuses */
async function change<Answer>(ask: Ask, name: string, asked: string, input: object): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const answer = await ask<Record<string, Answer & { readonly errors: readonly unknown[] }>>(
    `mutation ($input: ${type}) { ${name}(input: $input) { ${asked} errors { ... on UserError { message } } } }`,
    { input },
  );
  const payload = answer[name];
  if (!payload || payload.errors.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(payload?.errors)}`);
  return payload;
}

export async function createEndpoint(ask: Ask, url: string): Promise<{ id: string; secret: string }> {
  const { endpoint, secret } = await change<{ endpoint: { id: string }; secret: string }>(
    ask,
    "createWebhookEndpoint",
    "secret endpoint { id }",
    { url, types: [] },
  );
  return { id: endpoint.id, secret };
}

export const rotateSecret = (ask: Ask, id: string): Promise<string> =>
  change<{ secret: string }>(ask, "rotateWebhookSecret", "secret", { id }).then(({ secret }) => secret);

export const setEnabled = (ask: Ask, id: string, enabled: boolean): Promise<unknown> =>
  change(ask, "updateWebhookEndpoint", "endpoint { id }", { id, enabled });

export const redeliver = (ask: Ask, id: string, deliveryIds: readonly string[]): Promise<unknown> =>
  change(ask, "redeliverWebhooks", "endpoint { id }", { id, deliveryIds });

export const readEndpoint = (ask: Ask, id: string): Promise<Endpoint> =>
  ask<{ node: Endpoint }>(
    "query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { enabled failingSince disabledAt } } }",
    { id },
  ).then(({ node }) => node);

export const readEvents = (ask: Ask): Promise<Event[]> =>
  readAll(async (after) => {
    const query = `query ($after: Cursor) { invoiceEvents(first: 200, after: $after) {
      nodes { id cursor recordedAt } pageInfo { hasNextPage endCursor } } }`;
    return (await ask<{ invoiceEvents: Page<Event> }>(query, { after })).invoiceEvents;
  });

export const readDeliveries = (ask: Ask, id: string, status: readonly Delivery["status"][]): Promise<Delivery[]> =>
  readAll(async (after) => {
    const query = `query ($id: ID!, $status: [DeliveryStatus!], $after: Cursor) {
      node(id: $id) { ... on WebhookEndpoint { deliveries(first: 200, after: $after, status: $status) {
        nodes { id webhookId status nextAttemptAt attempts { at durationMs } } pageInfo { hasNextPage endCursor } } } } }`;
    return (await ask<{ node: { deliveries: Page<Delivery> } }>(query, { id, status, after })).node.deliveries;
  });

async function readAll<Node>(read: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const all: Node[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo }: Page<Node> = await read(after);
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}
