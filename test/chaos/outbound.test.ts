import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

it(
  "tells every endpoint everything through two kills and five days, under the same ids",
  { timeout: 240_000 },
  async () => {
    const words = ["--import", "tsx", "chaos/run-chaos.ts", "outbound", "--rounds", "2", "--events", "60", "--json"];

    const { stdout } = await run(process.execPath, words, { cwd: root });

    const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, any>;
    expect(result["lost"]).toEqual({ fine: 0, flaky: 0, hanging: 0, gone: 0 });
    expect(result).toMatchObject({ unstableIds: 0, unverifiable: 0, scheduleOff: 0, callsAfterGone: 0 });
    expect(result["events"]).toBeGreaterThanOrEqual(60);
    expect(result["control"].lost).toBeGreaterThan(0);
  },
);
