import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../src/server/api-key.js";
import { createClient } from "../setup/client.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { aReceiver, type Receiver } from "./support/a-receiver.js";
import { until } from "./support/until.js";
import { submitOne, webhooksOf } from "./support/webhooks.js";

let gateway: TestGateway;
/** As gateways are without the setting for tests. */
let strict: TestGateway;
let receiver: Receiver;
beforeAll(async () => {
  gateway = await openGateway();
  strict = await openGateway({ changes: { allowPrivateWebhooks: false } });
  receiver = await aReceiver();
});
afterAll(async () => {
  await strict.stop();
  await gateway.stop();
  await receiver.close();
});
afterEach(async () => {
  for (const { client } of [gateway, strict]) {
    for (const { id } of await webhooksOf(client).list()) await webhooksOf(client).delete({ id });
  }
});

const url = "https://hooks.example.com/invoices";

describe("An endpoint is refused", () => {
  it.each([
    ["ftp://example.com/hooks", "It needs https"],
    ["http://example.com/hooks", "It needs https"],
    ["https://user:secret@example.com/", "It has credentials"],
    ["https://10.0.0.5/hooks", "Its address is not on the internet"],
    ["https://[fd00::5]/hooks", "Its address is not on the internet"],
    ["https://localhost/hooks", "Its address is not on the internet"],
    ["https://169.254.169.254/latest", "Its address is not on the internet"],
    ["hooks.example.com", "It is no absolute URL"],
    ["", "It is no absolute URL"],
    [`https://example.com/${"a".repeat(2_000)}`, "It has 2020 characters; 2000 are possible"],
  ])("at %.60s", async (bad, why) => {
    const { endpoint, secret, errors } = await webhooksOf(strict.client).create({ url: bad, types: [] });

    expect({ endpoint, secret }).toEqual({ endpoint: null, secret: null });
    expect(errors).toMatchObject([{ __typename: "InvalidUrlError", code: "INVALID_URL", path: ["url"] }]);
    expect(errors[0].message).toContain(why);
    expect(await webhooksOf(strict.client).list()).toEqual([]);
  });

  it.each([
    ["{ id nonsense }", 'Cannot query field "nonsense" on type "InvoiceEvent"'],
    ["{ id typ }", 'Cannot query field "typ" on type "InvoiceEvent".'],
    ["id type", "It needs braces around the fields"],
    ["{ id", "Syntax Error"],
    ["{ id } query Other { viewer { subject } }", "nothing else"],
    ["{ id } mutation { sendTestWebhook(input: { id: 1 }) { errors { __typename } } }", "nothing else"],
    ["{ id } type Query { id: ID }", "nothing else"],
    ["{ id } } { viewer { subject } }", "Syntax Error"],
    ["{ invoice { number(id: $id) } }", "Unknown argument"],
    ["{ cursor @skip(if: $no) }", 'Variable "$no" is not defined'],
    [
      "{ ...Loop } fragment Loop on InvoiceEvent { invoice { id } ...Loop }",
      'Cannot spread fragment "Loop" within itself',
    ],
    ["{ ...Payload }", 'Cannot spread fragment "Payload" within itself'],
    [`{ ${Array.from({ length: 60 }, (_, index) => `a${index}: id`).join(" ")} }`, "aliases"],
    ["{ invoice }", 'Field "invoice" of type "Invoice!" must have a selection of subfields'],
  ])("with the selection %s", async (selection, why) => {
    const { endpoint, errors } = await webhooksOf(strict.client).create({ url, types: [], selection });

    expect(endpoint).toBeNull();
    expect(errors).toMatchObject([{ __typename: "ValidationError", path: ["selection"] }]);
    expect(errors[0].violations.map(({ message }: any) => message).join("\n")).toContain(why);
    expect(JSON.stringify(errors)).not.toContain("Did you mean");
  });

  it("with a selection or a description that is too long", async () => {
    const selection = `{ id ${"#".repeat(5_000)}\n }`;

    const long = await webhooksOf(strict.client).create({ url, types: [], selection });
    const wordy = await webhooksOf(strict.client).create({ url, types: [], description: "x".repeat(301) });

    expect(long.errors).toMatchObject([{ __typename: "LimitExceededError", limit: 5_000, path: ["selection"] }]);
    expect(wordy.errors).toMatchObject([{ __typename: "LimitExceededError", limit: 300, actual: 301 }]);
  });

  it("with types, cursors and characters that are none", async () => {
    const create = `mutation ($input: CreateWebhookEndpointInput!) {
      createWebhookEndpoint(input: $input) { endpoint { id } errors { __typename } } }`;
    const send = (input: object) => strict.client.send(create, { input });
    const refused = { errors: [{ extensions: { code: "BAD_USER_INPUT" } }] };

    expect(await send({ url, types: ["INVOICE_PAID"] })).toMatchObject(refused);
    expect(await send({ url })).toMatchObject(refused);
    expect(await send({ url, types: [], replayFrom: "nonsense" })).toMatchObject(refused);
    expect((await send({ url, types: [], description: "a\u0000b" })).data).toMatchObject({
      createWebhookEndpoint: { endpoint: null, errors: [{ __typename: "ValidationError" }] },
    });
  });

  it("when the tenant has twenty, however many ask at once", async () => {
    const created = await Promise.all(
      Array.from({ length: 24 }, () => webhooksOf(strict.client).create({ url, types: [] })),
    );

    expect(created.filter(({ endpoint }) => endpoint !== null)).toHaveLength(20);
    expect(created.flatMap(({ errors }) => errors.map(({ __typename, limit }) => [__typename, limit]))).toEqual(
      Array.from({ length: 4 }, () => ["LimitExceededError", 20]),
    );
    expect(await webhooksOf(strict.client).list()).toHaveLength(20);
  });
});

