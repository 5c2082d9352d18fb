import { describe, expect, it } from "vitest";
import { addressKind } from "../../src/infrastructure/network/address-filter.js";
import type { ResolveHost } from "../../src/infrastructure/network/checked-connector.js";
import { createWebhookSender } from "../../src/infrastructure/network/webhook-sender.js";
import { aReceiver } from "../api/support/a-receiver.js";

const message = (url: string) => ({ url, headers: {}, body: "{}" });
const never = new AbortController().signal;

describe("An address", () => {
  it.each([
    ["8.8.8.8", "public"],
    ["93.184.215.14", "public"],
    ["172.15.255.255", "public"],
    ["172.32.0.1", "public"],
    ["100.63.255.255", "public"],
    ["100.128.0.1", "public"],
    ["223.255.255.255", "public"],
    ["2606:4700:4700::1111", "public"],
    ["2a00:1450:4001:80b::200e", "public"],
    ["::ffff:8.8.8.8", "public"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["::1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["0:0:0:0:0:ffff:7f00:1", "loopback"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "private"],
    ["fd12:3456::1", "private"],
    ["::ffff:10.1.2.3", "private"],
    ["0.0.0.0", "forbidden"],
    ["0.1.2.3", "forbidden"],
    ["169.254.169.254", "forbidden"],
    ["::ffff:169.254.169.254", "forbidden"],
    ["100.100.100.200", "forbidden"],
    ["168.63.129.16", "forbidden"],
    ["fd00:ec2::254", "forbidden"],
    ["192.0.0.192", "forbidden"],
    ["192.0.2.1", "forbidden"],
    ["198.19.0.1", "forbidden"],
    ["224.0.0.1", "forbidden"],
    ["255.255.255.255", "forbidden"],
    ["::", "forbidden"],
    ["::7f00:1", "forbidden"],
    ["64:ff9b::7f00:1", "forbidden"],
    ["64:ff9b:1::1", "forbidden"],
    ["2002:7f00:1::", "forbidden"],
    ["2001::1", "forbidden"],
    ["2001:db8::1", "forbidden"],
    ["fe80::1%eth0", "forbidden"],
    ["fec0::1", "forbidden"],
    ["ff02::1", "forbidden"],
    ["4000::1", "forbidden"],
    ["no address", "forbidden"],
  ] as const)("%s is %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe("A webhook's URL", () => {
  it.each([
    ["https://example.com/hooks", undefined],
    ["https://example.com:8443/hooks?key=1", undefined],
    ["https://93.184.215.14/hooks", undefined],
    ["http://example.com/hooks", "It needs https"],
    ["http://127.0.0.1/hooks", "It needs https"],
    ["ftp://example.com/hooks", "It needs https"],
    ["file:///etc/passwd", "It needs https"],
    ["https://user:pass@example.com/hooks", "It has credentials; deliveries are signed instead"],
    ["https://user@example.com/hooks", "It has credentials; deliveries are signed instead"],
    ["https://example.com/hooks#part", "It has a fragment, which is never sent"],
    ["/hooks", "It is no absolute URL"],
    ["", "It is no absolute URL"],
    ["https://localhost/hooks", "Its address is not on the internet"],
    ["https://127.0.0.1/hooks", "Its address is not on the internet"],
    ["https://2130706433/hooks", "Its address is not on the internet"],
    ["https://0x7f.1/hooks", "Its address is not on the internet"],
    ["https://[::1]/hooks", "Its address is not on the internet"],
    ["https://[::ffff:10.0.0.1]/hooks", "Its address is not on the internet"],
    ["https://10.1.2.3/hooks", "Its address is not on the internet"],
    ["https://169.254.169.254/latest/meta-data", "Its address is not on the internet"],
  ])("%s: %s", (url, reason) => {
    expect(createWebhookSender({ allowPrivate: false }).refuse(url)).toBe(reason);
  });

  it("may lead into our own network where that is allowed, and over http to this machine only", () => {
    const { refuse } = createWebhookSender({ allowPrivate: true });

    expect(refuse("http://127.0.0.1:8080/hooks")).toBeUndefined();
    expect(refuse("http://localhost/hooks")).toBeUndefined();
    expect(refuse("https://10.1.2.3/hooks")).toBeUndefined();
    expect(refuse("http://10.1.2.3/hooks")).toBe("It needs https");
    expect(refuse("https://169.254.169.254/")).toBe("Its address is not on the internet");
  });
});

describe("At the moment of connecting", () => {
  const to =
    (...addresses: string[]): ResolveHost =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

  it("a name that now means an inner address is not called, although it was good when it was given", async () => {
    const receiver = await aReceiver();
    const answers = [to("93.184.215.14"), to("127.0.0.1")];
    const asked: string[] = [];
    const sender = createWebhookSender({
      allowPrivate: false,
      timeoutMs: 1_000,
      resolve: (host) => {
        asked.push(host);
        return (answers.shift() ?? to("127.0.0.1"))(host);
      },
    });
    const url = `https://rebound.example:${receiver.port}/`;

    expect(sender.refuse(url)).toBeUndefined();
    await sender.send(message(url), never);
    const rebound = await sender.send(message(url), never);

    expect(rebound).toEqual({ unanswered: "rebound.example leads to an address that is not called" });
    expect(asked).toEqual(["rebound.example", "rebound.example"]);
    expect(receiver.connections()).toBe(0);
    await sender.close();
    await receiver.close();
  });

  it("one inner address among many is enough not to call", async () => {
    const sender = createWebhookSender({ allowPrivate: false, resolve: to("93.184.215.14", "10.0.0.7") });

    const answer = await sender.send(message("https://both.example/"), never);

    expect(answer).toEqual({ unanswered: "both.example leads to an address that is not called" });
    await sender.close();
  });

  it("an address that was written into the URL is checked, too", async () => {
    const receiver = await aReceiver();
    const sender = createWebhookSender({ allowPrivate: false });

    for (const host of ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433"]) {
      expect(await sender.send(message(`https://${host}:${receiver.port}/`), never)).toMatchObject({
        unanswered: expect.stringContaining("leads to an address that is not called"),
      });
    }

    expect(receiver.connections()).toBe(0);
    await sender.close();
    await receiver.close();
  });

  it("http goes to this machine only, even where private addresses are allowed", async () => {
    const receiver = await aReceiver();
    const sender = createWebhookSender({ allowPrivate: true, resolve: to("10.0.0.7") });

    expect(await sender.send(message("http://inside.example/"), never)).toEqual({
      unanswered: "inside.example leads to an address that is not called",
    });
    expect(await sender.send(message(receiver.url), never)).toEqual({ status: 200 });
    await sender.close();
    await receiver.close();
  });
});

describe("An answer", () => {
  it("that redirects is not followed", async () => {
    const receiver = await aReceiver(({ path }) =>
      path === "/" ? { status: 307, headers: { location: "/inner" } } : { status: 200 },
    );
    const sender = createWebhookSender({ allowPrivate: true });

    expect(await sender.send(message(receiver.url), never)).toEqual({ status: 307 });
    expect(receiver.requests.map(({ path }) => path)).toEqual(["/"]);
    await sender.close();
    await receiver.close();
  });

  it("that never ends counts by its status, and no more than 64 KB of it are read", async () => {
    const receiver = await aReceiver(() => ({ status: 200, endless: true }));
    const sender = createWebhookSender({ allowPrivate: true, timeoutMs: 5_000 });

    const startedAt = performance.now();
    expect(await sender.send(message(receiver.url), never)).toEqual({ status: 200 });

    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(receiver.endlessBytes()).toBeLessThan(10_000_000);
    await sender.close();
    await receiver.close();
  });

  it("that does not come in time is none", async () => {
    const receiver = await aReceiver(() => ({ hang: true }));
    const sender = createWebhookSender({ allowPrivate: true, timeoutMs: 300 });

    expect(await sender.send(message(receiver.url), never)).toEqual({
      unanswered: "The endpoint did not answer within 0.3 s",
    });
    await sender.close();
    await receiver.close();
  });
});
