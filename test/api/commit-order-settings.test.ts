import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findBinaries } from "../../src/infrastructure/postgres/embedded/binaries.js";
import { connectionTo, probe } from "../../src/infrastructure/postgres/embedded/holder.js";
import { port, prepareSocketDirectory } from "../../src/infrastructure/postgres/embedded/socket-directory.js";
import {
  chooseSystemUser,
  commandAs,
  serverEnvironment,
} from "../../src/infrastructure/postgres/embedded/system-user.js";
import { startEmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { openGateway, type TestGateway } from "../setup/open-gateway.js";
import { until } from "./support/until.js";

let gateway: TestGateway | undefined;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  await gateway?.stop();
  for (const close of closing.splice(0).reverse()) await close();
});

it("A gateway is not ready on a database that does not wait for its disk", async () => {
  gateway = await openGateway();
  const careless = await startWithoutFsync();
  const { url, stop } = await gateway.openTwin({ databaseUrl: careless });

  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(503);

  await stop();
}, 120_000);

/** The embedded server lets nobody turn fsync off: this one is started beside it. Answers its address. */
async function startWithoutFsync(): Promise<string> {
  const dataDirectory = join(tmpdir(), `einvoice-gateway-fsync-${randomUUID()}`);
  closing.push(() => rm(dataDirectory, { recursive: true, force: true }));
  await (await startEmbeddedServer({ dataDirectory })).stop();
  const cluster = join(dataDirectory, "pg");
  const user = await chooseSystemUser(dataDirectory, cluster);
  const { directory } = await findBinaries(user, dataDirectory, undefined);
  const sockets = await prepareSocketDirectory(cluster, user);
  const settings = { fsync: "off", listen_addresses: "", port: String(port), unix_socket_directories: sockets };
  const parameters = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(...commandAs(user, join(directory, "postgres"), ["-D", cluster, ...parameters]), {
    cwd: "/",
    env: serverEnvironment,
    stdio: "ignore",
    ...user.switchTo,
  });
  closing.push(async () => {
    server.kill("SIGINT");
    await once(server, "exit");
  });
  await until(
    () => probe(sockets),
    (state) => state === "ready",
  );
  const { user: name, database, host } = connectionTo(sockets);
  return `postgres://${name}@localhost/${database}?host=${encodeURIComponent(host)}`;
}
