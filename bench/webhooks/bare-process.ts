import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { orderOf, say } from "./channel.js";

/** What every receiver has to do at the least: take the bytes, and answer when one row with them is durable. */
const { databaseUrl, connections } = orderOf<BareOrder>();

export interface BareOrder {
  readonly databaseUrl: string;
  readonly connections: number;
}

const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
await pool.query("create table bare (id uuid primary key, body bytea not null, received_at timestamptz default now())");
const { rows } = await pool.query<{ synchronous_commit: string }>("show synchronous_commit");
if (rows[0]?.synchronous_commit !== "on") throw new Error("A commit of this server is not durable");

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const statement = { name: "take", text: "insert into bare (id, body) values ($1, $2)" };
    pool.query({ ...statement, values: [randomUUID(), Buffer.concat(chunks)] }).then(
      () => response.writeHead(202, { "content-type": "application/json" }).end('{"status":"accepted"}'),
      () => response.writeHead(503).end(),
    );
  });
});
server.listen(0, "127.0.0.1", () => say({ port: (server.address() as AddressInfo).port }));
process.once("disconnect", () => process.exit(0));
