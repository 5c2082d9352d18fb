import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readlinkSync } from "node:fs";
import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { restoreSymlinks } from "../../src/infrastructure/postgres/embedded/binaries.js";
import { startEmbeddedServer, type EmbeddedServer } from "../../src/infrastructure/postgres/embedded-server.js";
import { builtTree } from "../setup/built-tree.js";

let dataDirectory: string;
let running: EmbeddedServer[] = [];
let gateways: ChildProcess[] = [];

/** Not made yet: the server does that, and a directory of mkdtemp is closed to the user it runs as. */
const anUnusedDirectory = () => path.join(tmpdir(), `embedded-${randomUUID()}`);

afterEach(async () => {
  for (const gateway of gateways) gateway.kill("SIGKILL");
  for (const server of running) await server.stop();
  await waitUntil(async () => (await processesIn(clusterDirectory())).length === 0);
  running = [];
  gateways = [];
});

const clusterDirectory = () => path.join(dataDirectory, "pg");

async function start(options: Partial<Parameters<typeof startEmbeddedServer>[0]> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDirectory, ...options });
  running.push(server);
  return server;
}

async function query(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new Client(server.connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await delay(20);
}

/** A server process stands in its data directory; elsewhere than on Linux only its lock file tells. */
async function processesIn(directory: string): Promise<string[]> {
  if (!existsSync("/proc")) return existsSync(path.join(directory, "postmaster.pid")) ? ["the lock holder"] : [];
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(directory);
    } catch {
      return false;
    }
  });
}

