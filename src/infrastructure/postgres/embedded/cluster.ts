import { chown, mkdtemp, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./binaries.js";
import { runAs, type SystemUser } from "./system-user.js";

/** The first version whose own C.UTF-8 needs no locale of the operating system. */
const firstVersionWithBuiltinLocale = 17;
const abandonedAfterMs = 3_600_000;

/** The version that wrote the database, absent when there is none yet. */
export async function readMajorVersion(clusterDirectory: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path.join(clusterDirectory, "PG_VERSION"), "utf8"), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const files = await readdir(clusterDirectory).catch(() => []);
  if (files.length === 0) return undefined;
  throw new Error(`${clusterDirectory} holds files but no PostgreSQL database. Set DATA_DIR to another directory.`);
}

/**
 * Makes a new, empty database; it appears at its place whole or not at all. When another gateway was faster,
 * its database stays.
 */
export async function initialiseCluster(clusterDirectory: string, binaries: Binaries, user: SystemUser): Promise<void> {
  const parent = path.dirname(clusterDirectory);
  await removeAbandoned(clusterDirectory);
  // Not the process id alone: a restarted container gets the same one again.
  const unfinished = await mkdtemp(`${clusterDirectory}.init-${process.pid}-`);
  try {
    if (user.switchTo) await chown(unfinished, user.switchTo.uid, user.switchTo.gid);
    const { succeeded, output } = await runAs(user, path.join(binaries.directory, "initdb"), [
      `--pgdata=${unfinished}`,
      "--username=postgres",
      "--auth-local=trust",
      "--auth-host=reject",
      "--encoding=UTF8",
      "--data-checksums",
      "--text-search-config=simple",
      ...(binaries.majorVersion >= firstVersionWithBuiltinLocale
        ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        : ["--locale=C.UTF-8"]),
      "--no-instructions",
    ]);
    if (!succeeded) throw new Error(`PostgreSQL could not make a database in DATA_DIR (${parent}): ${output}`);
    await rename(unfinished, clusterDirectory);
    await syncDirectory(parent);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

/** Makes names in the directory survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Judged by age: process ids mean nothing between containers that share the directory. */
async function removeAbandoned(clusterDirectory: string): Promise<void> {
  const parent = path.dirname(clusterDirectory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${path.basename(clusterDirectory)}.init-`)) continue;
    const unfinished = path.join(parent, name);
    const found = await stat(unfinished).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(unfinished, { recursive: true, force: true });
  }
}
