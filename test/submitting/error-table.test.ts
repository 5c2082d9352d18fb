import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectProvider } from "../../src/infrastructure/network/connect-provider.js";
import { createMemoryChain } from "../../src/infrastructure/memory/chain.js";
import { createMemoryTokens } from "../../src/infrastructure/network/token-store.js";
import { createLocalRateWindows } from "../../src/infrastructure/network/rate-windows.js";
import type { Call } from "../../src/provider-kit/call.js";
import { type Consequence, ProviderFailure } from "../../src/provider-kit/failure.js";
import { aProvider, ask, send } from "./wire/a-provider.js";
import { trusted } from "./wire/connections.js";
import { errorTable } from "./wire/error-table.js";
import type { Row } from "./wire/row.js";

const authorities = getCACertificates("default");
beforeAll(() => setDefaultCACertificates([...authorities, trusted.cert]));
afterAll(() => setDefaultCACertificates(authorities));

const effects = ["write", "read"] as const;

const endingIn = (consequence: Consequence | "accepted") =>
  effects.flatMap((effect) =>
    errorTable.filter((row) => row[effect] === consequence).map((row) => ({ name: row.name, effect, row })),
  );

describe("A provider that", () => {
  it.each(endingIn("accepted"))("$name: the call to $effect succeeds", async ({ row, effect }) => {
    expect(await endOf(row, effect)).toEqual({ id: "doc-1", status: "TAKEN" });
  });

  it.each(endingIn("refused"))("$name: the document is refused", async ({ row, effect }) => {
    expectFailure(row, await endOf(row, effect), "refused");
  });

  it.each(endingIn("retry"))(
    "$name: nothing was accepted, the call to $effect may be repeated",
    async ({ row, effect }) => {
      expectFailure(row, await endOf(row, effect), "retry");
    },
  );

  it.each(endingIn("hold"))("$name: the document may have been taken", async ({ row, effect }) => {
    expectFailure(row, await endOf(row, effect), "hold");
  });
});

async function endOf(row: Row, effect: "write" | "read"): Promise<unknown> {
  const scene = await row.serve();
  const connection = connectProvider(
    aProvider({ ...row }),
    { id: "account", baseUrl: scene.url, credentials: undefined },
    {
      windows: createLocalRateWindows(Date.now),
      tokens: createMemoryTokens(),
      chainOf: createMemoryChain,
      ...(row.timeouts && { timeouts: row.timeouts }),
    },
  );
  const perform = (call: Call<unknown>) =>
    effect === "write" ? send(call, Buffer.alloc(row.documentBytes ?? 200, "x")) : ask(call);
  try {
    if (row.onlyLater) await perform(connection.call);
    await scene.ready?.();
    const end = await perform(connection.call).catch((error: unknown) => error);
    expect(scene.strayCalls?.() ?? 0).toBe(0);
    return end;
  } finally {
    await connection.close();
    await scene.close();
  }
}

function expectFailure(row: Row, end: unknown, consequence: Consequence): void {
  expect(end).toBeInstanceOf(ProviderFailure);
  if (!(end instanceof ProviderFailure)) return;
  const { problem, retryAfterSeconds } = end;
  expect({ consequence: end.consequence, message: problem.message }).toEqual({ consequence, message: problem.message });
  expect(problem).toMatchObject({ provider: "plain", ...(row.kind && { kind: row.kind }) });
  expect(problem.httpStatus).toBe(row.httpStatus);
  if (row.retryAfterSeconds === "none") {
    expect(retryAfterSeconds ?? 0).toBe(0);
  } else if (row.retryAfterSeconds) {
    const [least, most] = row.retryAfterSeconds;
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(least);
    expect(retryAfterSeconds).toBeLessThanOrEqual(most);
    const waitMs = Date.parse(problem.retryAt ?? "") - Date.now();
    expect(waitMs / 1_000).toBeGreaterThan(least - 2);
    expect(waitMs / 1_000).toBeLessThan(most + 1);
  }
}
