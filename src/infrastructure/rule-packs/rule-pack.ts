import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { z } from "zod";

/** Rules of an authority or a network that an operator has installed, exactly as they were published. */
export interface RulePack {
  readonly manifest: RulePackManifest;
  /** Every file of the pack by its path within the pack, with `/` between folders. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export type RulePackManifest = z.infer<typeof RulePackManifest>;

const isInside = (path: string): boolean => !isAbsolute(path) && !path.split(/[/\\]/).includes("..");

/** `pack.json`, which stands beside the files of a pack. */
export const RulePackManifest = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, "needs small letters, digits, dots and hyphens, at most 63"),
  version: z.string().min(1, "needs a version"),
  syntax: z.enum(["UBL", "CII"]),
  kind: z.enum(["schematron", "xsd"]),
  /** Beginnings of the specification identifier (BT-24) the pack is about; none: every document of the syntax. */
  customizationIds: z.array(z.string().min(1)),
  /** The file to start with. */
  file: z.string().min(1).refine(isInside, "needs a path within the pack"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "needs 64 hexadecimal digits"),
  licence: z.string(),
  source: z.string(),
});

export const manifestName = "pack.json";

/** What reports call the pack: `en16931-ubl 1.3.16`. */
export const rulesetOf = ({ id, version }: Pick<RulePackManifest, "id" | "version">): string => `${id} ${version}`;

/** Of the only file; of several, of the list `<sha256>  <path>` of all of them in the order of their paths. */
export const sha256Of = (files: RulePack["files"]): string => {
  const [only, ...others] = files.values();
  if (only && others.length === 0) return sha256(only);
  const list = [...files]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`);
  return sha256(list.join(""));
};

const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

/** All that is wrong with rule packs, at once. */
export class RulePackError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "RulePackError";
    this.problems = problems;
  }
}
