import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Report {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

/** More than these is no accident. */
const mostFiles = 8;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Usage: npm run test:again, after npm test has written its report");
// Runs the files that failed in the last run once more, with the machine to themselves: what is broken is broken twice.
const { testResults } = JSON.parse(readFileSync(path, "utf8")) as Report;
const files = testResults.filter(({ status }) => status === "failed").map(({ name }) => name);
if (files.length === 0) throw new Error(`${path} tells of no file that failed: the run itself did`);
if (files.length > mostFiles) throw new Error(`${files.length} files failed: they are not run again`);
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "--maxWorkers", "1", ...files], { stdio: "inherit" });
process.exitCode = status ?? 1;
