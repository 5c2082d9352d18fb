import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { builtTree } from "../setup/built-tree.js";

const run = promisify(execFile);
const words = ["webhooks", "--rounds", "2", "--events", "100", "--json"];

it("loses no webhook and no event through two kills and two restarts", { timeout: 480_000 }, async () => {
  const { stdout } = await run(process.execPath, [join(await builtTree(), "chaos/run-chaos.js"), ...words]);

  const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<"acknowledged" | "rounds", number> & {
    readonly subscribers: { readonly events: number };
    readonly control: { readonly lost: number; readonly missing: number };
    readonly rolling: { readonly acknowledged: number };
  };
  const kept = { lost: 0, duplicated: 0, unapplied: 0, unsent: 0, altered: 0, doubled: 0 };
  const told = { missing: 0, duplicate: 0, disorder: 0, foreign: 0 };
  expect(result).toMatchObject({
    ...kept,
    subscribers: told,
    rolling: { restarts: 2, errors: 0, ...kept, ...told },
  });
  expect(result.acknowledged).toBeGreaterThanOrEqual(100);
  expect(result.rounds).toBeGreaterThanOrEqual(2);
  expect(result.subscribers.events).toBeGreaterThan(100);
  expect(result.rolling.acknowledged).toBeGreaterThan(0);
  expect(result.control.lost).toBeGreaterThan(0);
  expect(result.control.missing).toBeGreaterThan(0);
});
