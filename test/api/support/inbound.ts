import type { Configuration } from "../../../src/config.js";
import type { Provider } from "../../../src/provider-kit/provider.js";
import { signature } from "../../../providers/e-invoice-be/webhook.js";
import type { TestGateway } from "../../setup/open-gateway.js";
import { anInvoiceInput } from "./an-invoice-input.js";
import { openAccount } from "./e-invoice-be-account.js";
import { submitInvoice } from "./operations.js";
import { until } from "./until.js";

type Accounts = Configuration["accounts"];

/** The accounts with e-invoice.be as a provider that is a little different. */
export const withProvider =
  (change: (provider: Provider) => Provider) =>
  (accounts: Accounts): Accounts =>
    accounts.map((account) =>
      account.provider.id === "e-invoice-be" ? { ...account, provider: change(account.provider) } : account,
    );

export interface Push {
  readonly account?: string;
  readonly headers?: Record<string, string>;
  /** Signed with the provider's present one unless this says otherwise; null does not sign. */
  readonly secret?: string | null;
}

/** Somebody, the provider say, posts to the address of an account. */
export async function push(
  gateway: Pick<TestGateway, "url" | "simulators">,
  body: object | string | Uint8Array,
  { account = "mine-e-invoice-be", headers = {}, secret }: Push = {},
): Promise<Response> {
  const text = body instanceof Uint8Array || typeof body === "string" ? body : JSON.stringify(body);
  const bytes = Buffer.from(text as string);
  const signing = secret === undefined ? await openAccount(gateway).webhookSecret() : secret;
  return fetch(`${gateway.url}/webhooks/${account}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(signing !== null && signature.sign(bytes, signing, Date.now())),
      ...headers,
    },
    body: bytes,
  });
}

/** An invoice that the provider has; answers our id and the provider's reference. */
export async function sendInvoice(
  { client }: Pick<TestGateway, "client">,
  number: string,
  provider = "e-invoice-be",
): Promise<{ id: string; reference: string }> {
  const { submitInvoice: sent } = await client.ask(submitInvoice, {
    input: {
      idempotencyKey: number,
      content: { invoice: anInvoiceInput({ number }) },
      routing: { provider },
      waitMs: 10_000,
    },
  });
  if (sent.errors.length > 0) throw new Error(JSON.stringify(sent.errors));
  const { id, providerReferences } = sent.invoice;
  return { id, reference: providerReferences[0].reference };
}

export const statusOf = async ({ client }: Pick<TestGateway, "client">, id: string): Promise<any> =>
  (
    await client.ask(
      `query ($id: ID!) { invoice(by: { id: $id }) {
        status { value since terminal native { code } }
      } }`,
      { id },
    )
  ).invoice.status;

const inboundDeliveries = `query Inbound($first: Int, $after: Cursor, $filter: InboundDeliveryFilter) {
  inboundDeliveries(first: $first, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { cursor }
    nodes {
      id accountId provider { key } receivedAt verdict reason state headers { name value } bytes sha256 acknowledgedInMs
      attempts lastError nextAttemptAt appliedAt repeats lastRepeatAt eventId
    }
  }
}`;

export const listDeliveries = async (
  client: TestGateway["client"],
  variables: Record<string, unknown> = {},
): Promise<any> => (await client.ask(inboundDeliveries, { first: 200, ...variables })).inboundDeliveries;

/** Waits until the log has an entry that is as wanted. */
export async function untilLogged(
  { client }: Pick<TestGateway, "client">,
  isIt: (delivery: any) => boolean,
  timeoutMs?: number,
): Promise<any> {
  const { nodes } = await until(
    () => listDeliveries(client),
    (page) => page.nodes.some(isIt),
    timeoutMs,
  );
  return nodes.find(isIt);
}

/** What has been told about one invoice. */
export async function eventsOf({ database }: Pick<TestGateway, "database">, reference: string): Promise<string[]> {
  const { rows } = await database.query(
    `select e.type from event_log e join invoice i on i.tenant_id = e.tenant_id and i.id = e.invoice_id
     where i.reference_id = $1 order by e.sequence`,
    [reference],
  );
  return rows.map(({ type }) => type);
}

export const untilEvent = (gateway: Pick<TestGateway, "database">, reference: string, type: string) =>
  until(
    () => eventsOf(gateway, reference),
    (types) => types.includes(type),
  );
