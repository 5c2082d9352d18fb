import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli } from "../cli/run-cli.js";
import { builtTree } from "../setup/built-tree.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs until its control API is there; answers what it said and how to stop it. */
async function start(...given: string[]) {
  const child = spawn(process.execPath, [join(await builtTree(), "src/main.js"), "simulators", ...given], {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
  });
  const ended = new Promise<number | null>((resolve) => void child.once("exit", resolve));
  let said = "";
  const control = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      const url = /control API\s+(\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });
  return {
    control,
    said: () => said,
    stop: () => (child.kill("SIGTERM"), ended),
  };
}

const getJson = async (url: string): Promise<any> => (await fetch(url)).json();

describe("npm run simulators", () => {
  it("runs all of them without any credentials of ours, and says what an account needs", async () => {
    const running = await start("--port", "0", "--seed", "7");
    const { simulators } = await getJson(running.control);
    const reached = await Promise.all(
      simulators
        .filter(({ url }: any) => url.startsWith("http:"))
        .map(({ url }: any) => fetch(url).then(({ status }) => status)),
    );
    const code = await running.stop();

    expect(simulators.length).toBeGreaterThanOrEqual(10);
    for (const { id, url, credentials } of simulators) {
      expect(running.said()).toContain(`  ${id.padEnd(20)} ${url}`);
      expect(Object.keys(credentials).length).toBeGreaterThan(0);
    }
    expect(reached.every((status) => status >= 200 && status < 500)).toBe(true);
    expect(code).toBe(0);
  });

  it("gives one of them the same secrets by the same seed, alone or among others", async () => {
    const alone = await start("anaf", "--port", "0", "--seed", "7");
    const among = await start("afnor-pa", "anaf", "--port", "0", "--seed", "7");
    const [one, other] = await Promise.all([alone, among].map(({ control }) => getJson(`${control}/anaf`)));
    await Promise.all([alone.stop(), among.stop()]);

    expect(one.credentials.refreshToken).toMatch(/^[0-9a-f]{64}$/);
    expect(one.credentials).toEqual(other.credentials);
  });

  it("says in a sentence what it does not understand, and that a port is taken", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const [unknown, misspelt, busy] = await Promise.all([
      runCli(["simulators", "nobody"]),
      runCli(["simulators", "--sead", "3"]),
      runCli(["simulators", "peppol-directory", "--port", String(port - 1)]),
    ]);
    await new Promise((resolve) => taken.close(resolve));

    expect([unknown.code, misspelt.code, busy.code]).toEqual([2, 2, 1]);
    expect(unknown.stderr).toContain("There is no simulator nobody");
    expect(misspelt.stderr).toMatch(/^Unknown option '--sead'/);
    expect(busy.stderr).toContain("choose another --port");
  });
});
