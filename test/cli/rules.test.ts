import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSchematron, xsdFiles } from "../infrastructure/rule-packs/a-rule-pack.js";
import { runCli } from "./run-cli.js";

let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rules-"));
  environment = { RULE_PACKS: join(folder, "packs") };
  await writeFile(join(folder, "own.sch"), aSchematron({ id: "R-1", context: "/ubl:Invoice", test: "cbc:ID" }));
  for (const [path, text] of Object.entries(xsdFiles)) {
    await mkdir(dirname(join(folder, "xsd", path)), { recursive: true });
    await writeFile(join(folder, "xsd", path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const rules = (...given: string[]) => runCli(["rules", ...given], environment);

describe("einvoice-gateway rules", () => {
  it("installs, lists, verifies and removes packs", async () => {
    const named = ["--id", "own", "--version", "2026.1", "--syntax", "ubl", "--licence", "Apache-2.0"];
    const added = await rules("add", join(folder, "own.sch"), ...named, "--customization", "urn:a", "--json");
    expect(added.stderr).toBe("");
    expect(added.json()).toMatchObject({ id: "own", syntax: "UBL", kind: "schematron", customizationIds: ["urn:a"] });

    const schema = ["--id", "schema", "--version", "1", "--syntax", "UBL", "--file", "main/invoice.xsd"];
    expect(await rules("add", join(folder, "xsd"), ...schema)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Installed schema 1 \(xsd, UBL, sha256 [0-9a-f]{64}\)\n$/) as string,
    });

    expect((await rules("list")).stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["ID", "VERSION", "SYNTAX", "KIND", "DOCUMENTS", "LICENCE", "STATE"],
      ["own", "2026.1", "UBL", "schematron", "urn:a…", "Apache-2.0", "good"],
      ["schema", "1", "UBL", "xsd", "all", "", "good"].filter(Boolean),
      [""],
    ]);
    expect(await rules("verify")).toMatchObject({ code: 0, stdout: "2 rule pack(s), all as they were installed\n" });

    await writeFile(join(folder, "packs", "own", "own.sch"), "changed");
    const broken = await rules("verify", "--json");
    expect(broken.code).toBe(1);
    expect(broken.json()).toMatchObject([{ folder: "own", problems: [expect.stringContaining("sha256")] }, {}]);

    expect(await rules("remove", "own")).toMatchObject({ code: 0, stdout: "Removed own\n" });
  });

  it.each([
    ["with a command it does not have", ["install"], "There is no command rules install"],
    ["without what it needs", ["add", "own.sch"], "--id, --version and --syntax are needed"],
  ])("ends with 2 when it is called %s", async (_, given, word) => {
    const result = await rules(...given);

    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(word);
  });
});
