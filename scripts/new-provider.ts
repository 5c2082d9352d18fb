import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `Makes the folder of a new provider: a working adapter of a toy dialect, its simulator and what the
conformance suite needs to know. From there you change it into the real one (docs/write-an-adapter.md).

Usage: npm run new-provider -- <id> [options]

  <id>            kebab-case, e.g. acme-peppol: the folder's name and the provider's
  --name NAME     what people call it                     default: made of the id
  --in DIR        where the folder is made                default: providers
  --help          this text
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: "string" }, in: { type: "string" }, help: { type: "boolean", default: false } },
});

const root = fileURLToPath(new URL("..", import.meta.url));
const [id, ...others] = positionals;

function end(text: string, code: number): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}

if (values.help) end(help, 0);
if (id === undefined || others.length > 0) end(help, 2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) end(`"${id}" is not in kebab-case: acme or acme-peppol\n`, 2);

const place = values.in ?? join(root, "providers");
const folder = join(place, id);
if (existsSync(folder)) end(`${folder} is there already\n`, 2);

const name = values.name ?? id.split("-").map(capitalized).join(" ");
const template = join(root, "templates/provider");
await mkdir(place, { recursive: true });
try {
  await cp(template, folder, { recursive: true });
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), "utf8");
    await writeFile(join(folder, file), adapted(text));
  }
} catch (error) {
  await rm(folder, { recursive: true, force: true });
  throw error;
}
process.stdout.write(`${folder} is there. Next:

  npm run conformance -- --provider ${id}     the toy dialect keeps every promise
  npm run simulators -- ${id}                 its simulator, to play with

Then change it into ${name}, file by file: docs/write-an-adapter.md
`);

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The names of the template, everywhere they stand. */
function adapted(text: string): string {
  return text
    .replaceAll('id: "provider"', `id: "${id}"`)
    .replaceAll('"Provider template"', JSON.stringify(name))
    .replaceAll('"template"', `"${id}"`)
    .replaceAll("TEMPLATE", String(id).toUpperCase().replaceAll("-", "_"))
    .replaceAll("x-template-signature", `x-${id}-signature`);
}
