import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtTree } from "../setup/built-tree.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  json(): any;
}

/** Runs the command as a process of its own, with nothing of this one's configuration. */
export async function runCli(
  given: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  const program = join(await builtTree(), "src/main.js");
  return new Promise((resolve) => {
    const { PATH, HOME } = process.env;
    execFile(
      process.execPath,
      [program, ...given],
      { cwd: root, env: { PATH, HOME, ...environment }, maxBuffer: 50_000_000 },
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === "number" ? error.code : error ? -1 : 0,
          stdout,
          stderr,
          json: () => JSON.parse(stdout) as unknown,
        }),
    );
  });
}
