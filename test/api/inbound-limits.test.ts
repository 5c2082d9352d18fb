import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pg from "pg";
import type { Configuration } from "../../src/config.js";
import type { Provider } from "../../src/provider-kit/provider.js";
import { signature } from "../../providers/e-invoice-be/webhook.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { push, sendInvoice, statusOf, untilEvent, untilLogged, eventsOf } from "./support/inbound.js";

/** It pushes XML, with a password in a header. */
const telling = (provider: Provider): Provider => ({
  ...provider,
  id: "xml",
  webhook: {
    signature: {
      verify: ({ headers }, secrets) => (secrets.includes(headers["x-password"] ?? "") ? "valid" : "wrong signature"),
      sign: () => ({}),
    },
    mediaTypes: ["application/xml"],
    readBytes(bytes, headers) {
      const [, id, status] = /<status of="(.*)">(.*)<\/status>/.exec(Buffer.from(bytes).toString("utf8")) ?? [];
      if (id === undefined || status === undefined) throw new Error("There is no status");
      const eventId = headers["x-event"];
      return {
        news: { kind: "status", report: { reference: { id }, status } },
        ...(eventId !== undefined && { eventId }),
      };
    },
    register: async () => ({ id: "xml-1", secrets: ["open sesame"] }),
  },
});

const withXmlProvider = (accounts: Configuration["accounts"]): Configuration["accounts"] => [
  ...accounts,
  ...accounts
    .filter(({ provider }) => provider.id === "e-invoice-be")
    .map((account) => ({ ...account, id: "mine-xml", provider: telling(account.provider) })),
];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ stepMs: 3_600_000, changeAccounts: withXmlProvider });
});
afterAll(() => gateway.stop());

const event = (id: string) => ({ id, type: "document.invented", data: {} });

describe("A webhook of JSON", () => {
  it.each([
    "application/x-www-form-urlencoded",
    'multipart/form-data; boundary="x"',
    "text/html",
    "Application/XML; charset=utf-8",
    "application/soap+xml",
  ])("is refused as %s", async (contentType) => {
    const { status } = await push(gateway, event("evt-type"), { headers: { "content-type": contentType } });

    const delivery = await untilLogged(gateway, ({ reason }) => reason === `content type ${contentType}`);

    expect(status).toBe(415);
    expect(delivery.verdict).toBe("REFUSED");
  });

  it.each(["text/plain", "application/octet-stream", "garbage", "application/cloudevents+json", "a/b; =x", ""])(
    "is taken as %j",
    async (contentType) => {
      const { status } = await push(gateway, event(`evt-${contentType}`), {
        headers: { "content-type": contentType },
      });

      expect(status).toBe(202);
    },
  );

  it("is refused when it is nested beyond reason", async () => {
    const nested = (levels: number) =>
      `{"id":"evt-${levels}","type":"x","data":{"a":${"[".repeat(levels)}${"]".repeat(levels)}}}`;
    const deep = await push(gateway, nested(64), { secret: null });
    const deepest = await push(gateway, "[".repeat(200_000) + "]".repeat(200_000), { secret: null });
    const flat = await push(gateway, nested(40));

    await untilLogged(gateway, ({ reason }) => reason === "nested deeper than 64 levels");

    expect([deep.status, deepest.status, flat.status]).toEqual([400, 400, 202]);
  });
});

describe("A webhook of XML", () => {
  const pushXml = (body: string, headers: Record<string, string> = {}) =>
    push(gateway, body, {
      account: "mine-xml",
      secret: null,
      headers: { "content-type": "text/xml", "x-password": "open sesame", ...headers },
    });

  it("does what it says, once by its event id and once by its content", async () => {
    await gateway.database.query("select 1");
    const { id, reference } = await sendInvoice(gateway, "XML-1", "xml");
    const statuses = [];
    const sent = `<status of="${reference}">SENT</status>`;
    for (const trace of ["1", "2"]) statuses.push(await pushXml(sent, { "x-trace": trace }));
    for (const space of ["", " "])
      statuses.push(await pushXml(`${space}<status of="x">FAILED</status>`, { "x-event": "e-9" }));

    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    const byContent = await untilLogged(gateway, (one) => one.accountId === "mine-xml" && one.eventId === null);
    const byEvent = await untilLogged(gateway, ({ eventId }) => eventId === "e-9");

    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await statusOf(gateway, id)).toMatchObject({ native: { code: "SENT" } });
    expect([byContent.repeats, byEvent.repeats]).toEqual([1, 1]);
  });

  it("is verified, and refused when it is plainly something else", async () => {
    const forged = await pushXml("<status/>", { "x-password": "guess" });
    const json = await pushXml("{}", { "content-type": "application/json" });
    const odd = await pushXml(`<status of="y">SENT</status>`, { "content-type": "text/plain" });

    expect([forged.status, json.status, odd.status]).toEqual([401, 415, 202]);
  });

  it("is a dead letter when it cannot be read", async () => {
    await pushXml("<nothing/>");

    const delivery = await untilLogged(gateway, ({ state, accountId }) => state === "DEAD" && accountId === "mine-xml");

    expect(delivery.reason).toContain("There is no status");
  });
});

describe("While the database does not store", () => {
  it("a delivery is not acknowledged, and does what it says when it comes again", async () => {
    const { reference } = await sendInvoice(gateway, "AWAY-1");
    const body = JSON.stringify({ id: "evt-away", type: "document.sent", data: { document_id: reference } });
    const blocker = new pg.Client({ connectionString: gateway.database.url });
    const [hook] = (await (
      await fetch(`${gateway.simulators.get("e-invoice-be")?.url}/api/webhooks/`, {
        headers: { authorization: "Bearer simulator-api-key" },
      })
    ).json()) as { secret: string }[];
    const post = () =>
      fetch(`${gateway.url}/webhooks/mine-e-invoice-be`, {
        method: "POST",
        headers: signature.sign(Buffer.from(body), hook?.secret ?? "", Date.now()),
        body,
      });
    await blocker.connect();
    await blocker.query("begin");
    await blocker.query("lock table delivery in access exclusive mode");

    const unstored = await post();
    await blocker.end();
    const stored = await post();

    expect(unstored.status).toBe(503);
    expect(Number(unstored.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(stored.status).toBe(202);
    await untilEvent(gateway, reference, "INVOICE_DELIVERED");
    expect((await eventsOf(gateway, reference)).filter((type) => type === "INVOICE_DELIVERED")).toHaveLength(1);
  }, 60_000);
});
