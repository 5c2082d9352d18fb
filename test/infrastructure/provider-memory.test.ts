import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reference } from "../../src/provider-kit/receipt.js";
import type { Tokens } from "../../src/infrastructure/network/token-store.js";
import { createChain } from "../../src/infrastructure/postgres/chain.js";
import { openDatabase, type OpenDatabase } from "../../src/infrastructure/postgres/database.js";
import { claimFeed, saveFeedCursor } from "../../src/infrastructure/postgres/feeds.js";
import { createSeal } from "../../src/infrastructure/postgres/sealed.js";
import { createTokenStore } from "../../src/infrastructure/postgres/tokens.js";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.js";

let fresh: FreshDatabase;
const instances: OpenDatabase[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  for (let index = 0; index < 2; index += 1) {
    instances.push(openDatabase({ connectionString: fresh.url }, { onError: () => undefined }));
  }
  await fresh.query("insert into tenant (id, name) values ('mine', 'Mine')");
});
afterAll(async () => {
  await Promise.all(instances.map(({ close }) => close()));
  await fresh.drop();
});

describe("The chain of an account", () => {
  it("gives every link the one made before it, over two instances that hurry", async () => {
    const chains = instances.map(({ database }) => createChain(database, "chained"));
    const follow = (key: string) => (last: Reference | undefined) => ({ id: key, after: last?.id ?? "none" });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => chains[index % 2]!.extend(`k${index}`, follow(`k${index}`))),
    );

    const { rows } = await fresh.query(
      "select key, link from account_chain where account_id = 'chained' order by position",
    );

    expect(rows).toHaveLength(30);
    expect(rows.map(({ link }) => link.after)).toEqual(["none", ...rows.slice(0, -1).map(({ key }) => key)]);
  });

  it("gives the same link again for the same key, and to no other account", async () => {
    const [one, other] = instances.map(({ database }) => createChain(database, "repeating"));
    const first = await one!.extend("key", () => ({ id: "made once" }));

    expect(await other!.extend("key", () => ({ id: "made twice" }))).toEqual(first);
    expect(
      await createChain(instances[0]!.database, "foreign").extend("x", (last) => ({ id: last?.id ?? "none" })),
    ).toEqual({
      id: "none",
    });
  });

  it("keeps no link that could not be made", async () => {
    const chain = createChain(instances[0]!.database, "failing");
    await expect(
      chain.extend("key", () => {
        throw new Error("no");
      }),
    ).rejects.toThrow("no");

    expect(await chain.extend("key", (last) => ({ id: last?.id ?? "none" }))).toEqual({ id: "none" });
  });
});

const someTokens = (refresh: string): Tokens => ({ access: `for ${refresh}`, expiresAtMs: 1, refresh, seed: "seed" });

describe("Tokens that every renewal changes", () => {
  it("are renewed one at a time, each from the one before, over two instances", async () => {
    const seal = createSeal(randomBytes(32));
    const stores = instances.map(({ database }) => createTokenStore(database, seal));
    const used: (string | undefined)[] = [];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        stores[index % 2]!.renew("rotating", async (kept) => {
          used.push(kept?.refresh);
          await new Promise((resolve) => setTimeout(resolve, 5));
          return someTokens(`r${Number(kept?.refresh.slice(1) ?? 0) + 1}`);
        }),
      ),
    );

    expect(used).toEqual([undefined, "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"]);
  });

  it("lie sealed, and are still there when a renewal fails", async () => {
    const store = createTokenStore(instances[0]!.database, createSeal(randomBytes(32)));
    await store.renew("sealed", () => Promise.resolve(someTokens("refresh-canary")));
    await expect(store.renew("sealed", () => Promise.reject(new Error("away")))).rejects.toThrow("away");

    const { rows } = await fresh.query("select tokens from account_token where account_id = 'sealed'");
    let kept: Tokens | undefined;
    await store.renew("sealed", (tokens) => Promise.resolve((kept = tokens!)));

    expect(Buffer.from(rows[0].tokens).includes("canary")).toBe(false);
    expect(kept?.refresh).toBe("refresh-canary");
  });
});

describe("A feed", () => {
  const feed = { tenantId: "mine", accountId: "fed", kind: "status" } as const;

  it("is given to one of several instances, and to nobody before its time comes again", async () => {
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claimFeed(instances[index % 2]!.database, feed, 3_600)),
    );
    const inbound = await claimFeed(instances[0]!.database, { ...feed, kind: "received" }, 3_600);

    expect(claims.filter((claim) => claim !== undefined)).toEqual([{}]);
    expect(inbound).toEqual({});
  });

  it("goes on where it stood", async () => {
    await saveFeedCursor(instances[0]!.database, feed, "place");
    await fresh.query("update account_state set status_asked_at = now() - interval '2 hours'");

    expect(await claimFeed(instances[1]!.database, feed, 3_600)).toEqual({ cursor: "place" });
  });
});
