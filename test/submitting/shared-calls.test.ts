import { afterAll, beforeAll, expect, it } from "vitest";
import { createRetryBudget } from "../../src/application/retry-budget.js";
import { sendQueued } from "../../src/application/send-queued.js";
import { submitInvoice } from "../../src/application/submit-invoice.js";
import { openAccounts, type OpenAccounts } from "../../src/infrastructure/configured-accounts.js";
import { createMemoryChain } from "../../src/infrastructure/memory/chain.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import { createMemoryTokens } from "../../src/infrastructure/network/token-store.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { holdJobs } from "./model/jobs-in-hand.js";
import { aCommand, type House, openHouse } from "./open-house.js";
import { aProvider } from "./wire/a-provider.js";

const tenantId = "mine";
const perCall = 30;
/** How many came together, call by call. */
const calls: number[] = [];

const provider: Provider = {
  ...aProvider({ id: "together" }),
  limits: { rates: {}, batch: { documents: perCall, bytes: 1_000_000 } },
  async submitBatch(orders) {
    calls.push(orders.length);
    return orders.map(({ key: id }) => ({ outcome: "accepted", reference: { id }, status: "TAKEN" }));
  },
};

let house: House;
let accounts: OpenAccounts;
beforeAll(async () => {
  house = await openHouse();
  accounts = openAccounts(
    [
      {
        id: "together",
        tenantId,
        provider,
        environment: "SIMULATED",
        baseUrl: "http://127.0.0.1:9",
        credentials: undefined,
      },
    ],
    {
      windows: createLocalRateWindows(Date.now),
      tokens: createMemoryTokens(),
      chainOf: createMemoryChain,
      rules: new Map(),
    },
  );
});
afterAll(async () => {
  await accounts.close();
  await house.close();
});

it("What fits into one call is sent in one, whoever else looks for work at that moment", async () => {
  const open = () => house.openInstance({ accounts, jobs: holdJobs(() => new Date()) }).gateway;
  const instances = [open(), open(), open()];
  const [first] = instances;
  const account = accounts.find("together");
  if (!first || !account) throw new Error("There is nobody to send");
  await first.store.keys.saveTenant({ id: tenantId, name: "Company mine" });

  for (let round = 0; round < 5; round++) {
    for (let index = 0; index < perCall; index++) {
      await submitInvoice(first, tenantId, aCommand(`R-${round}-${index}`));
    }
    const budget = createRetryBudget(() => new Date());
    await Promise.all(instances.map((gateway) => sendQueued(gateway, account, { budget, onlyUrgent: false })));
  }

  expect(calls).toEqual(Array.from({ length: 5 }, () => perCall));
});
