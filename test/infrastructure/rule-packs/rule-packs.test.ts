import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installRulePack, removeRulePack } from "../../../src/infrastructure/rule-packs/install-rule-pack.js";
import { loadRulePacks } from "../../../src/infrastructure/rule-packs/load-rule-packs.js";
import type { RulePack } from "../../../src/infrastructure/rule-packs/rule-pack.js";
import { aRulePack, xsdFiles } from "./a-rule-pack.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rule-packs-"));
});
afterEach(() => rm(directory, { recursive: true }));

const install = ({ manifest: { sha256: _, ...manifest }, files }: RulePack) =>
  installRulePack(directory, manifest, files);

const changeManifest = async (id: string, change: Record<string, unknown>) => {
  const place = join(directory, id, "pack.json");
  await writeFile(place, JSON.stringify({ ...(JSON.parse(await readFile(place, "utf8")) as object), ...change }));
};

describe("a directory of rule packs", () => {
  it("gives back what was installed, file for file", async () => {
    const rules = aRulePack();
    const schema = aRulePack({ id: "schema", kind: "xsd", file: "main/invoice.xsd" }, xsdFiles);
    await install(rules);
    await install(schema);

    const loaded = await loadRulePacks(directory);

    expect(loaded.map(({ manifest }) => manifest)).toEqual([rules.manifest, schema.manifest]);
    expect(loaded[1]?.files).toEqual(schema.files);
  });

  it("refuses files that were changed after they were installed", async () => {
    await install(aRulePack());
    await writeFile(join(directory, "example", "rules.sch"), "<schema/>");

    await expect(loadRulePacks(directory)).rejects.toThrow(/Rule pack example: sha256: is [0-9a-f]{64}, and the files/);
  });

  it("refuses a schema that got another file", async () => {
    await install(aRulePack({ kind: "xsd", file: "main/invoice.xsd" }, xsdFiles));
    await writeFile(join(directory, "example", "common", "more.xsd"), "");

    await expect(loadRulePacks(directory)).rejects.toThrow(/Rule pack example: sha256/);
  });

  it("names every pack and field that is wrong at once", async () => {
    await install(aRulePack({ id: "one" }));
    await install(aRulePack({ id: "two" }));
    await install(aRulePack({ id: "three" }));
    await changeManifest("one", { syntax: "EDIFACT", file: "../../secret" });
    await changeManifest("two", { id: "else" });
    await writeFile(join(directory, "three", "pack.json"), "{");

    await expect(loadRulePacks(directory)).rejects.toMatchObject({
      problems: [
        expect.stringContaining("Rule pack one: syntax: "),
        "Rule pack one: file: needs a path within the pack",
        expect.stringContaining("Rule pack three: pack.json: "),
        "Rule pack two: id: is else, and its folder is two",
      ],
    });
  });

  it("refuses a link, which could lead anywhere", async () => {
    await install(aRulePack());
    await symlink("/etc/hostname", join(directory, "example", "more.sch"));

    await expect(loadRulePacks(directory)).rejects.toThrow("neither a file nor a folder");
  });

  it("says so when it is configured and not there", async () => {
    await expect(loadRulePacks(join(directory, "nowhere"))).rejects.toThrow("cannot be read");
  });

  it("takes nothing that does not compile, and keeps nothing of it", async () => {
    const broken = aRulePack({}, { "rules.sch": "<schema xmlns='http://purl.oclc.org/dsdl/schematron'><pattern>" });

    await expect(install(broken)).rejects.toThrow("Rule pack example: rules.sch: ");
    expect(await loadRulePacks(directory)).toEqual([]);
  });

  it("takes no schema whose other files are not in the pack", async () => {
    const { "common/basic.xsd": _, ...half } = xsdFiles;

    await expect(install(aRulePack({ kind: "xsd", file: "main/invoice.xsd" }, half))).rejects.toThrow(
      "Rule pack example: main/invoice.xsd: ",
    );
  });

  it("takes a pack once, and again after it was removed", async () => {
    await install(aRulePack());
    await expect(install(aRulePack())).rejects.toThrow("The pack example is installed; remove it first");

    await removeRulePack(directory, "example");
    await expect(removeRulePack(directory, "example")).rejects.toThrow("There is no rule pack example");
    await expect(install(aRulePack())).resolves.toMatchObject({ id: "example" });
  });

  it("removes nothing outside itself", async () => {
    await expect(removeRulePack(directory, "..")).rejects.toThrow("There is no rule pack ..");
  });
});
