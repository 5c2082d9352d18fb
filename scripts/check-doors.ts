import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";

/** The doors of the house: which room may use which. A red door is a design question. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  "src/domain": [],
  "src/xml": [],
  "src/schematron": ["src/xml"],
  "src/formats": ["src/domain", "src/xml"],
  "src/rendering": ["src/domain"],
  "src/provider-kit": ["src/domain"],
  "src/application": ["src/provider-kit", "src/domain"],
  "src/infrastructure": [
    "src/application",
    "src/provider-kit",
    "src/formats",
    "src/rendering",
    "src/schematron",
    "src/xml",
    "src/domain",
  ],
  "src/graphql": ["src/application", "src/provider-kit", "src/domain"],
  "src/server": ["src/graphql", "src/application"],
  "src/worker": ["src/application"],
  "src/cli": ["src/infrastructure/rule-packs", "src/rendering", "src/formats", "src/domain"],
  "src/conformance": [
    "src/infrastructure/network",
    "src/infrastructure/memory",
    "src/infrastructure/provider-folder",
    "src/application",
    "src/provider-kit",
    "src/domain",
  ],
  "src/simulators": ["src/infrastructure/provider-folder", "src/provider-kit"],
  "src/demo": [
    "src/infrastructure/provider-folder",
    "src/server",
    "src/provider-kit",
    "src/compose",
    "src/config",
    "src/run-until-stopped",
  ],
  templates: ["src/provider-kit", "src/formats", "src/xml", "src/domain"],
  providers: ["src/provider-kit", "src/formats", "src/xml", "src/domain"],
  "chaos/stand-in": ["src/provider-kit"],
  "chaos/providers": ["chaos/stand-in"],
  "chaos/outbound/gateway-process": [
    "src/infrastructure/provider-folder",
    "src/compose",
    "src/config",
    "src/run-until-stopped",
  ],
  chaos: ["src/infrastructure/postgres/embedded-server", "src/server/api-key"],
};

/** Which rooms own which library; nobody else may import it. */
const owners: Readonly<Record<string, readonly string[]>> = {
  saxes: ["src/xml"],
  "libxml2-wasm": ["src/infrastructure/rule-packs"],
  pdfkit: ["src/rendering"],
  qr: ["src/rendering"],
  zod: [
    "src/provider-kit",
    "providers",
    "templates",
    "src/infrastructure/network",
    "src/infrastructure/rule-packs",
    "src/config",
    "src/simulators",
    "chaos/stand-in",
  ],
  jose: ["src/provider-kit", "src/server"],
  pg: ["src/infrastructure", "chaos/webhooks", "chaos/setting"],
  "pg-boss": ["src/infrastructure"],
  kysely: ["src/infrastructure"],
  ioredis: ["src/infrastructure"],
  undici: ["src/infrastructure"],
  "lru-cache": ["src/infrastructure"],
  "type-graphql": ["src/graphql"],
  dataloader: ["src/graphql"],
  graphql: ["src/graphql", "src/server"],
  "@apollo/server": ["src/server"],
  fastify: ["src/server"],
  "graphql-ws": ["src/server", "src/demo", "chaos/webhooks"],
  ws: ["src/server", "src/demo", "chaos/webhooks"],
  pino: ["src/main", "src/demo"],
  "reflect-metadata": ["src/graphql", "src/compose"],
};

interface Import {
  readonly from: string;
  readonly line: number;
  /** A file of the house without its ending, or the name of a library. */
  readonly to: string;
  readonly isLibrary: boolean;
}

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const withoutEnding = (path: string) => path.replace(/\.[jt]s$/, "");
const isIn = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
const roomOf = (path: string) => Object.keys(rooms).find((room) => isIn(path, room));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const { module } = parseSync(file, text);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest, start }) => ({ value: moduleRequest.value, start })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ value: moduleRequest.value, start }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => ({
      value: /^["'](.*)["']$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1] ?? "",
      start,
    })),
  ];
  return specifiers
    .filter(({ value }) => value !== "" && !value.startsWith("node:"))
    .map(({ value, start }) => ({
      from: withoutEnding(file),
      line: text.slice(0, start).split("\n").length,
      isLibrary: !value.startsWith("."),
      to: value.startsWith(".")
        ? withoutEnding(relative(root, join(root, dirname(file), value)))
        : value
            .split("/")
            .slice(0, value.startsWith("@") ? 2 : 1)
            .join("/"),
    }));
}

function fault({ from, to, isLibrary }: Import): string | undefined {
  if (isLibrary) {
    const owning = owners[to];
    return owning && !owning.some((place) => isIn(from, place)) ? `${to} belongs to ${owning.join(", ")}` : undefined;
  }
  if (isIn(to, "test")) return "the house does not lean on its tests";
  const room = roomOf(from);
  if (room === "providers") return providerFault(from, to);
  if (isIn(to, "providers")) return "providers are discovered, never imported";
  if (room === undefined || isIn(to, room) || rooms[room]?.some((place) => isIn(to, place))) return undefined;
  return `${room} may use ${rooms[room]?.join(", ") || "nothing"}`;
}

function providerFault(from: string, to: string): string | undefined {
  const own = from.split("/").slice(0, 2).join("/");
  if (isIn(to, own) || rooms["providers"]?.some((place) => isIn(to, place))) return undefined;
  return isIn(to, "providers") ? "no provider uses another" : `providers may use ${rooms["providers"]?.join(", ")}`;
}

/** Every import that closes a circle, types included. */
function findCycles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(
    imports.filter(({ isLibrary }) => !isLibrary),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) return void cycles.push([...path.slice(start), file].join(" → "));
    if (done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
}

const files = globSync("{src,providers,chaos}/**/*.ts", { cwd: root });
const imports = files.flatMap(importsOf);
const faults = [
  ...imports.flatMap((each) => {
    const why = fault(each);
    return why === undefined ? [] : [`${each.from}.ts:${each.line} imports ${each.to}: ${why}`];
  }),
  ...findCycles(imports).map((cycle) => `a circle: ${cycle}`),
];
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`doors: ${files.length} files, ${imports.length} imports, every door closed`);
}
