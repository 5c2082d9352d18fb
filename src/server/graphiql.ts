import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type ExampleOperation, graphiqlPage, graphiqlScript, graphiqlStyle } from "./graphiql-page.js";

interface Asset {
  readonly type: string;
  readonly content: Buffer | string;
}

const script = "text/javascript; charset=utf-8";
const style = "text/css; charset=utf-8";

/** Everything comes from here: the page works without a network, and no third party sees an API key. */
const packagedAssets = [
  { name: "react.js", packageName: "react", path: "umd/react.production.min.js", type: script },
  { name: "react-dom.js", packageName: "react-dom", path: "umd/react-dom.production.min.js", type: script },
  { name: "graphiql.js", packageName: "graphiql", path: "graphiql.min.js", type: script },
  { name: "graphiql.css", packageName: "graphiql", path: "graphiql.min.css", type: style },
  { name: "graphql-ws.js", packageName: "graphql-ws", path: "umd/graphql-ws.min.js", type: script },
] as const;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** @throws when the packages of the page are not installed */
export async function registerGraphiql(
  app: FastifyInstance,
  exampleOperations: readonly ExampleOperation[],
): Promise<void> {
  const assets = new Map<string, Asset>([
    ["start.js", { type: script, content: graphiqlScript }],
    ["start.css", { type: style, content: graphiqlStyle }],
  ]);
  await Promise.all(
    packagedAssets.map(async ({ name, packageName, path, type }) => {
      assets.set(name, { type, content: await readPackaged(packageName, path) });
    }),
  );

  app.addHook("onRequest", async (_request, reply) => {
    reply.header("content-security-policy", contentSecurityPolicy);
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "no-referrer");
    reply.header("cache-control", "no-cache");
  });
  const page = graphiqlPage(exampleOperations);
  for (const path of ["/", "/graphiql"]) {
    app.get(path, async (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
  }
  for (const [name, { type, content }] of assets) {
    app.get(`/graphiql/${name}`, async (_request, reply) => reply.type(type).send(content));
  }
}

async function readPackaged(packageName: string, path: string): Promise<Buffer> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
    return await readFile(join(folder, path));
  } catch (cause) {
    throw new Error(
      `GraphiQL needs the package "${packageName}" with ${path}, which is not installed: install the development dependencies, or turn GraphiQL off`,
      { cause },
    );
  }
}
