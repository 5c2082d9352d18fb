import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Configuration } from "../../src/config.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { eventsOf, push, sendInvoice, untilEvent } from "./support/inbound.js";
import { until } from "./support/until.js";

/** Beside the account that is told by webhooks one that has to ask, every second at first. */
const withAsking = (accounts: Configuration["accounts"]): Configuration["accounts"] => [
  ...accounts,
  ...accounts
    .filter(({ provider }) => provider.id === "e-invoice-be")
    .map((account) => ({
      ...account,
      id: "mine-asking",
      webhooks: false,
      provider: {
        ...account.provider,
        id: "asking",
        ...(account.provider.polling && { polling: { ...account.provider.polling, everySeconds: [1, 1, 1] } }),
      },
    })),
];

let gateway: TestGateway;
const simulator = () => {
  const running = gateway.simulators.get("e-invoice-be");
  if (!running) throw new Error("There is no simulator");
  return running;
};
const questionsAbout = (reference: string) =>
  simulator().requests.filter(({ method, path }) => method === "GET" && path === `/api/documents/${reference}`).length;

/** When it is asked about next, in seconds from now. */
async function nextQuestion(reference: string): Promise<{ polls: number; seconds: number | null }> {
  const { rows } = await gateway.database.query(
    `select s.polls, extract(epoch from s.poll_at - now())::float8 as seconds from submission s
     join invoice i on i.tenant_id = s.tenant_id and i.id = s.invoice_id where i.reference_id = $1`,
    [reference],
  );
  return rows[0];
}

const askNow = (reference: string) =>
  gateway.database.query(
    `update submission s set poll_at = now() from invoice i
     where i.tenant_id = s.tenant_id and i.id = s.invoice_id and i.reference_id = $1`,
    [reference],
  );

describe("A document that is pending", () => {
  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 3_600_000, changeAccounts: withAsking });
  });
  afterAll(() => gateway.stop());

  it("is asked about often at first, and then after a tenth of its age", async () => {
    const { reference } = await sendInvoice(gateway, "PEND-1", "asking");
    await until(
      async () => questionsAbout(reference),
      (asked) => asked >= 4,
    );
    const waitAtAge = async (hours: number) => {
      const { polls } = await nextQuestion(reference);
      await gateway.database.query(
        `update submission s set poll_at = now(), created_at = now() - $2 * interval '1 hour' from invoice i
         where i.tenant_id = s.tenant_id and i.id = s.invoice_id and i.reference_id = $1`,
        [reference, hours],
      );
      const next = await until(
        () => nextQuestion(reference),
        // A question that was under way knows nothing of the age yet.
        (one) => one.polls > polls && (one.seconds ?? 0) > 600,
      );
      return (next.seconds ?? 0) / 60;
    };

    expect(await waitAtAge(10)).toBeCloseTo(60, 0);
    expect(await waitAtAge(40)).toBeCloseTo(240, 0);
    expect(await waitAtAge(24 * 30)).toBeCloseTo(360, 0);
  });

  it("is asked about after a minute at the earliest where the provider tells by itself", async () => {
    const { reference } = await sendInvoice(gateway, "PEND-2");

    const { seconds } = await nextQuestion(reference);

    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(61);
  });

  it("that the provider cannot be asked about at the moment waits all the same", async () => {
    const { reference } = await sendInvoice(gateway, "PEND-3", "asking");
    const path = new RegExp(`^/api/documents/${reference}$`);
    const how = { answer: { status: 503, body: { detail: "Away" }, headers: { "retry-after": "200" } } };
    simulator().fail({ method: "GET", path, times: 1, how });

    const { seconds } = await until(
      () => nextQuestion(reference),
      (one) => (one.seconds ?? 0) > 100,
    );

    expect(seconds).toBeGreaterThan(190);
  });
});

describe("A document that has come to its end", () => {
  const secret = async () => {
    const [hook] = (await hooks()) as { secret: string }[];
    return hook?.secret ?? "";
  };
  const call = async (path: string, init: RequestInit = {}): Promise<any> =>
    (
      await fetch(`${simulator().url}${path}`, {
        ...init,
        headers: { authorization: "Bearer simulator-api-key", "content-type": "application/json" },
      })
    ).json();
  const hooks = () => call("/api/webhooks/");
  const isSent = async (reference: string) => (await call(`/api/documents/${reference}`)).state === "SENT";
  const sent = (id: string, reference: string) => ({ id, type: "document.sent", data: { document_id: reference } });
  const delivered = async (reference: string) =>
    (await eventsOf(gateway, reference)).filter((type) => type === "INVOICE_DELIVERED").length;

  beforeAll(async () => {
    gateway = await openGateway({ stepMs: 300, changeAccounts: withAsking });
    for (const { id } of await hooks()) {
      // The provider knows, and tells nobody: the tests do.
      await call(`/api/webhooks/${id}`, { method: "PUT", body: JSON.stringify({ enabled: false }) });
    }
  });
  afterAll(() => gateway.stop());

  it("is asked about no more", async () => {
    const { reference } = await sendInvoice(gateway, "END-1", "asking");
    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    const asked = questionsAbout(reference);
    const other = await sendInvoice(gateway, "END-2", "asking");
    await untilEvent(gateway, other.reference, "INVOICE_DELIVERED");
    await new Promise((resolve) => setTimeout(resolve, 2_500));

    expect(asked).toBeGreaterThan(0);
    expect(questionsAbout(reference)).toBe(asked);
    expect((await nextQuestion(reference)).seconds).toBeNull();
  });

  it("is one event when the webhook comes first and the question after it", async () => {
    const { reference } = await sendInvoice(gateway, "END-3");
    await until(() => isSent(reference), Boolean);
    await push(gateway, sent("evt-first", reference), { secret: await secret() });
    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    const { polls } = await nextQuestion(reference);
    await askNow(reference);

    await until(
      () => nextQuestion(reference),
      (next) => next.polls > polls,
    );

    expect(await delivered(reference)).toBe(1);
    expect((await eventsOf(gateway, reference)).at(-1)).toBe("INVOICE_DELIVERED");
  });

  it("is one event when the question comes first and the webhook after it", async () => {
    const { reference } = await sendInvoice(gateway, "END-4");
    await until(() => isSent(reference), Boolean);
    await askNow(reference);
    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    await push(gateway, sent("evt-second", reference), { secret: await secret() });

    await until(
      () => gateway.database.query("select state from delivery where event_id = 'evt-second'"),
      ({ rows }) => rows[0]?.state === "APPLIED",
    );

    expect(await delivered(reference)).toBe(1);
    expect((await eventsOf(gateway, reference)).at(-1)).toBe("INVOICE_DELIVERED");
  });
});
