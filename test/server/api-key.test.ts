import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createApiKey, toApiKeyHash } from "../../src/server/api-key.js";

describe("an API key", () => {
  it("has its form, and is stored as the SHA-256 of all of it", () => {
    const { secret, prefix, hash } = createApiKey();

    expect(secret).toMatch(/^eig_live_[A-Za-z0-9_-]{43}_[0-9a-f]{6}$/);
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix.length).toBeLessThan(20);
    expect(Buffer.from(hash)).toEqual(createHash("sha256").update(secret).digest());
    expect(Buffer.from(toApiKeyHash(secret) ?? [])).toEqual(Buffer.from(hash));
  });

  it("says whether it is for tests", () => {
    expect(createApiKey("test").secret).toMatch(/^eig_test_/);
  });

  it("is recognised as misspelt without being looked up", () => {
    const { secret } = createApiKey();
    const swapped = secret.replace(/^(eig_live_)(.)/, (_all, start: string, first: string) =>
      first === "A" ? `${start}B` : `${start}A`,
    );

    for (const text of [swapped, secret.slice(0, -1), `${secret}0`, secret.replace("live", "test"), "eig_live_", ""]) {
      expect(toApiKeyHash(text)).toBeUndefined();
    }
  });
});
