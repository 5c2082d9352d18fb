import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compileRulePack } from "./compile-rule-pack.js";
import { manifestName, type RulePack, RulePackError, RulePackManifest, sha256Of } from "./rule-pack.js";

export type NewRulePack = Omit<RulePackManifest, "sha256">;

/**
 * Puts a pack into the directory, whole or not at all, once its rules have proved to compile.
 * @throws {RulePackError} when something is wrong with it, or a pack of that id is there
 */
export async function installRulePack(
  directory: string,
  wanted: NewRulePack,
  files: RulePack["files"],
): Promise<RulePackManifest> {
  const parsed = RulePackManifest.safeParse({ ...wanted, sha256: sha256Of(files) });
  if (!parsed.success)
    throw new RulePackError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  const manifest = parsed.data;
  if (files.has(manifestName))
    throw new RulePackError([`The folder holds a ${manifestName} already: copy it as it is`]);
  if (!files.has(manifest.file)) throw new RulePackError([`file: ${manifest.file} is not among the files`]);
  const place = join(directory, manifest.id);
  if (existsSync(place)) throw new RulePackError([`The pack ${manifest.id} is installed; remove it first`]);
  compileRulePack({ manifest, files }).dispose();

  await mkdir(directory, { recursive: true });
  const draft = await mkdtemp(join(directory, ".new-"));
  try {
    for (const [path, bytes] of [...files, [manifestName, `${JSON.stringify(manifest, null, 2)}\n`] as const]) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), bytes);
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return manifest;
}

/** @throws {RulePackError} when there is no such pack */
export async function removeRulePack(directory: string, id: string): Promise<void> {
  if (!RulePackManifest.shape.id.safeParse(id).success || !existsSync(join(directory, id)))
    throw new RulePackError([`There is no rule pack ${id} in ${directory}`]);
  await rm(join(directory, id), { recursive: true });
}
