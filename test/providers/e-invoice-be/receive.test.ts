import { afterEach, beforeEach, describe, expect, it } from "vitest";
import provider from "../../../providers/e-invoice-be/index.js";
import simulator from "../../../providers/e-invoice-be/simulator.js";
import { webhook } from "../../../providers/e-invoice-be/webhook.js";
import { type OpenProvider, openProvider } from "../open-provider.js";
import { aUblText, until } from "./an-order.js";
import { openReceiver } from "./receiver.js";

let open: OpenProvider<{ apiKey: string }>;

beforeEach(async () => {
  open = await openProvider(provider, simulator);
});
afterEach(() => open.close());

async function comesIn(text: string): Promise<string> {
  const answer = await fetch(`${open.simulator.url}/simulator/inbound`, { method: "POST", body: text });
  return ((await answer.json()) as { id: string }).id;
}

async function readInbox(from?: string) {
  const ids: string[] = [];
  let cursor = from;
  for (let pages = 1; ; pages += 1) {
    const page = await provider.listReceived?.(cursor, open.call);
    if (!page) throw new Error("the inbox cannot be listed");
    ids.push(...page.items.map(({ reference }) => reference.id));
    cursor = page.cursor;
    if (!page.more) return { ids, cursor, pages };
  }
}

describe("the inbox", () => {
  it("is empty at first, and the cursor finds what comes later", async () => {
    const { ids, cursor } = await readInbox();
    const id = await comesIn(aUblText("IN-1"));

    expect(ids).toEqual([]);
    expect((await readInbox(cursor)).ids).toEqual([id]);
  });

  it("is read over three pages, oldest first, and then only from near its end", async () => {
    const sent: string[] = [];
    for (let index = 0; index < 201; index += 1) sent.push(await comesIn(aUblText(`IN-${index}`)));

    const first = await readInbox();
    const later = await comesIn(aUblText("IN-LATER"));
    const second = await readInbox(first.cursor);

    expect(first).toMatchObject({ ids: sent, pages: 3 });
    expect(second.pages).toBe(2);
    expect(second.ids).toEqual([...sent.slice(100), later]);
  });

  it("gives the document as it came", async () => {
    const text = aUblText("IN-1");
    const id = await comesIn(text);

    const received = await provider.fetchReceived?.({ id }, open.call);

    expect(received).toMatchObject({ reference: { id }, status: "RECEIVED", document: { format: "UBL" } });
    expect(Buffer.from(received?.document.bytes ?? []).toString("utf8")).toBe(text);
  });

  it("announces a document by a signed webhook", async () => {
    const receiver = await openReceiver();
    const registration = await provider.webhook?.register?.(receiver.url, open.call);
    receiver.secrets.push(...(registration?.secrets ?? []));

    const id = await comesIn(aUblText("IN-1"));

    const delivery = await until(() => receiver.deliveries[0]);
    expect(delivery.verdict).toBe("valid");
    expect(webhook.read(webhook.body.parse(delivery.body)).news).toEqual({
      kind: "received",
      reference: { id },
    });
    await receiver.close();
  });
});

describe("the registration of a webhook", () => {
  const url = "https://gateway.example.com/webhooks/1";

  it("is made once per URL, and is complete", async () => {
    const first = await provider.webhook?.register?.(url, open.call);
    const second = await provider.webhook?.register?.(url, open.call);
    const other = await provider.webhook?.register?.(`${url}0`, open.call);

    expect(second).toEqual(first);
    expect(other?.id).not.toBe(first?.id);
    expect(first?.secrets).toHaveLength(1);
  });

  it("is made again after it was taken back", async () => {
    const first = await provider.webhook?.register?.(url, open.call);
    await provider.webhook?.unregister?.(first?.id ?? "", open.call);

    expect((await provider.webhook?.register?.(url, open.call))?.id).not.toBe(first?.id);
  });
});

describe("looking up a participant", () => {
  it("tells where a known one is reached, and with what", async () => {
    const [scheme = "", value = ""] = simulator.participants.known.split(":");

    expect(await provider.lookUp?.({ scheme, value }, open.call)).toMatchObject({
      reachable: true,
      network: "peppol",
      name: "Company 0887290276",
      country: "BE",
      accessPoint: "https://accesspoint.example.be/as4",
      documents: [
        { label: "Invoice", process: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", supportsResponses: false },
        { label: "Credit Note" },
      ],
    });
  });

  it("tells that an unknown one cannot be reached", async () => {
    const [scheme = "", value = ""] = simulator.participants.unknown.split(":");

    expect(await provider.lookUp?.({ scheme, value }, open.call)).toMatchObject({ reachable: false, documents: [] });
  });

  it("asks nobody about an address that is not Peppol's", async () => {
    expect(await provider.lookUp?.({ scheme: "MY:TIN", value: "C123" }, open.call)).toBeUndefined();
    expect(open.simulator.requests).toEqual([]);
  });

  it("can be tried again when the provider breaks", async () => {
    open.simulator.fail({ path: /lookup/, times: 1, how: { answer: { status: 500, body: "broken" } } });

    await expect(provider.lookUp?.({ scheme: "0208", value: "0887290276" }, open.call)).rejects.toMatchObject({
      consequence: "retry",
    });
  });
});
