import { createHash } from "node:crypto";
import { chown, lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SystemUser } from "./system-user.js";

export const port = 5432;

/** What the operating system leaves for the path of a socket. */
const longestPathBytes = 107;

/** The database's own directory, or a private one with a short name when the path of the socket would be too long. */
export async function prepareSocketDirectory(clusterDirectory: string, user: SystemUser): Promise<string> {
  if (isUsable(clusterDirectory)) return clusterDirectory;

  const name = `einvoice-${createHash("sha256").update(clusterDirectory).digest("hex").slice(0, 16)}`;
  const directory = [tmpdir(), "/tmp"].map((parent) => path.join(parent, name)).find(isUsable);
  if (!directory)
    throw new Error(`The paths of DATA_DIR (${clusterDirectory}) and of TMPDIR are too long for a socket.`);

  await mkdir(directory, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(directory);
  const ours = found.uid === user.uid || found.uid === process.geteuid?.();
  // Everybody may write to the directory above: what another user put there could listen in.
  if (!found.isDirectory() || !ours || (found.mode & 0o077) !== 0) {
    throw new Error(`${directory} must be a directory that only user id ${user.uid} can enter. Remove it.`);
  }
  if (user.switchTo) await chown(directory, user.switchTo.uid, user.switchTo.gid);
  return directory;
}

/** The server reads a comma or a quote in the name as a list of directories. */
const isUsable = (directory: string) =>
  Buffer.byteLength(path.join(directory, `.s.PGSQL.${port}`)) <= longestPathBytes && !/[,"\s]/.test(directory);
