import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseXml } from "../../src/xml/parse-xml.js";
import type { XmlElement } from "../../src/xml/xml-tree.js";

/** The official files, which are read where they are and are no part of this project. */
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "shared", "invoices");

export const isThere = (path = ""): boolean => existsSync(join(folder, path));

export const readBytes = (path: string): Uint8Array => readFileSync(join(folder, path));

export const readText = (path: string): string => readFileSync(join(folder, path), "utf8");

/** Paths of the files below a folder whose names end so. */
export const filesIn = (path: string, ending: string): string[] =>
  readdirSync(join(folder, path), { recursive: true, encoding: "utf8" })
    .filter((name) => name.toLowerCase().endsWith(ending))
    .sort()
    .map((name) => `${path}/${name}`);

export function parse(bytes: Uint8Array, name: string): XmlElement {
  const parsed = parseXml(bytes);
  if ("root" in parsed) return parsed.root;
  throw new Error(`${name}: ${parsed.problem.message}`);
}

/** For people, while it takes its time. */
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);
