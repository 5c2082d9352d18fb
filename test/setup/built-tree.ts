import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outcomes = { done: "done", failed: "failed" } as const;

/**
 * The sources, the chaos and what the tests run as processes of their own, as JavaScript: it starts in a fraction of the
 * time that sources take. Made once in a run, by whoever needs it first.
 */
export async function builtTree(): Promise<string> {
  const tree = inject("builtTree");
  const has = (outcome: keyof typeof outcomes) => existsSync(join(tree, outcomes[outcome]));
  const isFirst = (await mkdir(join(tree, "src"), { recursive: true })) !== undefined;
  if (isFirst) {
    const outcome = await compile(tree).then(
      () => outcomes.done,
      () => outcomes.failed,
    );
    await writeFile(join(tree, outcome), "");
  }
  while (!has("done")) {
    if (has("failed")) throw new Error("The tree could not be compiled: npx tsc -p test/tsconfig.built.json --noCheck");
    await pause(100);
  }
  return tree;
}

/** Types are checked elsewhere. */
function compile(outDir: string): Promise<unknown> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, "test/tsconfig.built.json");
  return promisify(execFile)(process.execPath, [compiler, "-p", project, "--noCheck", "--outDir", outDir]);
}
