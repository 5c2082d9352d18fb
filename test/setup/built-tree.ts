import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inject } from "vitest";
import { compileTree } from "../../chaos/setting/compile-tree.js";

/**
 * The sources, the chaos and what the tests run as processes of their own, as JavaScript: it starts in a fraction of the
 * time that sources take. Made once in a run, by whoever needs it first.
 */
export async function builtTree(): Promise<string> {
  const tree = inject("builtTree");
  const [done, failed] = [join(tree, "done"), join(tree, "failed")];
  const isFirst = (await mkdir(join(tree, "src"), { recursive: true })) !== undefined;
  if (isFirst) {
    await compileTree("test/tsconfig.built.json", tree).catch(({ message }: Error) => writeFile(failed, message));
    await writeFile(done, "");
  }
  while (!existsSync(done)) await pause(100);
  if (existsSync(failed)) throw new Error(await readFile(failed, "utf8"));
  return tree;
}
