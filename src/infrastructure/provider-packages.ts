import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const prefix = "einvoice-provider-";

/**
 * Installed packages whose name begins with `einvoice-provider-`, scoped or not. Each exports its adapter, and where it
 * has them its `./simulator` and `./conformance`, as default.
 */
export async function loadFromPackages<Thing>(
  directory: string,
  part: "." | "./simulator" | "./conformance",
): Promise<ReadonlyMap<string, Thing>> {
  const found = new Map<string, Thing>();
  const require = createRequire(join(directory, "package.json"));
  for (const name of await listPackages(join(directory, "node_modules"))) {
    const file = resolvePart(require, name, part);
    if (file === undefined) continue;
    const module = (await import(pathToFileURL(file).href)) as { default?: Thing };
    if (module.default === undefined) throw new Error(`The package ${name} has no default export in ${part}`);
    found.set(name, module.default);
  }
  return found;
}

async function listPackages(directory: string): Promise<string[]> {
  const names = await list(directory);
  const scoped = await Promise.all(
    names
      .filter((name) => name.startsWith("@"))
      .map(async (scope) => (await list(join(directory, scope))).map((name) => `${scope}/${name}`)),
  );
  return [...names, ...scoped.flat()].filter((name) => name.split("/").at(-1)?.startsWith(prefix)).sort();
}

/** Nothing is installed where there is no such directory. */
const list = (directory: string): Promise<string[]> => readdir(directory).catch(() => []);

/** The adapter has to be there; its simulator need not. */
function resolvePart(require: NodeJS.Require, name: string, part: string): string | undefined {
  try {
    return require.resolve(part === "." ? name : `${name}/${part.slice(2)}`);
  } catch (error) {
    if (part === ".") throw new Error(`The package ${name} cannot be loaded`, { cause: error });
    return undefined;
  }
}
