import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Writes what a project of this tree includes as JavaScript; types are checked elsewhere.
 *
 * @throws with what the compiler said
 */
export async function compileTree(project: string, directory: string): Promise<void> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const words = [compiler, "-p", join(root, project), "--noCheck", "--outDir", directory];
  await promisify(execFile)(process.execPath, words).catch((error: { readonly stdout: string }) => {
    throw new Error(`${project} could not be compiled:\n${error.stdout}`, { cause: error });
  });
}

/** The same in a directory that lives as long as this process. */
export async function compileForNow(project: string, name: string): Promise<string> {
  // Inside the tree, where the program finds its libraries.
  await mkdir(join(root, ".data"), { recursive: true });
  const directory = await mkdtemp(join(root, ".data", `${name}-`));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  await compileTree(project, directory);
  return directory;
}
