import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { readFiles } from "./read-files.js";
import { manifestName, type RulePack, RulePackError, RulePackManifest, sha256Of } from "./rule-pack.js";

/** Where packs are looked for when nothing is configured. */
export const defaultRulePacks = "rule-packs";

/** One folder of the directory: a pack, or what keeps it from being one. */
export interface InspectedPack {
  readonly folder: string;
  /** Absent when it cannot be read. */
  readonly manifest?: RulePackManifest;
  /** Absent when there are problems. */
  readonly pack?: RulePack;
  /** Each names the pack and the field. */
  readonly problems: readonly string[];
}

/**
 * Every pack of the directory, verified. Without one it is `rule-packs` in the working directory, which may be missing.
 * @throws {RulePackError} naming everything that is wrong: a gateway does not start with fewer rules than installed
 */
export async function loadRulePacks(directory?: string): Promise<RulePack[]> {
  if (directory === undefined && !existsSync(defaultRulePacks)) return [];
  const inspected = await inspectRulePacks(directory ?? defaultRulePacks);
  const problems = inspected.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new RulePackError(problems);
  return inspected.flatMap(({ pack }) => pack ?? []);
}

/** Every folder of the directory, in the order of their names. */
export async function inspectRulePacks(directory: string): Promise<InspectedPack[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new RulePackError([`The directory of rule packs ${directory} cannot be read: ${messageOf(cause)}`]);
  });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  return Promise.all(
    folders
      .map(({ name }) => name)
      .sort()
      .map((folder) => inspectPack(directory, folder)),
  );
}

async function inspectPack(directory: string, folder: string): Promise<InspectedPack> {
  const failed = (...problems: string[]): InspectedPack => ({
    folder,
    problems: problems.map((problem) => `Rule pack ${folder}: ${problem}`),
  });
  try {
    const json: unknown = JSON.parse(await readFile(join(directory, folder, manifestName), "utf8"));
    const parsed = RulePackManifest.safeParse(json);
    if (!parsed.success) return failed(...describe(parsed.error));
    const manifest = parsed.data;
    const files = await readFiles(join(directory, folder));
    files.delete(manifestName);
    const problems = faultsOf(folder, manifest, files);
    return problems.length > 0
      ? { ...failed(...problems), manifest }
      : { folder, manifest, problems, pack: { manifest, files } };
  } catch (error) {
    return failed(`${manifestName}: ${messageOf(error)}`);
  }
}

function faultsOf(folder: string, manifest: RulePackManifest, files: RulePack["files"]): string[] {
  const faults: string[] = [];
  if (manifest.id !== folder) faults.push(`id: is ${manifest.id}, and its folder is ${folder}`);
  if (!files.has(manifest.file)) faults.push(`file: ${manifest.file} is not there`);
  const sha256 = sha256Of(files);
  if (sha256 !== manifest.sha256) faults.push(`sha256: is ${manifest.sha256}, and the files have ${sha256}`);
  return faults;
}

const describe = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => `${path.join(".") || manifestName}: ${message}`);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
