import type { Keys } from "../../application/store.js";
import type { ApiKeyRecord } from "../../application/records.js";
import type { WebhookRegistration } from "../../application/webhook-registration.js";
import type { Database } from "./database.js";
import { present } from "./rows.js";
import { createRecentRegistrations } from "./recent-registrations.js";
import type { Seal } from "./sealed.js";

const registrationPlace = (accountId: string) => `account_state|${accountId}|webhook_registration`;

export function createKeys(database: Database, seal: Seal): Keys {
  const openRegistration = (
    accountId: string,
    sealed: Uint8Array | null | undefined,
  ): WebhookRegistration | undefined =>
    sealed ? (JSON.parse(seal.open(sealed, registrationPlace(accountId))) as WebhookRegistration) : undefined;

  const webhookRegistration: Keys["webhookRegistration"] = async (accountId) => {
    const row = await database
      .selectFrom("account_state")
      .select("webhook_registration")
      .where("account_id", "=", accountId)
      .executeTakeFirst();
    return openRegistration(accountId, row?.webhook_registration);
  };
  const recent = createRecentRegistrations(webhookRegistration);

  return {
    webhookRegistration,
    recentWebhookRegistration: recent.find,

    async findApiKey(hash) {
      const row = await database
        .selectFrom("api_key")
        .selectAll()
        .where("hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return (
        row &&
        (present({
          id: row.id,
          tenantId: row.tenant_id,
          name: row.name,
          scopes: row.scopes,
          expiresAt: row.expires_at,
          revokedAt: row.revoked_at,
        }) as ApiKeyRecord)
      );
    },

    async saveApiKey(key) {
      await database
        .insertInto("api_key")
        .values({
          id: key.id,
          tenant_id: key.tenantId,
          name: key.name,
          prefix: key.prefix,
          hash: Buffer.from(key.hash),
          scopes: [...key.scopes],
          expires_at: key.expiresAt ?? null,
          revoked_at: key.revokedAt ?? null,
        })
        .onConflict((conflict) =>
          conflict.column("hash").doUpdateSet({
            name: key.name,
            scopes: [...key.scopes],
            expires_at: key.expiresAt ?? null,
            revoked_at: key.revokedAt ?? null,
          }),
        )
        .execute();
    },

    async saveTenant(tenant) {
      await database
        .insertInto("tenant")
        .values(tenant)
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ name: tenant.name }))
        .execute();
    },

    findTenant: (id) => database.selectFrom("tenant").select(["id", "name"]).where("id", "=", id).executeTakeFirst(),

    async changeWebhookRegistration(tenantId, accountId, change) {
      const changed = await database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("account_state")
          .values({ account_id: accountId, tenant_id: tenantId, webhook_registration: null, feed_cursor: null })
          .onConflict((conflict) => conflict.column("account_id").doNothing())
          .execute();
        const row = await transaction
          .selectFrom("account_state")
          .select("webhook_registration")
          .where("account_id", "=", accountId)
          .forUpdate()
          .executeTakeFirst();
        const changed = change(openRegistration(accountId, row?.webhook_registration));
        const sealed = changed && seal.close(JSON.stringify(changed), registrationPlace(accountId));
        await transaction
          .updateTable("account_state")
          .set({ webhook_registration: sealed ?? null })
          .where("account_id", "=", accountId)
          .execute();
        return changed;
      });
      recent.forget(accountId);
      return changed;
    },

    async registeredAccounts() {
      const rows = await database
        .selectFrom("account_state")
        .select("account_id")
        .where("webhook_registration", "is not", null)
        .execute();
      return rows.map((row) => row.account_id);
    },
  };
}
