import type { GatewayClient } from "../../setup/client.js";
import { anInvoiceInput, type InvoiceInput } from "./an-invoice-input.js";
import { until } from "./until.js";

const problem = `fragment Problem on UserError {
  __typename code message path
  ... on ValidationError { violations { rule message path } }
  ... on IdempotencyConflictError { original { id } }
  ... on DuplicateInvoiceError { existing { id } }
  ... on LimitExceededError { limit actual }
}`;

const submitInvoices = `mutation SubmitBatch($input: SubmitInvoicesInput!) {
  submitInvoices(input: $input) { replayed batch { id state finishedAt counts { total } } errors { ...Problem } }
} ${problem}`;

const batch = `query Batch($id: ID!, $after: Cursor, $onlyErrors: Boolean! = false) {
  batch(id: $id) {
    id state createdAt finishedAt counts { total accepted rejected unknown pending }
    results(first: 200, after: $after, onlyErrors: $onlyErrors) {
      pageInfo { hasNextPage endCursor }
      nodes { index clientReference invoice { id number status { value } } submission { id state } errors { ...Problem } }
    }
  }
} ${problem}`;

const submitOne = `mutation Submit($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) { invoice { id number } submission { id state } errors { ...Problem } }
} ${problem}`;

const cancelOne = `mutation Cancel($input: CancelInvoiceInput!) {
  cancelInvoice(input: $input) { invoice { status { value } } errors { ...Problem } }
} ${problem}`;

export const submitInvoice = async (client: GatewayClient, input: object): Promise<any> =>
  (await client.ask(submitOne, { input })).submitInvoice;

export const cancelInvoice = async (client: GatewayClient, input: object): Promise<any> =>
  (await client.ask(cancelOne, { input })).cancelInvoice;

/** Far enough away: what is to be looked at is kept and not sent. */
export const neverSent = { scheduleAt: "2099-01-01T00:00:00Z" };

export interface BatchItem {
  readonly idempotencyKey: string;
  readonly content: { readonly invoice: InvoiceInput };
  readonly [name: string]: unknown;
}

export const anItem = (
  number: string,
  { idempotencyKey = number, routing = neverSent, ...invoice }: InvoiceInput = {},
): BatchItem => ({
  idempotencyKey,
  content: { invoice: anInvoiceInput({ number, ...invoice }) },
  routing,
});

export const someItems = (prefix: string, count: number, overrides: InvoiceInput = {}): BatchItem[] =>
  Array.from({ length: count }, (_, index) => anItem(`${prefix}-${index}`, overrides));

export const submitBatch = async (client: GatewayClient, input: object): Promise<any> =>
  (await client.ask(submitInvoices, { input })).submitInvoices;

export const readBatch = async (client: GatewayClient, id: string, variables: object = {}): Promise<any> =>
  (await client.ask(batch, { id, ...variables })).batch;

/** Every result, page by page. */
export async function readResults(client: GatewayClient, id: string, onlyErrors = false): Promise<any[]> {
  const nodes: any[] = [];
  for (let after: string | undefined, more = true; more;) {
    const { results } = await readBatch(client, id, { after, onlyErrors });
    nodes.push(...results.nodes);
    after = results.pageInfo.endCursor;
    more = results.pageInfo.hasNextPage;
  }
  return nodes;
}

/** Until each item has its invoice or its problems, or the batch is refused as a whole. */
export async function untilPrepared(client: GatewayClient, id: string, timeoutMs = 60_000): Promise<any[]> {
  return until(
    async () => {
      // A question about every item is work for the gateway, too.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return readResults(client, id);
    },
    (results) => results.every(({ submission, errors }) => submission !== null || errors.length > 0),
    timeoutMs,
  );
}

export const untilState = (client: GatewayClient, id: string, state: string, timeoutMs = 60_000): Promise<any> =>
  until(
    () => readBatch(client, id),
    (read) => read.state === state,
    timeoutMs,
  );

export async function upload(
  url: string,
  key: string | undefined,
  body: RequestInit["body"],
  headers: Record<string, string> = {},
): Promise<{ status: number; body: any }> {
  const request: RequestInit = {
    method: "POST",
    headers: {
      "content-type": "application/x-ndjson",
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: body ?? null,
    duplex: "half",
  };
  const response = await fetch(`${url}/uploads`, request);
  return { status: response.status, body: await response.json() };
}

export const toLines = (items: readonly unknown[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join("");
