import { sql } from "kysely";
import type { Chain } from "../../provider-kit/call.js";
import type { Database } from "./database.js";

/** The chain of one account, the same for all instances. */
export function createChain(database: Database, accountId: string): Chain {
  return {
    extend: (key, link) =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`account_chain|${accountId}`}, 0))`.execute(
          transaction,
        );
        const links = transaction
          .selectFrom("account_chain")
          .select(["position", "link"])
          .where("account_id", "=", accountId);
        const known = await links.where("key", "=", key).executeTakeFirst();
        if (known) return known.link;
        const last = await links.orderBy("position", "desc").limit(1).executeTakeFirst();
        const made = link(last?.link);
        await transaction
          .insertInto("account_chain")
          .values({ account_id: accountId, position: (last?.position ?? 0) + 1, key, link: JSON.stringify(made) })
          .execute();
        return made;
      }),
  };
}
