import { sql } from "kysely";
import type { Uploads } from "../../application/batch-ports.js";
import { present } from "./rows.js";
import type { Database } from "./database.js";

/** So many lines are deleted at a time: one upload can have gigabytes. */
const sweptLines = 2_000;

/** Files of lines that wait for their batch. */
export function createUploads(database: Database): Uploads {
  const ofTenant = (tenantId: string, id: string) => sql`tenant_id = ${tenantId} and id = ${id}`;
  return {
    async open(tenantId, id, { unused, lifetimeHours }) {
      const { rows } = await sql<{ id: string }>`
        insert into upload (tenant_id, id)
        select ${tenantId}, ${id}
        where ${unused} > (
          select count(*) from upload
          where tenant_id = ${tenantId} and batch_id is null
            and created_at > now() - ${lifetimeHours} * interval '1 hour')
        returning id`.execute(database);
      return rows.length > 0;
    },

    async append(tenantId, id, first, lines) {
      await sql`
        insert into staged_item (tenant_id, source_id, index, size_bytes, body)
        select ${tenantId}, ${id}, ${first}::int + place::int - 1, octet_length(body), body
        from unnest(${[...lines]}::text[]) with ordinality as given (body, place)`.execute(database);
    },

    async complete(tenantId, id, { lines, sha256 }) {
      await sql`update upload set lines = ${lines}, sha256 = ${sha256}, created_at = now()
                where ${ofTenant(tenantId, id)}`.execute(database);
    },

    async discard(tenantId, id) {
      await sql`update upload set created_at = '-infinity', sha256 = null
                where ${ofTenant(tenantId, id)} and batch_id is null`.execute(database);
    },

    async find(tenantId, id, lifetimeHours) {
      const { rows } = await sql<{ lines: number; sha256: string; batch_id: string | null }>`
        select lines, sha256, batch_id from upload
        where ${ofTenant(tenantId, id)} and sha256 is not null
          and created_at > now() - ${lifetimeHours} * interval '1 hour'`.execute(database);
      const [row] = rows;
      return row && present({ lines: row.lines, sha256: row.sha256, batchId: row.batch_id });
    },

    async sweep(lifetimeHours) {
      const expired = sql`
        select tenant_id, id from upload
        where (created_at <= now() - ${lifetimeHours} * interval '1 hour'
            or (sha256 is null and created_at <= now() - interval '1 hour'))`;
      const { numAffectedRows = 0n } = await sql`
        delete from staged_item where ctid = any (array(
          select s.ctid from staged_item s
          where (s.tenant_id, s.source_id) in (
              ${expired} and batch_id is null
              union all
              select tenant_id, source_id from batch where source_id is not null and stage in ('PREPARED', 'REFUSED'))
          limit ${sweptLines}))`.execute(database);
      if (numAffectedRows > 0n) return Number(numAffectedRows);
      await sql`
        update batch b set source_id = null
        where source_id is not null and stage in ('PREPARED', 'REFUSED')
          and not exists (select 1 from staged_item s where s.tenant_id = b.tenant_id and s.source_id = b.source_id)`.execute(
        database,
      );
      await sql`
        delete from upload u where (tenant_id, id) in (${expired})
          and not exists (select 1 from staged_item s where s.tenant_id = u.tenant_id and s.source_id = u.id)`.execute(
        database,
      );
      return 0;
    },
  };
}
