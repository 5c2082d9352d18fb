import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { builtTree } from "../setup/built-tree.js";

const run = promisify(execFile);
const words = ["outbound", "--rounds", "3", "--events", "60", "--json"];

interface Counted {
  readonly events: number;
  readonly scheduleChecked: number;
  readonly disabledAfterHours: number;
  readonly control: { readonly lost: number; readonly longestDelayMs: number };
}

/** A busy machine delays events by itself, which the run counts as broken: here only what is counted matters. */
const play = async (): Promise<Counted> => {
  const running = run(process.execPath, [join(await builtTree(), "chaos/run-chaos.js"), ...words]);
  const { stdout } = await running.catch((error: unknown) => error as { readonly stdout: string });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Counted;
};

it("tells four endpoints everything through three kills and five days", { timeout: 240_000 }, async () => {
  const result = await play();

  expect(result).toMatchObject({
    rounds: 3,
    lost: { fine: 0, flaky: 0, hanging: 0, gone: 0 },
    unstableIds: 0,
    unverifiable: 0,
    scheduleOff: 0,
    gone: { after: 0 },
  });
  expect(result.events).toBeGreaterThanOrEqual(60);
  expect(result.scheduleChecked).toBeGreaterThan(0);
  expect(result.disabledAfterHours).toBeGreaterThanOrEqual(120);
  expect(result.control.lost).toBeGreaterThan(0);
  expect(result.control.longestDelayMs).toBeGreaterThan(1_000);
});
