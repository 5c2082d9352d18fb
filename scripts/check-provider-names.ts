import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";

// No code outside of a provider's folder asks which provider it is. Comments and descriptions may name one, and a format
// may be called after the system it belongs to.

const root = fileURLToPath(new URL("..", import.meta.url));
const ids = readdirSync(join(root, "providers"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const names = new Set(ids.map(squeeze));

const files = globSync("src/**/*.ts", { cwd: root, exclude: ["src/formats/**"] });
const faults = files.flatMap((file) => {
  const text = readFileSync(join(root, file), "utf8");
  const found: string[] = [];
  const look = (name: unknown, start: number) => {
    if (typeof name !== "string" || !names.has(squeeze(name))) return;
    found.push(`${file}:${text.slice(0, start).split("\n").length} names the provider ${name}`);
  };
  new Visitor({
    Literal: ({ value, start }) => look(value, start),
    TemplateElement: ({ value, start }) => look(value.cooked, start),
    Identifier: ({ name, start }) => look(name, start),
  }).visit(parseSync(file, text).program);
  return found;
});

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`names: ${files.length} files ask for none of ${ids.length} providers`);
}
