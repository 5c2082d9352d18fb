import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Account, Accounts } from "../../src/application/account.js";
import type { AttemptRecord, SubmissionRecord } from "../../src/application/records.js";
import { submitInvoice } from "../../src/application/submit-invoice.js";
import type { AttemptOutcome, SubmissionState } from "../../src/domain/submission.js";
import { openAccounts, type OpenAccounts } from "../../src/infrastructure/configured-accounts.js";
import { createMemoryChain } from "../../src/infrastructure/memory/chain.js";
import { createMemoryTokens } from "../../src/infrastructure/network/token-store.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import type { Consequence } from "../../src/provider-kit/failure.js";
import { startWorker, type Worker } from "../../src/worker/worker.js";
import { until } from "../api/support/until.js";
import { aCommand, type House, type Instance, openHouse } from "./open-house.js";
import { aProvider } from "./wire/a-provider.js";
import { trusted } from "./wire/connections.js";
import { errorTable } from "./wire/error-table.js";
import type { Row, Scene } from "./wire/row.js";

/** How an attempt is written down, and where its submission stands then. */
const records: Readonly<Record<Consequence | "accepted", Written>> = {
  accepted: { outcome: "ACCEPTED", states: ["ACCEPTED"] },
  refused: { outcome: "REJECTED", states: ["REJECTED"] },
  // It is tried again: the next attempt may be under way.
  retry: { outcome: "NOT_ACCEPTED", states: ["QUEUED", "IN_FLIGHT"] },
  hold: { outcome: "UNKNOWN", states: ["OUTCOME_UNKNOWN"] },
};

interface Written {
  readonly outcome: AttemptOutcome;
  readonly states: readonly SubmissionState[];
}

/** What only goes wrong on a connection that was used before goes well at first. */
const cases = errorTable
  .filter(({ onlyLater }) => !onlyLater)
  .flatMap((row, index) =>
    (["write", "read"] as const).map((effect) => ({ name: row.name, effect, row, id: `${effect}-${index}` })),
  );

const tenantId = "mine";
const authorities = getCACertificates("default");
let house: House;
let instance: Instance;
let worker: Worker;
let scenes: readonly Scene[];
let opened: readonly OpenAccounts[];

beforeAll(async () => {
  setDefaultCACertificates([...authorities, trusted.cert]);
  house = await openHouse();
  scenes = await Promise.all(cases.map(({ row }) => row.serve()));
  opened = cases.map(({ row, effect, id }, index) => open(row, effect, id, scenes[index]?.url ?? ""));
  instance = house.openInstance({ accounts: join(opened.flatMap((accounts) => accounts.all())) });
  await instance.gateway.store.keys.saveTenant({ id: tenantId, name: "Company mine" });
  await house.jobs.start();
  worker = await startWorker(instance.gateway, house.jobs, {});
});

afterAll(async () => {
  await Promise.all([worker.stop(), house.jobs.stop(), ...opened.map((accounts) => accounts.close())]);
  await Promise.all(scenes.map((scene) => scene.close()));
  await house.close();
  setDefaultCACertificates(authorities);
});

describe("The attempt to send through a provider that", () => {
  it.concurrent.each(cases)(
    "$name, when it is to $effect, is written down as it ended",
    async ({ row, effect, id }) => {
      const { submission } = await submitInvoice(instance.gateway, tenantId, aCommand(`N-${id}`, id));

      const first = await until(
        async () => (await attemptsOf(submission))[0],
        (attempt) => attempt?.outcome !== undefined,
      );

      const { outcome, states } = records[row[effect]];
      expect({ outcome: first?.outcome, problem: first?.problem }).toMatchObject({
        outcome,
        ...(row.kind && { problem: { kind: row.kind } }),
      });
      const [stored] = await instance.gateway.store.reader(tenantId).submissions([submission?.id ?? ""]);
      expect(states).toContain(stored?.state);
    },
  );
});

const attemptsOf = (submission: SubmissionRecord | undefined): Promise<AttemptRecord[]> =>
  instance.gateway.store.reader(tenantId).attemptsOf([submission?.id ?? ""]);

/** One account per case: the breaker of one must not stop another. Who only reads asks before it sends. */
function open(row: Row, effect: "write" | "read", id: string, baseUrl: string): OpenAccounts {
  const provider = aProvider({ ...row, id, asksFirst: effect === "read" });
  return openAccounts([{ id, tenantId, provider, environment: "SIMULATED", baseUrl, credentials: undefined }], {
    windows: createLocalRateWindows(Date.now),
    tokens: createMemoryTokens(),
    chainOf: createMemoryChain,
    rules: new Map(),
    ...(row.timeouts && { timeouts: row.timeouts }),
  });
}

function join(accounts: readonly Account[]): Accounts {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return { ofTenant: () => accounts, find: (id) => byId.get(id), all: () => accounts, rulesOf: () => [] };
}