/** Another process that starts a server on the directory and then does what `body` says. */
async function anotherGateway(body = ""): Promise<ChildProcess> {
  const module = path.join(await builtTree(), "src/infrastructure/postgres/embedded-server.js");
  const code = `
    import { startEmbeddedServer } from ${JSON.stringify(module)};
    import { Client } from "pg";
    const server = await startEmbeddedServer({ dataDirectory: ${JSON.stringify(dataDirectory)} });
    const client = new Client(server.connection);
    client.on("error", () => {});
    await client.connect();
    ${body}
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const gateway = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  gateways.push(gateway);
  await once(gateway.stdout, "data");
  return gateway;
}

describe("the first start of the embedded server", () => {
  beforeEach(() => {
    dataDirectory = anUnusedDirectory();
  });
  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  it("makes a durable UTF-8 database in an empty directory and answers", async () => {
    const server = await start();

    const [facts] = await query(
      server,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
              current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as addresses, upper('é') as upper`,
    );
    expect(facts).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      checksums: "on",
      encoding: "UTF8",
      addresses: "",
      upper: "É",
    });
    expect((await lstat(server.connection.host)).mode & 0o777).toBe(0o700);
  });

  it("is one server for two starts on one directory, and only its owner stops it", async () => {
    const [left, right] = await Promise.all([start(), start()]);
    const pidOf = async (server: EmbeddedServer) =>
      query(server, "select pg_postmaster_start_time()::text as started, current_setting('data_directory') as place");
    expect(await pidOf(left)).toEqual(await pidOf(right));

    const adopter = await start();
    await adopter.stop();

    expect(await query(left, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("ignores a directory in which an earlier first start was cut off", async () => {
    const cutOff = path.join(dataDirectory, "pg.init-1");
    await mkdir(cutOff, { recursive: true });
    await writeFile(path.join(cutOff, "PG_VERSION"), "18\n");

    const server = await start();

    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("refuses a database of another PostgreSQL version in plain words and leaves it alone", async () => {
    await mkdir(clusterDirectory(), { recursive: true });
    await writeFile(path.join(clusterDirectory(), "PG_VERSION"), "9\n");

    await expect(start()).rejects.toThrow(/written by PostgreSQL 9, .* cannot open it. Nothing was changed./);

    expect(await readdir(clusterDirectory())).toEqual(["PG_VERSION"]);
  });

  it("refuses a directory of other files", async () => {
    await mkdir(clusterDirectory(), { recursive: true });
    await writeFile(path.join(clusterDirectory(), "letter.txt"), "Dear customer");

    await expect(start()).rejects.toThrow(/holds files but no PostgreSQL database/);
  });

  it.each([
    ["longer than the path of a socket may be", "d".repeat(120)],
    ["with a comma and a space", "invoices, 2026"],
  ])("works in a directory %s", async (_, name) => {
    const nested = path.join(dataDirectory, name);

    const server = await start({ dataDirectory: nested });

    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(server.connection.host.startsWith(dataDirectory)).toBe(false);
    const directory = await lstat(server.connection.host);
    expect(directory.mode & 0o777).toBe(0o700);
    expect(directory.uid).toBe((await lstat(path.join(nested, "pg"))).uid);
    await server.stop();
    await rm(server.connection.host, { recursive: true });
  });
});

describe("a later start of the embedded server", () => {
  beforeAll(async () => {
    dataDirectory = anUnusedDirectory();
    await (await startEmbeddedServer({ dataDirectory })).stop();
  });
  afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

  it("keeps the data from one start to the next", async () => {
    const first = await start();
    await query(first, "create table kept as select 'kept' as text");
    await first.stop();

    const second = await start();

    expect(await query(second, "select text from kept")).toEqual([{ text: "kept" }]);
  });

  it("takes settings, but none that would lose data or open a port", async () => {
    const server = await start({ settings: { work_mem: "8MB", fsync: "off", listen_addresses: "*" } });

    const [facts] = await query(
      server,
      `select current_setting('work_mem') as work_mem, current_setting('fsync') as fsync,
              current_setting('listen_addresses') as addresses`,
    );
    expect(facts).toEqual({ work_mem: "8MB", fsync: "on", addresses: "" });
  });

  it("is stopped when its gateway is killed, and the next start finds what was committed", async () => {
    const gateway = await anotherGateway(`
      await client.query("create table note (text text)");
      await client.query("insert into note values ('committed')");
      await client.query("begin; insert into note values ('not committed')");`);
    expect(await processesIn(clusterDirectory())).not.toEqual([]);

    gateway.kill("SIGKILL");
    await waitUntil(async () => (await processesIn(clusterDirectory())).length === 0);

    expect(existsSync(path.join(clusterDirectory(), "postmaster.pid"))).toBe(false);
    const server = await start();
    expect(await query(server, "select text from note")).toEqual([{ text: "committed" }]);
  });

  it("passes to the adopter that starts again when the owner is gone", async () => {
    const owner = await anotherGateway();
    const adopter = await start();
    owner.kill("SIGKILL");

    await waitUntil(() =>
      query(adopter, "select 1").then(
        () => false,
        () => true,
      ),
    );
    const heir = await start();

    expect(await query(heir, "select 1 as one")).toEqual([{ one: 1 }]);
    await heir.stop();
    expect(await processesIn(clusterDirectory())).toEqual([]);
  });

  it("tells its owner when it dies, recovers at the next start, and is silent about a wanted stop", async () => {
    const reasons: string[] = [];
    const { promise: died, resolve } = Promise.withResolvers<string>();
    const server = await start({ onExit: resolve });
    await query(server, "create table recovered as select 'recovered' as text");
    const [pid = ""] = (await readFile(path.join(clusterDirectory(), "postmaster.pid"), "utf8")).split("\n");

    process.kill(Number(pid), "SIGKILL");

    expect(await died).toContain("PostgreSQL exited with code 137");
    const next = await start({ onExit: (reason) => reasons.push(reason) });
    expect(await query(next, "select text from recovered")).toEqual([{ text: "recovered" }]);
    await next.stop();
    expect(reasons).toEqual([]);
  });

  it("starts although the process id in a left-over lock file now belongs to another program", async () => {
    const first = await start();
    const lockFile = path.join(clusterDirectory(), "postmaster.pid");
    const lock = await readFile(lockFile, "utf8");
    await first.stop();
    // Of the same user: PostgreSQL by itself disregards only the processes of others.
    const { uid, gid } = await lstat(clusterDirectory());
    const bystander = spawn("sleep", ["60"], { uid, gid });
    gateways.push(bystander);
    await writeFile(lockFile, lock.replace(/^\d+/, String(bystander.pid)));

    const second = await start();

    expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("says why it does not start", async () => {
    await expect(start({ settings: { shared_buffers: "plenty" } })).rejects.toThrow(
      /invalid value for parameter "shared_buffers": "plenty"/,
    );
  });
});

describe("the symbolic links npm leaves out", () => {
  it("are made, and kept when they are there", async () => {
    const packageDirectory = anUnusedDirectory();
    await mkdir(path.join(packageDirectory, "native/lib"), { recursive: true });
    await writeFile(path.join(packageDirectory, "native/lib/libpq.so.5.18"), "library");
    await writeFile(
      path.join(packageDirectory, "native/pg-symlinks.json"),
      JSON.stringify([
        { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
        { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
      ]),
    );
    await symlink("libpq.so.5.18", path.join(packageDirectory, "native/lib/libpq.so"));

    expect(await restoreSymlinks(packageDirectory)).toBe(true);
    expect(await restoreSymlinks(packageDirectory)).toBe(true);

    expect(await readFile(path.join(packageDirectory, "native/lib/libpq.so.5"), "utf8")).toBe("library");
    await rm(packageDirectory, { recursive: true });
  });
});
