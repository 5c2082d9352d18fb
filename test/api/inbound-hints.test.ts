import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/config.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { eventsOf, push, sendInvoice, statusOf, untilEvent, untilLogged, withProvider } from "./support/inbound.js";

/** A provider that does not sign what it pushes. */
function unsigned(provider: Provider): Provider {
  if (!provider.webhook) throw new Error(`${provider.id} has no webhook`);
  const { signature: _, ...webhook } = provider.webhook;
  return { ...provider, webhook };
}

/** The same, and it answers no questions. */
function mute(provider: Provider): Provider {
  const { polling: _, ...rest } = unsigned(provider);
  return { ...rest, id: "mute" };
}

const accountsWith = (accounts: Configuration["accounts"]): Configuration["accounts"] => [
  ...withProvider(unsigned)(accounts),
  ...accounts
    .filter(({ provider }) => provider.id === "e-invoice-be")
    .map((account) => ({ ...account, id: "mine-mute", provider: mute(account.provider) })),
];

const event = (id: string, type: string, reference: string) => ({ id, type, data: { document_id: reference } });

describe("What a provider pushes without a signature", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 3_600_000, changeAccounts: accountsWith });
  });
  afterAll(() => gateway.stop());

  const questionsAbout = (reference: string) =>
    (gateway.simulators.get("e-invoice-be")?.requests ?? []).filter(
      ({ method, path }) => method === "GET" && path === `/api/documents/${reference}`,
    ).length;

  it("changes nothing when it lies: the provider is asked, and that counts", async () => {
    const { id, reference } = await sendInvoice(gateway, "LIE-1");
    const before = { status: await statusOf(gateway, id), events: await eventsOf(gateway, reference) };
    const asked = questionsAbout(reference);
    const answer = await push(gateway, event("evt-lie", "document.sent.failed", reference), { secret: null });

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-lie" && state === "APPLIED");

    expect(answer.status).toBe(202);
    expect(delivery.reason).toContain("TRANSIT");
    expect(questionsAbout(reference)).toBe(asked + 1);
    expect(await statusOf(gateway, id)).toEqual(before.status);
    expect(await eventsOf(gateway, reference)).toEqual(before.events);
  });

  it("is only written down where the provider cannot be asked", async () => {
    const { id, reference } = await sendInvoice(gateway, "LIE-2", "mute");
    const before = await statusOf(gateway, id);
    await push(gateway, event("evt-mute", "document.sent", reference), { account: "mine-mute", secret: null });

    const delivery = await untilLogged(gateway, ({ eventId, state }) => eventId === "evt-mute" && state === "APPLIED");

    expect(delivery.reason).toContain("cannot be asked");
    expect(questionsAbout(reference)).toBe(0);
    expect(await statusOf(gateway, id)).toEqual(before);
  });

  it("does not take the place of another event by its id", async () => {
    const { reference } = await sendInvoice(gateway, "LIE-3");
    await push(gateway, event("evt-same", "document.sent", "invented"), { secret: null });
    await push(gateway, event("evt-same", "document.sent", reference), { secret: null });

    const isIt = ({ eventId, reason }: any) => eventId === "evt-same" && reason?.includes("TRANSIT");
    expect(await untilLogged(gateway, isIt)).toMatchObject({ state: "APPLIED" });
  });

  it("about something nobody knows is no work for a person in the end", async () => {
    await push(gateway, event("evt-nothing", "document.sent", "made-up"), { secret: null });
    await untilLogged(gateway, ({ eventId, attempts }) => eventId === "evt-nothing" && attempts > 0);
    await gateway.database.query(
      "update delivery set received_at = received_at - interval '25 hours' where event_id = 'evt-nothing'",
    );

    const delivery = await untilLogged(
      gateway,
      ({ eventId, state }) => eventId === "evt-nothing" && state !== "RECEIVED",
    );

    expect(delivery).toMatchObject({ state: "APPLIED", reason: expect.stringContaining("made-up") });
  });
});

it("A hint that is true is found to be true by asking", async () => {
  const gateway = await openGateway({ stepMs: 300, changeAccounts: withProvider(unsigned) });
  const { reference } = await sendInvoice(gateway, "TRUE-1");

  await untilEvent(gateway, reference, "INVOICE_DELIVERED");

  const { rows } = await gateway.database.query("select origin from event_log where type = 'INVOICE_DELIVERED'");
  await gateway.stop();
  expect(rows).toEqual([{ origin: "PROVIDER_POLL" }]);
});
