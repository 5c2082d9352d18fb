import type { Keys, WebhookRegistration } from "../../application/gateway.js";
import type { ApiKeyRecord } from "../../application/records.js";
import type { Database } from "./database.js";
import { present } from "./rows.js";
import type { Seal } from "./sealed.js";

const registrationPlace = (accountId: string) => `account_state|${accountId}|webhook_registration`;

export function createKeys(database: Database, seal: Seal): Keys {
  return {
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

    async webhookRegistration(accountId) {
      const row = await database
        .selectFrom("account_state")
        .select("webhook_registration")
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      if (!row?.webhook_registration) return undefined;
      return JSON.parse(seal.open(row.webhook_registration, registrationPlace(accountId))) as WebhookRegistration;
    },

    async saveWebhookRegistration(tenantId, accountId, registration) {
      const sealed = seal.close(JSON.stringify(registration), registrationPlace(accountId));
      await database
        .insertInto("account_state")
        .values({ account_id: accountId, tenant_id: tenantId, webhook_registration: sealed, feed_cursor: null })
        .onConflict((conflict) => conflict.column("account_id").doUpdateSet({ webhook_registration: sealed }))
        .execute();
    },
  };
}
