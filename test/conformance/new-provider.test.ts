import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { runConformance } from "../../src/conformance/run-conformance.js";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const place = join(root, ".new-provider");
const run = promisify(execFile);
const make = (...args: string[]) =>
  run(process.execPath, ["--import", "tsx", "scripts/new-provider.ts", ...args], { cwd: root });

afterAll(() => rm(place, { recursive: true, force: true }));

describe("A new provider", () => {
  it("is one folder, made by a command, that keeps every promise at once", { timeout: 120_000 }, async () => {
    await rm(place, { recursive: true, force: true });
    await make("acme-peppol", "--in", place);

    const cast = (await loadCasts({ directories: [place] })).get("acme-peppol");
    if (!cast) throw new Error("It was not found");
    const { results } = await runConformance(cast);

    expect(cast.provider.name).toBe("Acme Peppol");
    expect(results.filter(({ outcome }) => outcome === "failed" || outcome === "unproven")).toEqual([]);
  });

  it.each([
    [["Acme"], "kebab-case"],
    [["../up"], "kebab-case"],
    [[], "Usage"],
    [["acme-peppol", "--in", place], "there already"],
  ])("is not made of %j", { timeout: 60_000 }, async (args, sentence) => {
    const failed = await make(...args).catch((error: unknown) => error as { code: number; stderr: string });

    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining(sentence) as string });
  });
});

describe("A provider that comes as a package", () => {
  const adapter = (id: string) => `export default {
    id: ${JSON.stringify(id)}, name: "Acme", statuses: {}, limits: { rates: {} }, lookUp() {}
  };`;
  const install = async (directory: string, name: string, code: string) => {
    const folder = join(directory, "node_modules", name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ name, type: "module", exports: { ".": "./index.js" } }),
    );
    await writeFile(join(folder, "index.js"), code);
  };

  it("is found by its name, scoped or not", async () => {
    const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-packages-"));
    await install(directory, "einvoice-provider-acme", adapter("acme"));
    await install(directory, "@acme/einvoice-provider-other", adapter("other"));
    await install(directory, "something-else", "throw new Error('never loaded')");

    const found = await loadProviders({ installedIn: directory });
    await rm(directory, { recursive: true });

    expect([...found.keys()]).toEqual(expect.arrayContaining(["acme", "other", "e-invoice-be"]));
  });

  it("is refused under an id that is taken, and without an export", async () => {
    const directory = await mkdtemp(join(tmpdir(), "einvoice-gateway-packages-"));
    await install(directory, "einvoice-provider-taken", adapter("myinvois"));
    await expect(loadProviders({ installedIn: directory })).rejects.toThrow("two providers myinvois");

    const other = await mkdtemp(join(tmpdir(), "einvoice-gateway-packages-"));
    await install(other, "einvoice-provider-empty", "export const nothing = 1;");
    await expect(loadProviders({ installedIn: other })).rejects.toThrow("einvoice-provider-empty");
    await Promise.all([directory, other].map((path) => rm(path, { recursive: true })));
  });
});
