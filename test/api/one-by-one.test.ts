import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountConfiguration } from "../../src/infrastructure/configured-accounts.js";
import { type GatewayClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { submitInvoice } from "./support/operations.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
const instances: { client: GatewayClient; stop(): Promise<void> }[] = [];
let provider: Server;
const seen = { underWay: 0, most: 0, calls: 0 };

/** Takes its time, counts who calls at once, and accepts nobody. */
function openSlowProvider(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.method !== "POST" || incoming.url !== "/api/documents/ubl") {
      outgoing.writeHead(404).end("{}");
      return;
    }
    seen.calls++;
    seen.most = Math.max(seen.most, ++seen.underWay);
    setTimeout(() => {
      seen.underWay--;
      outgoing.writeHead(422, { "content-type": "application/json" }).end(JSON.stringify({ detail: "No" }));
    }, 150);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

beforeAll(async () => {
  gateway = await openGateway();
  provider = await openSlowProvider();
});
afterAll(async () => {
  for (const instance of instances) await instance.stop();
  provider.closeAllConnections();
  provider.close();
  await gateway.stop();
});

const accountWith = (id: string, submissionsAtOnce?: number): AccountConfiguration => {
  const known = gateway.configuration.accounts.find((account) => account.provider.id === "e-invoice-be");
  if (!known) throw new Error("There is no e-invoice.be");
  const limits = { rates: {}, ...(submissionsAtOnce !== undefined && { submissionsAtOnce }) };
  const baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  return { ...known, id, baseUrl, provider: { ...known.provider, limits } };
};

async function submitTwelve(account: AccountConfiguration, prefix: string): Promise<void> {
  Object.assign(seen, { underWay: 0, most: 0, calls: 0 });
  const twins = [await gateway.openTwin({ accounts: [account] }), await gateway.openTwin({ accounts: [account] })];
  instances.push(...twins);
  const submit = async (index: number) => {
    const invoice = anInvoiceInput({ number: `${prefix}-${index}` });
    const input = { idempotencyKey: invoice["number"] as string, content: { invoice } };
    const answer = await twins[index % 2]?.client.ask(submitInvoice, { input });
    expect(answer.submitInvoice.errors).toEqual([]);
  };
  await Promise.all(Array.from({ length: 12 }, (_, index) => submit(index)));
  await until(
    () => Promise.resolve(seen.calls),
    (calls) => calls === 12,
  );
}

describe("A provider that wants one submission after the other", () => {
  it("gets them so from two instances together", async () => {
    await submitTwelve(accountWith("in-order", 1), "ONE");
    expect(seen.most).toBe(1);
  });

  it("is an exception: others get several at once", async () => {
    await submitTwelve(accountWith("at-once"), "MANY");
    expect(seen.most).toBeGreaterThan(1);
  });
});
