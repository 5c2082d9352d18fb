import type { GatewayClient } from "../../setup/client.js";
import { anInvoiceInput } from "./an-invoice-input.js";
import { submitInvoice } from "./operations.js";

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
