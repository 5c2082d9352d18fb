import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGateway } from "./test-gateway.js";
import type { TestGateway } from "./test-gateway.js";

describe("the GraphiQL page", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      graphiql: true,
      exampleOperations: [{ name: "Whose", query: "query Whose { tenant } # </script>", variables: { first: 1 } }],
    });
  });
  afterAll(async () => gateway.server.stop());

  it.each(["/", "/graphiql"])("is served at %s with everything it needs from this server", async (path) => {
    const response = await fetch(`${gateway.server.url}${path}`);
    const page = await response.text();
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? "");

    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses.filter((each) => each !== "data:,")) {
      const asset = await fetch(new URL(address, gateway.server.url));
      expect([address, asset.status]).toEqual([address, 200]);
      expect(asset.headers.get("content-type")).toBe(
        address.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
      );
    }
  });

  it("allows no scripts but its own, and none inside the page", async () => {
    const response = await fetch(gateway.server.url);
    const policy = response.headers.get("content-security-policy") ?? "";
    const page = await response.text();

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
    expect(page.match(/<\/script>/g)).toHaveLength(6);
  });

  it("is absent unless asked for", async () => {
    const plain = await startTestGateway();
    const statuses = await Promise.all(
      ["/", "/graphiql", "/graphiql/start.js"].map(async (path) => (await fetch(`${plain.server.url}${path}`)).status),
    );
    await plain.server.stop();

    expect(statuses).toEqual([404, 404, 404]);
  });
});
