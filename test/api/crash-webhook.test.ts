import { afterAll, beforeAll, expect, it } from "vitest";
import pg from "pg";
import { signature } from "../../providers/e-invoice-be/webhook.js";
import { type GatewayProcess, type Outside, openOutside } from "../setup/gateway-process.js";
import { readLog, submitTo } from "../setup/submit-to.js";
import { openAccount } from "./support/e-invoice-be-account.js";
import { until } from "./support/until.js";

let outside: Outside;
beforeAll(async () => {
  // The provider never says by itself that the document has arrived: the test does.
  outside = await openOutside({ stepMs: 3_600_000 });
});
afterAll(() => outside.close());

async function post(gateway: GatewayProcess, documentId: string): Promise<number> {
  const { simulator } = outside.providers["e-invoice-be"];
  const secret = await openAccount({ simulators: new Map([["e-invoice-be", simulator]]) }).webhookSecret();
  const body = Buffer.from(JSON.stringify({ id: "evt-1", type: "document.sent", data: { document_id: documentId } }));
  const response = await fetch(`${gateway.url}/webhooks/mine-e-invoice-be`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signature.sign(body, secret, Date.now()) },
    body,
  });
  return response.status;
}

it("applies a webhook once that was acknowledged right before the gateway was killed", async () => {
  const { database } = outside;
  const deliveries = async () => (await database.query("select state, attempts from delivery")).rows;
  const first = await outside.start();
  await until(
    () => database.query("select 1 from account_state where webhook_registration is not null"),
    ({ rows }) => rows.length > 0,
  );
  const { invoice } = await submitTo("e-invoice-be", "ACK-1", () => first.client, 10_000);
  const documentId = invoice.providerReferences[0].reference;
  const blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
  await blocker.query("begin");
  await blocker.query("select 1 from submission for update");

  expect(await post(first, documentId)).toBe(202);
  await until(deliveries, (rows) => rows[0].attempts > 0);
  await first.kill();
  expect(await deliveries()).toMatchObject([{ state: "RECEIVED" }]);
  await blocker.end();
  const second = await outside.start();
  expect(await post(second, documentId)).toBe(202);
  await until(deliveries, ([delivery]) => delivery.state === "APPLIED", 120_000);

  expect(await deliveries()).toHaveLength(1);
  const told = (await readLog(database)).map(({ type }) => type);
  expect(told).toEqual(["INVOICE_SUBMITTED", "INVOICE_VALIDATED", "INVOICE_DELIVERED"]);
}, 150_000);
