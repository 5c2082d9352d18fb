import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningGateway, startGateway } from "../../src/compose.js";
import { createApiKey } from "../../src/server/api-key.js";
import { anInvoiceInput } from "../api/support/an-invoice-input.js";
import { submitInvoice } from "../api/support/operations.js";
import { until } from "../api/support/until.js";
import { createClient, type GatewayClient } from "../setup/client.js";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.js";
import { silentLog } from "../setup/silent-log.js";
import { aProvider } from "./wire/a-provider.js";
import { errorTable } from "./wire/error-table.js";
import type { Scene } from "./wire/row.js";

interface Shown {
  readonly status: string;
  readonly transport: string;
  readonly submission: readonly string[];
  readonly attempt: string;
  readonly reason?: string;
}

const waiting = { status: "QUEUED", transport: "QUEUED", submission: ["QUEUED", "IN_FLIGHT"], attempt: "NOT_ACCEPTED" };
const unknown = {
  status: "OUTCOME_UNKNOWN",
  transport: "UNKNOWN",
  submission: ["OUTCOME_UNKNOWN"],
  attempt: "UNKNOWN",
};
const refused = { status: "REJECTED", transport: "SENDING", submission: ["REJECTED"], attempt: "REJECTED" };
const sent = { status: "SUBMITTED", transport: "ACCEPTED_BY_PROVIDER", submission: ["ACCEPTED"], attempt: "ACCEPTED" };

/** What a client sees of rows of every consequence. */
const cases: readonly (readonly [string, Shown])[] = [
  ["takes it", sent],
  ["forgets once who is signed in (401, then fine)", sent],
  ["refuses it with 422 and a reason", { ...refused, reason: "E-17" }],
  ["does not know who calls (401, always)", waiting],
  ["has nothing at this address (404)", waiting],
  ["throttles for seven seconds (429)", waiting],
  ["is out of service for two minutes (503)", waiting],
  ["does not listen", waiting],
  ["shows a certificate it signed itself", waiting],
  ["has such a document already (409)", { ...unknown, reason: "DUPLICATE" }],
  ["fails with 500", { ...unknown, reason: "UNKNOWN" }],
  ["cuts the connection once it has the request", { ...unknown, reason: "NETWORK" }],
  ["answers in HTML", { ...unknown, reason: "INVALID_RESPONSE" }],
];

const rows = cases.map(([name, shown], index) => {
  const row = errorTable.find((candidate) => candidate.name === name);
  if (!row) throw new Error(`The error table has no row "${name}"`);
  return { name, row, shown, provider: `row-${index}` };
});

let database: FreshDatabase;
let scenes: readonly Scene[];
let gateway: RunningGateway;
let client: GatewayClient;

beforeAll(async () => {
  database = await freshDatabase();
  scenes = await Promise.all(rows.map(({ row }) => row.serve()));
  const key = createApiKey("test");
  const sha256 = Buffer.from(key.hash).toString("hex");
  gateway = await startGateway(
    {
      host: "127.0.0.1",
      port: 0,
      dataDirectory: "unused",
      databaseUrl: database.url,
      masterKey: randomBytes(32),
      allowedOrigins: [],
      introspection: false,
      tenants: [{ id: "mine", name: "Company mine", apiKeys: [{ name: "test", sha256, scopes: ["*"] }] }],
      accounts: rows.map(({ row, provider }, index) => ({
        id: provider,
        tenantId: "mine",
        provider: aProvider({ ...row, id: provider }),
        environment: "SIMULATED" as const,
        baseUrl: scenes[index]?.url ?? "",
        credentials: undefined,
      })),
    },
    { log: silentLog },
  );
  client = createClient(gateway.url, key.secret);
});

afterAll(async () => {
  await client.close();
  await gateway.stop();
  await Promise.all(scenes.map((scene) => scene.close()));
  await database.drop();
});

const submissionOf = `query ($by: InvoiceBy!) { invoice(by: $by) {
  status { value transport reason { code } }
  submissions { state attempts { number outcome problem { kind httpStatus } } }
} }`;

describe("A client sees what became of a submission to a provider that", () => {
  it.each(rows)("$name", async ({ row, shown, provider }) => {
    const input = {
      idempotencyKey: provider,
      content: { invoice: anInvoiceInput({ number: provider }) },
      routing: { provider },
    };
    const { submitInvoice: submitted } = await client.ask(submitInvoice, { input });
    expect(submitted.errors).toEqual([]);

    const ask = () => client.ask(submissionOf, { by: { id: submitted.invoice.id } });
    await until(ask, ({ invoice }) => invoice.submissions[0].attempts[0]?.outcome != null);
    // The parts of one answer are read one after the other: the first that shows the end may have begun before it.
    const { invoice } = await ask();

    const [submission] = invoice.submissions;
    expect(shown.submission).toContain(submission.state);
    expect(submission.attempts[0]).toMatchObject({
      number: 1,
      outcome: shown.attempt,
      ...(row.kind && { problem: { kind: row.kind, httpStatus: row.httpStatus ?? null } }),
    });
    expect(invoice.status.reason?.code).toBe(shown.reason);
    if (submission.state === "IN_FLIGHT") return;
    expect({ status: invoice.status.value, transport: invoice.status.transport }).toEqual({
      status: shown.status,
      transport: shown.transport,
    });
  });
});
