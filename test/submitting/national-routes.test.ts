import { describe, expect, it } from "vitest";
import { chooseRoute } from "../../src/application/choose-route.js";
import type { Account } from "../../src/application/account.js";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";

const casts = await loadCasts();
const providers = await loadProviders();
const accounts = [...providers.values()].map((provider): Account => ({
  id: provider.id,
  tenantId: "mine",
  provider,
  environment: "SIMULATED",
  validation: "off",
  call: undefined as never,
  callUntil: () => undefined as never,
  backgroundCall: undefined as never,
  pace: {
    permit: () => Promise.resolve({ urgentMs: 0, otherMs: 0 }),
    circuit: () => ({ state: "CLOSED", since: "2026-01-01T00:00:00Z" }),
    reset: () => undefined,
  },
  vitals: () => Promise.resolve({ calls: 0 }),
}));

const sending = [...casts].flatMap(([id, { material }]) =>
  material.sending ? [[id, material.sending.invoice("ROUTE-1")] as const] : [],
);

describe("With an account at every provider", () => {
  it.each(sending)("an invoice that %s takes goes to nobody of another country", (id, invoice) => {
    const { decision, account } = chooseRoute({ accounts, rules: [] }, invoice);

    const country = invoice.seller.address.countryCode;
    const wrong = decision.candidates.filter(({ provider, eligible }) => {
      const found = providers.get(provider);
      return eligible && found?.kind !== "ACCESS_POINT" && !found?.countries.includes(country);
    });
    expect(wrong).toEqual([]);
    expect(decision.candidates.find(({ provider }) => provider === id)?.eligible).toBe(true);
    expect(account?.provider.submit).toBeDefined();
  });

  it("none goes to a directory, and the reason is told", () => {
    for (const [, invoice] of sending) {
      const { decision } = chooseRoute({ accounts, rules: [] }, invoice);
      const directory = decision.candidates.find(({ provider }) => provider === "peppol-directory");
      expect(directory).toMatchObject({
        eligible: false,
        reasons: expect.arrayContaining(["It sends nothing"]) as unknown,
      });
    }
  });
});
