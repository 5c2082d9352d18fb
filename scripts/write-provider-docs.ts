import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import type { CheckResult } from "../src/conformance/check.js";
import { loadCasts } from "../src/conformance/load-cast.js";
import { checks, runConformanceOfAll, summarize } from "../src/conformance/run-conformance.js";
import { sandboxVariables } from "../src/conformance/sandbox.js";
import type { Cast } from "../src/conformance/stage.js";
import { capabilitiesOf, type Provider } from "../src/provider-kit/provider.js";

// Writes docs/providers.md and a page for each provider, from declarations and from what the conformance suite finds.

const folder = fileURLToPath(new URL("../docs/providers", import.meta.url));
const generated = "<!-- Written by `npm run provider-docs`. -->";

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { parser: "markdown", printWidth: 120 }));
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n");

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function matrixOf(all: readonly Cast[]): string {
  const ids = all.map(({ provider }) => provider.id);
  const capabilities = [...new Set(all.flatMap(({ provider }) => capabilitiesOf(provider)))].sort();
  const marks = { passed: "✓", failed: "✗", unsupported: "–", unproven: "?" } as const;
  return `${generated}

# Providers

${table(
  ["Provider", "Kind", "Countries", "Signs in by"],
  all.map(({ provider: { id, name, kind, countries, auth } }) => [
    `[${name}](providers/${id}.md)`,
    kind,
    countries.join(", ") || "any",
    signInOf(auth),
  ]),
)}

## What each can do

${table(
  ["", ...ids],
  capabilities.map((capability) => [
    `\`${capability}\``,
    ...all.map(({ provider }) => (capabilitiesOf(provider).includes(capability) ? "✓" : "–")),
  ]),
)}

## What each was found to keep

From the conformance suite, against the simulators: ✓ kept, – the provider has no such capability, ✗ broken, ? not
proven.

${table(
  ["It …", ...ids],
  checks.map(({ id, title }) => [
    title,
    ...all.map(
      ({ provider }) =>
        marks[reports.get(provider.id)?.results.find((result) => result.id === id)?.outcome ?? "unproven"],
    ),
  ]),
)}
`;
}

function signInOf(auth: Provider["auth"]): string {
  const words = {
    headers: "headers, or a signature on each call",
    clientCredentials: "OAuth 2 client credentials",
    session: "a conversation",
    rotatingTokens: "OAuth 2 refresh tokens that change with every use",
  } as const;
  return words[auth.kind];
}

function pageOf({ provider, declaration, material }: Cast, results: readonly CheckResult[]): string {
  const { id, name, about, kind, countries, networks, baseUrl, limits, statuses, settlesWithinSeconds } = provider;
  const pages = [
    ["Documentation", about?.documentation],
    ["Support", about?.support],
    ["Service status", about?.serviceStatus],
  ].flatMap(([label, value]) => (value === undefined ? [] : [`- ${label}: ${value}`]));
  const quirks = about?.quirks?.map((quirk) => `- ${quirk}`).join("\n");
  const { passed, failed, unproven, unsupported } = summarize({ provider: id, results });
  const variables = sandboxVariables(material).map((variable) => `\`${variable}\``);
  return `${generated}

# ${name}

${table(
  ["", ""],
  [
    ["Id", `\`${id}\``],
    ["Kind", kind],
    ["Countries", countries.join(", ") || "any"],
    ["Networks", networks.join(", ")],
    ["Live", baseUrl.live],
    ["Sandbox", baseUrl.sandbox],
    ["Signs in by", signInOf(provider.auth) + (provider.tls ? ", and a certificate of the caller (mutual TLS)" : "")],
    ["Credentials", credentialNames(declaration.credentials)],
    ["A lost request can land within", `${settlesWithinSeconds} s`],
  ],
)}

${pages.join("\n")}

## What it can do

${capabilitiesOf(provider)
  .map(
    (capability) =>
      `- \`${capability}\`${capability === "RESPOND" && provider.responses ? ` (${provider.responses.join(", ")} only)` : ""}`,
  )
  .join("\n")}

## Limits

${table(["What", "Limit"], limitRows(limits))}

## What its words mean

${table(
  ["Word", "Transport", "Screening", "Clearance", "Business", "Payment", "Last word"],
  Object.entries(statuses).map(([word, { transport, screening, clearance, business, payment, final }]) => [
    `\`${word}\``,
    transport ?? "",
    screening ?? "",
    clearance ?? "",
    business ?? "",
    payment ?? "",
    final ? "yes" : "",
  ]),
)}

A word that is not here changes nothing; it is kept as it was said.
${quirks ? `\n## What surprises people\n\n${quirks}\n` : ""}
## Conformance

${passed} promises kept, ${failed} broken, ${unproven} unproven. ${
    unsupported.length === 0 ? "Nothing is unsupported." : `Unsupported: ${unsupported.join(", ")}.`
  }
\`npm run conformance -- --provider ${id}\` says which${
    variables.length === 0
      ? "."
      : `; with \`--sandbox\` it asks the real one, as the account in ${variables.join(", ")}.`
  }
`;
}

function credentialNames(credentials: unknown): string {
  return Object.keys(credentials as object)
    .map((key) => `\`${key}\``)
    .join(", ");
}

function limitRows({
  documentBytes,
  batch,
  rates,
  submissionsAtOnce,
  cancelWithinHours,
  receiveEverySeconds,
}: Provider["limits"]): string[][] {
  const rows: (readonly [string, string | undefined])[] = [
    ["A document", documentBytes?.toString().concat(" bytes")],
    ["A batch", batch && `${batch.documents} documents, ${batch.bytes} bytes`],
    ["Submissions under way at once", submissionsAtOnce?.toString()],
    ["Cancelling, after acceptance", cancelWithinHours?.toString().concat(" h")],
    ["Between two looks at what came in", receiveEverySeconds?.toString().concat(" s")],
    ...Object.entries(rates).map(
      ([operation, rate]) =>
        [
          operation === "*" ? "Requests, all others together" : `Requests: ${operation}`,
          [rate]
            .flat()
            .map(({ requests, perSeconds }) => `${requests} in ${perSeconds} s`)
            .join(", "),
        ] as const,
    ),
  ];
  return rows.flatMap(([what, limit]) => (limit === undefined ? [] : [[what, limit]]));
}

const { values } = parseArgs({ options: { provider: { type: "string" } } });
const all = await loadCasts();
const only = values.provider === undefined ? undefined : all.get(values.provider);
if (values.provider !== undefined && !only) {
  throw new Error(`There is no provider ${values.provider}: ${[...all.keys()].join(", ")}`);
}
const casts = only ? [only] : [...all.values()];

process.stderr.write("Every promise is tried, which takes minutes …\n");
const reports = await runConformanceOfAll(casts);

await mkdir(folder, { recursive: true });
if (!only) for (const file of await readdir(folder)) await rm(join(folder, file));
for (const cast of casts) {
  const { id } = cast.provider;
  await write(join(folder, `${id}.md`), pageOf(cast, reports.get(id)?.results ?? []));
}
if (!only) await write(`${folder}.md`, matrixOf(casts));
