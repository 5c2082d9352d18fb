import { existsSync } from "node:fs";
import { basename } from "node:path";
import { compileRulePack } from "../infrastructure/rule-packs/compile-rule-pack.js";
import { installRulePack, removeRulePack } from "../infrastructure/rule-packs/install-rule-pack.js";
import {
  defaultRulePacks,
  type InspectedPack,
  inspectRulePacks,
} from "../infrastructure/rule-packs/load-rule-packs.js";
import { readFiles } from "../infrastructure/rule-packs/read-files.js";
import { rulesetOf } from "../infrastructure/rule-packs/rule-pack.js";
import {
  type Environment,
  type ExitCode,
  messageOf,
  parseGiven,
  print,
  printJson,
  runVerb,
  UsageError,
} from "./command.js";
import { toTable } from "./table.js";

const help = `einvoice-gateway rules: the official rules that are installed

Usage: einvoice-gateway rules <command>

Commands
  add <file|folder>   install a rule pack: a Schematron file, or a schema with all its files
  list                what is installed
  remove <id>         take a pack away
  verify              check every file against its checksum, and that the rules compile

Every command takes --directory (default: RULE_PACKS, or rule-packs) and --json. A running gateway has the rules it
started with.
`;

const directoryOptions = { directory: { type: "string" }, json: { type: "boolean", default: false } } as const;

const directoryOf = (values: { directory?: string | undefined }, environment: Environment): string =>
  values.directory ?? environment["RULE_PACKS"] ?? defaultRulePacks;

const addOptions = {
  ...directoryOptions,
  id: { type: "string" },
  version: { type: "string" },
  syntax: { type: "string" },
  kind: { type: "string" },
  file: { type: "string" },
  customization: { type: "string", multiple: true },
  licence: { type: "string", default: "" },
  source: { type: "string", default: "" },
} as const;

const addHelp = `Usage: einvoice-gateway rules add <file|folder> --id <id> --version <version> --syntax UBL|CII

  --id              its name: small letters, digits, dots and hyphens
  --version         of the rules, as their author counts
  --syntax          UBL or CII
  --kind            schematron or xsd                         default: by the ending of the file
  --file            where to start, within a folder           default: its only .sch file
  --customization   beginning of BT-24 the rules are about; may be repeated    default: every document
  --licence         under which its author lets you use it
  --source          where it comes from
  --directory       where packs are                           default: RULE_PACKS, or rule-packs
  --json            print the manifest

A schema (xsd) is about one root element: UBL needs a pack for invoices and another for credit notes.
`;

async function add(given: readonly string[], environment: Environment): Promise<ExitCode> {
  const { values, positionals } = parseGiven(given, addOptions);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError("Give one file or folder");
  const { id, version, syntax } = values;
  if (id === undefined || version === undefined || syntax === undefined)
    throw new UsageError("--id, --version and --syntax are needed");
  const files = await readFiles(path);
  const file = values.file ?? soleFile([...files.keys()]);
  const kind = values.kind ?? (file.endsWith(".xsd") ? "xsd" : "schematron");
  const manifest = await installRulePack(
    directoryOf(values, environment),
    {
      id,
      version,
      syntax: oneOf("syntax", syntax, ["UBL", "CII"]),
      kind: oneOf("kind", kind, ["schematron", "xsd"]),
      customizationIds: values.customization ?? [],
      file,
      licence: values.licence,
      source: values.source,
    },
    files,
  );
  if (values.json) printJson(manifest);
  else print(`Installed ${rulesetOf(manifest)} (${manifest.kind}, ${manifest.syntax}, sha256 ${manifest.sha256})`);
  return 0;
}

function oneOf<Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const found = words.find((word) => word.toLowerCase() === given.toLowerCase());
  if (!found) throw new UsageError(`--${option} is ${given}; it can be ${words.join(" or ")}`);
  return found;
}

function soleFile(paths: readonly string[]): string {
  const candidates = paths.length === 1 ? paths : paths.filter((path) => path.endsWith(".sch"));
  const [only, ...more] = candidates;
  if (only === undefined || more.length > 0)
    throw new UsageError(`Say with --file where to start: there are ${candidates.length} .sch files`);
  return only;
}

async function list(given: readonly string[], environment: Environment): Promise<ExitCode> {
  const { values } = parseGiven(given, directoryOptions);
  const packs = await inspect(directoryOf(values, environment));
  if (values.json) printJson(packs.map(toJson));
  else if (packs.length === 0) print(`No rule packs are installed in ${directoryOf(values, environment)}`);
  else print(toTable(["ID", "VERSION", "SYNTAX", "KIND", "DOCUMENTS", "LICENCE", "STATE"], packs.map(toRow)));
  return 0;
}

async function verify(given: readonly string[], environment: Environment): Promise<ExitCode> {
  const { values } = parseGiven(given, directoryOptions);
  const packs = (await inspect(directoryOf(values, environment))).map(compiled);
  const problems = packs.flatMap(({ problems }) => problems);
  if (values.json) printJson(packs.map(toJson));
  else print(problems.length > 0 ? problems.join("\n") : `${packs.length} rule pack(s), all as they were installed`);
  return problems.length > 0 ? 1 : 0;
}

/** The default directory may be missing; a directory somebody named may not. */
const inspect = (directory: string): Promise<InspectedPack[]> =>
  directory === defaultRulePacks && !existsSync(directory) ? Promise.resolve([]) : inspectRulePacks(directory);

function compiled(inspected: InspectedPack): InspectedPack {
  if (!inspected.pack) return inspected;
  try {
    compileRulePack(inspected.pack).dispose();
    return inspected;
  } catch (error) {
    return { ...inspected, problems: [messageOf(error)] };
  }
}

const toRow = ({ folder, manifest, problems }: InspectedPack): string[] => {
  const {
    id = basename(folder),
    version = "",
    syntax = "",
    kind = "",
    customizationIds,
    licence = "",
  } = manifest ?? {};
  const documents = customizationIds?.map((beginning) => `${beginning}…`).join(" ") || (manifest ? "all" : "");
  return [id, version, syntax, kind, documents, licence, problems.length > 0 ? "broken" : "good"];
};

const toJson = ({ folder, manifest, problems }: InspectedPack) => ({ folder, ...manifest, problems });

async function remove(given: readonly string[], environment: Environment): Promise<ExitCode> {
  const { values, positionals } = parseGiven(given, directoryOptions);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError("Give the id of one pack");
  await removeRulePack(directoryOf(values, environment), id);
  if (values.json) printJson({ removed: id });
  else print(`Removed ${id}`);
  return 0;
}

const verbs = {
  add: { help: addHelp, run: add },
  list: { help: "Usage: einvoice-gateway rules list [--directory <directory>] [--json]\n", run: list },
  remove: { help: "Usage: einvoice-gateway rules remove <id> [--directory <directory>] [--json]\n", run: remove },
  verify: {
    help: "Usage: einvoice-gateway rules verify [--directory <directory>] [--json]\n\nEnds with 1 when a pack is broken.\n",
    run: verify,
  },
};

export const runRules = (given: readonly string[], environment: Environment): Promise<ExitCode> =>
  runVerb("rules", help, verbs, given, environment);
