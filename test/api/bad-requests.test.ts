import { describe, expect, it } from "vitest";
import { createClient } from "../setup/client.js";
import { anInvoiceInput } from "./support/an-invoice-input.js";
import { expectRefusal, openUntouched } from "./support/open-untouched.js";
import { submitInvoice } from "./support/operations.js";

const gateway = openUntouched();

describe("A request that is too much", () => {
  const send = (init: RequestInit) => fetch(`${gateway().url}/graphql`, { method: "POST", ...init });
  const headers = () => ({ "content-type": "application/json", authorization: `Bearer ${gateway().client.key}` });

  it("is refused when its body is larger than 20 MB", async () => {
    const base64 = Buffer.alloc(16 * 1024 * 1024, "<").toString("base64");
    const input = { idempotencyKey: "bad", content: { document: { format: "UBL", base64 } } };

    const response = await send({
      headers: headers(),
      body: JSON.stringify({ query: submitInvoice, variables: { input } }),
    });

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("20971520") as string, extensions: { code: "PAYLOAD_TOO_LARGE" } }],
    });
  });

  it("is refused when it is very deep", async () => {
    const deep = `{ invoices(first: 1) { nodes { ${"events(first: 1) { nodes { invoice { ".repeat(8)} id ${"} } }".repeat(8)} } } }`;

    const answer = await gateway().client.send(deep);

    expectRefusal(answer, "OPERATION_TOO_LARGE", "levels deep");
    expect(answer.errors?.[0]?.extensions).toMatchObject({ limit: 15, actual: 27 });
  });

  it("is refused when it says the same thing under many names", async () => {
    const aliases = Array.from({ length: 1_000 }, (_, index) => `a${index}: viewer { subject }`).join(" ");

    expectRefusal(await gateway().client.send(`{ ${aliases} }`), "GRAPHQL_PARSE_FAILED");
    expectRefusal(
      await gateway().client.send(`{ ${aliases.slice(0, aliases.indexOf("a200:"))} }`),
      "OPERATION_TOO_LARGE",
      "200 aliases",
    );
  });

  it("is refused when its pages multiply", async () => {
    const wide = "{ invoices(first: 200) { nodes { events(first: 200) { nodes { id } } } } }";

    expectRefusal(await gateway().client.send(wide), "OPERATION_TOO_LARGE", "objects");
  });

  it("is refused when fragments multiply", async () => {
    const fragments = Array.from(
      { length: 20 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );

    const answer = await gateway().client.send(
      `{ ...F0 } ${fragments.join(" ")} fragment F20 on Query { viewer { subject } }`,
    );

    expectRefusal(answer, "OPERATION_TOO_LARGE");
  });

  it.each([
    ["no JSON", "{", 400],
    ["a list of operations", '[{"query":"{viewer{subject}}"}]', 400],
    ["variables that are a list", '{"query":"{viewer{subject}}","variables":[1]}', 400],
    ["no operation", "{}", 400],
  ])("is refused when its body is %s", async (_, body, status) => {
    const response = await send({ headers: headers(), body });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  it("is refused as a subscription over POST, which says where subscriptions are served", async () => {
    const answer = await gateway().client.send("subscription { invoiceEvents { __typename } }");

    expectRefusal(answer, "BAD_REQUEST", "WebSocket");
  });

  it.each([
    ["no credential", {}],
    ["a wrong credential", { authorization: "Bearer nobody" }],
    ["another scheme", { authorization: "Basic bWluZTptaW5l" }],
  ])("is refused with %s", async (_, credentials: Record<string, string>) => {
    const body = JSON.stringify({
      query: submitInvoice,
      variables: { input: { idempotencyKey: "bad", content: { invoice: anInvoiceInput() } } },
    });

    const response = await send({ headers: { "content-type": "application/json", ...credentials }, body });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  it("is refused over WebSocket with a wrong credential", async () => {
    const nobody = createClient(gateway().url, "nobody");

    const stream = nobody.follow("subscription { invoiceEvents { __typename } }");

    await expect(stream.until((items) => items.length > 0)).rejects.toThrow("The subscription failed");
    expect(stream.items).toEqual([]);
    await nobody.close();
  });
});
