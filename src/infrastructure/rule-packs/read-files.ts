import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { RulePackError } from "./rule-pack.js";

/** More than ten times what UBL with all its schemas takes. */
const mostBytes = 64_000_000;
const mostFiles = 2_000;

/**
 * A file under its name, or every file of a folder under its path within it, with `/` between folders. What is neither
 * file nor folder is refused: a link could lead out of the pack.
 */
export async function readFiles(path: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  if ((await stat(path)).isFile()) return files.set(basename(path), await readBytes(path));
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  let bytes = 0;
  for (const entry of entries) {
    const place = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) throw new RulePackError([`${place} is neither a file nor a folder`]);
    bytes += (await stat(place)).size;
    if (bytes > mostBytes || files.size >= mostFiles)
      throw new RulePackError([`${path} is too large for a rule pack: at most ${mostFiles} files of 64 MB together`]);
    files.set(relative(path, place).split(sep).join("/"), await readBytes(place));
  }
  return files;
}

/** Copied out of what readFile may share: the bytes go to other threads. */
const readBytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path));
