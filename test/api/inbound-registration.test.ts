import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../src/application/gateway.js";
import { readConfiguration } from "../../src/config.js";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { push, sendInvoice, untilEvent } from "./support/inbound.js";
import { until } from "./support/until.js";

const warnings: { details: any; message: string }[] = [];
const log: Log = {
  info: () => undefined,
  warn: (details, message) => void warnings.push({ details, message }),
  error: () => undefined,
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 300, extras: { log } });
});
afterAll(() => gateway.stop());

const simulator = () => {
  const running = gateway.simulators.get("e-invoice-be");
  if (!running) throw new Error("There is no simulator");
  return running;
};

/** What the owner of the account sees at the provider. */
async function hooks(): Promise<{ id: string; url: string; secret: string }[]> {
  const response = await fetch(`${simulator().url}/api/webhooks/`, {
    headers: { authorization: "Bearer simulator-api-key" },
  });
  return (await response.json()) as { id: string; url: string; secret: string }[];
}

async function onlyHook() {
  const [hook, ...others] = await hooks();
  if (!hook) throw new Error("There is no webhook");
  expect(others).toEqual([]);
  return hook;
}

const rotate = async (input: object, client = gateway.client) =>
  (
    await client.ask(
      `mutation ($input: RotateProviderWebhookInput!) {
        rotateProviderWebhook(input: $input) {
          registration { accountId registrationId url registeredAt oldSecretsUntil }
          errors { __typename ... on UserError { code message path retryable } }
        }
      }`,
      { input },
    )
  ).rotateProviderWebhook;

const event = (id: string) => ({ id, type: "document.invented", data: {} });
const accountId = "mine-e-invoice-be";

describe("A rotation", () => {
  it("registers anew, deletes the old registration and accepts the old secret for a day", async () => {
    const old = await onlyHook();
    const { registration, errors } = await rotate({ accountId });
    const fresh = await onlyHook();

    expect(errors).toEqual([]);
    expect(fresh.secret).not.toBe(old.secret);
    expect(registration).toMatchObject({ accountId, registrationId: fresh.id, url: fresh.url });
    const day = Date.parse(registration.oldSecretsUntil) - Date.now();
    expect(day / 3_600_000).toBeCloseTo(24, 1);
    expect((await push(gateway, event("evt-old"), { secret: old.secret })).status).toBe(202);
    expect((await push(gateway, event("evt-new"), { secret: fresh.secret })).status).toBe(202);
    const { rows } = await gateway.database.query("select webhook_registration from account_state");
    expect(String(rows[0].webhook_registration)).not.toContain("whsec_");
  });

  it("does not keep the provider from telling what happens", async () => {
    const { reference } = await sendInvoice(gateway, "ROTATED-1");

    await untilEvent(gateway, reference, "INVOICE_DELIVERED");

    const { rows } = await gateway.database.query("select origin from event_log where type = 'INVOICE_DELIVERED'");
    expect(rows).toEqual([{ origin: "PROVIDER_WEBHOOK" }]);
  });

  it("ends every old secret when its overlap is over", async () => {
    const old = await onlyHook();
    const { registration } = await rotate({ accountId, overlapSeconds: 2 });
    const during = await push(gateway, event("evt-during"), { secret: old.secret });

    const after = await until(
      () => push(gateway, event("evt-after"), { secret: old.secret }),
      ({ status }) => status === 401,
    );

    expect(during.status).toBe(202);
    expect(after.status).toBe(401);
    expect(Date.parse(registration.oldSecretsUntil)).toBeLessThanOrEqual(Date.now());
    expect((await rotate({ accountId, overlapSeconds: 0 })).registration.oldSecretsUntil).toBeNull();
  });

  it("whose answer is lost goes on with the same registration when it is asked for again", async () => {
    simulator().fail({ method: "POST", path: /^\/api\/webhooks\/$/, times: 1, how: "lose" });
    const lost = await rotate({ accountId });
    const again = await rotate({ accountId });

    const hook = await onlyHook();
    expect(lost).toMatchObject({ registration: null, errors: [{ code: "OUTCOME_UNKNOWN", retryable: true }] });
    expect(again).toMatchObject({ registration: { registrationId: hook.id }, errors: [] });
    expect((await push(gateway, event("evt-again"), { secret: hook.secret })).status).toBe(202);
  });

  it("is refused for what is not there, cannot be done, or is too long", async () => {
    const codeOf = ({ errors }: any) => errors.map(({ code, path }: any) => [code, path[0]]);

    expect(codeOf(await rotate({ accountId: "nobody" }))).toEqual([["NOT_FOUND", "accountId"]]);
    expect(codeOf(await rotate({ accountId }, gateway.stranger))).toEqual([["NOT_FOUND", "accountId"]]);
    expect(codeOf(await rotate({ accountId: "mine-myinvois" }))).toEqual([["UNSUPPORTED_BY_PROVIDER", "accountId"]]);
    for (const overlapSeconds of [-1, 7 * 86_400 + 1]) {
      expect(codeOf(await rotate({ accountId, overlapSeconds }))).toEqual([["LIMIT_EXCEEDED", "overlapSeconds"]]);
    }
  });
});

it("An account says in the configuration that it wants no webhooks", async () => {
  const directory = await mkdtemp(join(tmpdir(), "configuration-"));
  const path = join(directory, "gateway.json");
  const account = { id: "one", provider: "e-invoice-be", environment: "SANDBOX", credentials: { apiKey: "key" } };
  const accounts = [
    { ...account, webhooks: false },
    { ...account, id: "two" },
  ];
  await writeFile(path, JSON.stringify({ tenants: [{ id: "mine", name: "Mine", accounts }] }));
  const environment = { CONFIG_FILE: path, MASTER_KEY: Buffer.alloc(32).toString("base64") };
  const configuration = readConfiguration(environment, await loadProviders());
  await rm(directory, { recursive: true });

  expect(configuration.accounts.map(({ webhooks }) => webhooks)).toEqual([false, undefined]);
});

describe("A registration", () => {
  it("of an account that is gone is named once, with what to do", async () => {
    const { id } = await onlyHook();
    const twin = await gateway.openTwin({ accounts: [] });
    const about = () => warnings.filter(({ message }) => message.includes("gone from the configuration"));

    await until(
      async () => about(),
      ({ length }) => length > 0,
    );
    await twin.stop();

    expect(about()).toMatchObject([{ details: { accountId, registrationId: id, provider: "e-invoice-be" } }]);
    expect(about()[0]?.message).toContain('"webhooks": false');
    expect(await onlyHook()).toMatchObject({ id });
  });

  it("is deleted at the provider when the operator wants no webhooks, and nothing is taken any more", async () => {
    const { secret } = await onlyHook();
    const accounts = gateway.configuration.accounts.map((account) => ({ ...account, webhooks: false }));
    const twin = await gateway.openTwin({ accounts });

    await until(hooks, ({ length }) => length === 0);
    const { rows } = await until(
      () => gateway.database.query("select webhook_registration as sealed from account_state"),
      (answer) => answer.rows.every(({ sealed }) => sealed === null),
    );
    const answer = await push({ ...gateway, url: twin.url }, event("evt-unwanted"), { secret });
    await twin.stop();

    expect(rows.length).toBeGreaterThan(0);
    expect(answer.status).toBe(404);
  });
});
