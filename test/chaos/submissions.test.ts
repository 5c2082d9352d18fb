import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { builtTree } from "../setup/built-tree.js";

const run = promisify(execFile);

it("keeps its promises through two kills, where plain retries double invoices", { timeout: 240_000 }, async () => {
  const words = ["submissions", "--rounds", "2", "--submissions", "40", "--json"];

  const { stdout } = await run(process.execPath, [join(await builtTree(), "chaos/run-chaos.js"), ...words]);

  const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown> & {
    readonly control: { readonly doubled: number };
  };
  expect(result).toMatchObject({ doubled: 0, neverSent: 0, pending: 0, disagreeing: 0, changedAnswers: 0 });
  expect(result["acknowledged"]).toBeGreaterThanOrEqual(40);
  expect(result["rounds"]).toBeGreaterThanOrEqual(2);
  expect(result["faultyCalls"]).toBeGreaterThan(0);
  expect(result.control.doubled).toBeGreaterThan(0);
});
