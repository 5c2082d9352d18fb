import { sql } from "kysely";
import type { Tokens, TokenStore } from "../network/token-store.js";
import type { Database } from "./database.js";
import type { Seal } from "./sealed.js";

const place = (accountId: string) => `account_token|${accountId}|tokens`;

/** Sealed, and renewed by one instance at a time: who holds the account's lock has the newest. */
export function createTokenStore(database: Database, seal: Seal): TokenStore {
  return {
    renew: (accountId, renewal) =>
      database.transaction().execute(async (transaction) => {
        // A call to the provider's token service goes on meanwhile.
        await sql`set local idle_in_transaction_session_timeout = '60s'`.execute(transaction);
        await sql`select pg_advisory_xact_lock(hashtextextended(${place(accountId)}, 0))`.execute(transaction);
        const row = await transaction
          .selectFrom("account_token")
          .select("tokens")
          .where("account_id", "=", accountId)
          .executeTakeFirst();
        const kept = row && (JSON.parse(seal.open(row.tokens, place(accountId))) as Tokens);
        const tokens = await renewal(kept);
        if (tokens === kept) return tokens;
        const sealed = seal.close(JSON.stringify(tokens), place(accountId));
        await transaction
          .insertInto("account_token")
          .values({ account_id: accountId, tokens: sealed })
          .onConflict((conflict) => conflict.column("account_id").doUpdateSet({ tokens: sealed }))
          .execute();
        return tokens;
      }),
  };
}