it("what would be refused at creation is refused as a change, and changes nothing", async () => {
  const { endpoint } = await webhooksOf(strict.client).create({ url, types: [], selection: "{ id }" });
  const { update } = webhooksOf(strict.client);

  expect((await update({ id: endpoint.id, url: "http://example.com/" })).errors).toMatchObject([
    { code: "INVALID_URL" },
  ]);
  expect((await update({ id: endpoint.id, selection: "{ nonsense }" })).errors).toMatchObject([
    { code: "VALIDATION_FAILED" },
  ]);
  expect(await webhooksOf(strict.client).endpoint(endpoint.id)).toMatchObject({ url, selection: "{ id }" });
  const { endpoint: thin } = await update({ id: endpoint.id, selection: null, types: ["INVOICE_FAILED"] });
  expect(thin).toMatchObject({ url, selection: null, types: ["INVOICE_FAILED"] });
});

it("an overlap, deliveries and cursors out of range are refused", async () => {
  const { endpoint } = await webhooksOf(strict.client).create({ url, types: [] });
  const { rotate, redeliver } = webhooksOf(strict.client);

  for (const overlapSeconds of [-1, 604_801]) {
    expect(await rotate({ id: endpoint.id, overlapSeconds })).toMatchObject({
      secret: null,
      errors: [{ __typename: "LimitExceededError", actual: overlapSeconds }],
    });
  }
  expect((await redeliver({ id: endpoint.id, deliveryIds: ["nonsense", endpoint.id] })).errors).toMatchObject([
    { __typename: "NotFoundError", path: ["deliveryIds"], message: expect.stringContaining("nonsense") },
    { __typename: "NotFoundError", path: ["deliveryIds"] },
  ]);
  await expect(redeliver({ id: endpoint.id })).rejects.toThrow("needs `from` or `deliveryIds`");
  await expect(redeliver({ id: endpoint.id, from: "nonsense" })).rejects.toThrow("is no cursor");
});

it("an endpoint whose address was let in before, and is an inner one, is not called", async () => {
  const { endpoint } = await webhooksOf(strict.client).create({ url, types: [] });
  const before = receiver.connections();

  for (const inner of [`https://127.0.0.1:${receiver.port}`, `https://localhost:${receiver.port}`, receiver.url]) {
    await strict.database.query("update webhook_endpoint set url = $1", [inner]);
    await webhooksOf(strict.client).test({ id: endpoint.id });
    const [delivery] = await until(
      () => webhooksOf(strict.client).deliveries(endpoint.id),
      ([newest]) => newest?.status === "DEAD",
    );
    expect(delivery.attempts).toMatchObject([
      { httpStatus: null, error: expect.stringContaining("leads to an address that is not called") },
    ]);
  }

  expect(receiver.connections()).toBe(before);
});

