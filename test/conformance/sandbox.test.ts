import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSimulators } from "../../src/infrastructure/provider-folder.js";
import { builtTree } from "../setup/built-tree.js";
import { type RunningSimulator, serveSimulator } from "../../src/provider-kit/simulator-server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

interface Ended {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const conformance = async (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(process.execPath, [join(await builtTree(), "src/main.js"), "conformance", ...args], {
    cwd: root,
    env: { ...process.env, ...variables },
  }).catch((error: unknown) => error as Ended);

const lastLine = ({ stdout }: Ended): unknown => JSON.parse(stdout.trim().split("\n").at(-1) ?? "");

let elsewhere: RunningSimulator;
beforeAll(async () => {
  const declaration = (await loadSimulators()).get("e-invoice-be");
  if (!declaration) throw new Error("There is no such provider");
  elsewhere = await serveSimulator(declaration, { stepMs: 40 });
});
afterAll(() => elsewhere.stop());

/** Somebody else's server: nothing but its address and a key are known of it. */
const sandbox = (check: string) => ["--provider", "e-invoice-be", "--sandbox", "--at", elsewhere.url, "--check", check];

describe("The suite against a provider's sandbox", { timeout: 120_000 }, () => {
  it("is the same suite, with the credentials of the environment", async () => {
    const { apiKey } = elsewhere.credentials as { apiKey: string };

    const ended = await conformance([...sandbox("submit."), "--json"], { E_INVOICE_API_KEY: apiKey });

    expect(lastLine(ended)).toEqual({
      providers: [{ id: "e-invoice-be", passed: 4, failed: 0, unproven: 0, unsupported: [] }],
    });
    expect(elsewhere.requests.filter(({ path }) => path.endsWith("/send")).length).toBeGreaterThan(3);
  });

  it("says what can only be tried with a simulator", async () => {
    const { apiKey } = elsewhere.credentials as { apiKey: string };

    const ended = await conformance([...sandbox("failure.4"), "--json"], { E_INVOICE_API_KEY: apiKey });

    expect(lastLine(ended)).toMatchObject({
      providers: [{ id: "e-invoice-be", passed: 0, failed: 0, unsupported: ["only with a simulator"] }],
    });
  });

  it("fails with a key that the provider does not know", async () => {
    const ended = await conformance([...sandbox("submit.accepted"), "--json"], { E_INVOICE_API_KEY: "wrong" });

    expect(ended.code).toBe(1);
    expect(lastLine(ended)).toMatchObject({ providers: [{ id: "e-invoice-be", passed: 0, failed: 1 }] });
  });

  it("skips, in so many words, a provider whose credentials are not there", async () => {
    const ended = await conformance(sandbox("submit."));

    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("set E_INVOICE_API_KEY") });
  });

  it("goes to another address for one provider only", async () => {
    const ended = await conformance(["--sandbox", "--at", elsewhere.url]);

    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining("one --provider") });
  });
});
