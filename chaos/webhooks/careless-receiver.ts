import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** The control's receiver: it acknowledges first and commits afterwards, as soon as it comes to it. */
const pool = new pg.Pool({ connectionString: process.env["CARELESS"] ?? "", max: 2 });

// Nothing outlives the driver, however it ends.
process.once("disconnect", () => process.exit(1));

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    response.writeHead(200).end();
    const { id } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { id: string };
    void pool.query("insert into careless (id) values ($1) on conflict do nothing", [id]);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