describe("Another tenant", () => {
  it("finds, changes, tests and reads no endpoint of mine", async () => {
    const { endpoint } = await webhooksOf(gateway.client).create({ url: receiver.url, types: [] });
    await submitOne(gateway.client, "FOREIGN-1");
    const [delivery] = await until(
      () => webhooksOf(gateway.client).deliveries(endpoint.id),
      (all) => all.length > 0,
    );
    const theirs = webhooksOf(gateway.stranger);
    const { id } = endpoint;
    const notFound = { endpoint: null, errors: [{ __typename: "NotFoundError", path: ["id"] }] };

    expect(await theirs.list()).toEqual([]);
    expect(await theirs.endpoint(id)).toBeNull();
    expect(await theirs.update({ id, url: "https://evil.example.com/" })).toMatchObject(notFound);
    expect(await theirs.delete({ id })).toMatchObject(notFound);
    expect(await theirs.rotate({ id })).toMatchObject({ ...notFound, secret: null });
    expect(await theirs.test({ id })).toMatchObject(notFound);
    expect(await theirs.redeliver({ id, deliveryIds: [delivery.id] })).toMatchObject(notFound);
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    expect(await gateway.stranger.ask(node, { id: delivery.id })).toEqual({ node: null });
    expect(await gateway.client.ask(node, { id: delivery.id })).toEqual({ node: { id: delivery.id } });

    const own = (await theirs.create({ url: receiver.url, types: [] })).endpoint;
    expect((await theirs.redeliver({ id: own.id, deliveryIds: [delivery.id] })).errors).toMatchObject([
      { __typename: "NotFoundError", path: ["deliveryIds"] },
    ]);
    await expect(theirs.redeliver({ id: own.id, from: endpoint.position })).rejects.toThrow("is no cursor");
    expect(await webhooksOf(gateway.client).endpoint(id)).toMatchObject({ url: receiver.url, enabled: true });
    await theirs.delete({ id: own.id });
  });
});

describe("Scopes", () => {
  const openWith = async (scopes: readonly string[], name: string) => {
    const key = createApiKey("test");
    const sha256 = Buffer.from(key.hash).toString("hex");
    const [mine] = gateway.configuration.tenants;
    const tenants = [{ ...mine!, apiKeys: [...mine!.apiKeys, { name, sha256, scopes: [...scopes] }] }];
    const twin = await gateway.openTwin({ tenants });
    const client = createClient(twin.url, key.secret);
    return { client, stop: () => Promise.all([client.close(), twin.stop()]) };
  };

  it("are needed: to see endpoints, and to have them told what one may see oneself", async () => {
    const reader = await openWith(["webhooks:read"], "reader");
    const writer = await openWith(["webhooks:read", "webhooks:write"], "writer");

    expect(await webhooksOf(reader.client).list()).toEqual([]);
    await expect(webhooksOf(reader.client).create({ url, types: [] })).rejects.toThrow("webhooks:write");
    await expect(webhooksOf(writer.client).create({ url, types: [] })).rejects.toThrow("invoices:read");
    await Promise.all([reader.stop(), writer.stop()]);
  });

  it("of whoever set the endpoint up bound what its payloads show", async () => {
    const some = await openWith(["webhooks:read", "webhooks:write", "invoices:read"], "some");
    const selection = "{ type native invoice { number } }";
    const types = ["INVOICE_DELIVERED"];
    await webhooksOf(some.client).create({ url: `${receiver.url}some`, types, selection });
    const { endpoint } = await webhooksOf(gateway.client).create({ url: `${receiver.url}all`, types, selection });

    await submitOne(gateway.client, "SCOPES-1");
    const told = (path: string) =>
      until(
        () => Promise.resolve(receiver.requests.filter((request) => request.path === path)),
        (requests) => requests.length > 0,
      );
    const [[bySome], [byAll]] = await Promise.all([told("/some"), told("/all")]);

    expect(byAll?.body.data.native).not.toBeNull();
    expect(bySome?.body.data).toEqual({ type: "INVOICE_DELIVERED", native: null, invoice: { number: "SCOPES-1" } });
    await webhooksOf(some.client).update({ id: endpoint.id, url: `${receiver.url}taken` });
    await submitOne(gateway.client, "SCOPES-2");
    expect((await told("/taken"))[0]?.body.data.native).toBeNull();
    await some.stop();
  });
});
