import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The gateway and the stand-ins as JavaScript: they start in a fraction of the time their sources take. */
export interface Program {
  readonly gateway: string;
  /** The same with a clock that the driver moves. */
  readonly outboundGateway: string;
  readonly standIn: string;
  /** The stand-in that pushes. */
  readonly pushing: string;
  /** A receiver that acknowledges too soon. */
  readonly carelessReceiver: string;
  readonly providerDirectory: string;
}

/** What runs as JavaScript is there as such. */
const isBuilt = import.meta.url.endsWith(".js");

export async function buildProgram(): Promise<Program> {
  const directory = isBuilt ? root : await translate();
  return {
    gateway: join(directory, "src/main.js"),
    outboundGateway: join(directory, "chaos/outbound/gateway-process.js"),
    standIn: join(directory, "chaos/stand-in/stand-in-process.js"),
    pushing: join(directory, "chaos/stand-in/pushing/pushing-process.js"),
    carelessReceiver: join(directory, "chaos/webhooks/careless-receiver.js"),
    providerDirectory: join(directory, "chaos/providers"),
  };
}

/** This tree as it is, for as long as this process lives; types are checked elsewhere. */
async function translate(): Promise<string> {
  // Inside the tree, where the program finds its libraries.
  await mkdir(join(root, ".data"), { recursive: true });
  const directory = await mkdtemp(join(root, ".data", "chaos-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await run([compiler, "-p", join(root, "chaos/tsconfig.json"), "--noCheck", "--outDir", directory]);
  return directory;
}

function run(words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...words], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => void (said += bytes.toString("utf8")));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`The compiler ended with ${code}:\n${said}`)),
    );
  });
}
