import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileForNow } from "./compile-tree.js";

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
  const directory = isBuilt ? root : await compileForNow("chaos/tsconfig.json", "chaos");
  return {
    gateway: join(directory, "src/main.js"),
    outboundGateway: join(directory, "chaos/outbound/gateway-process.js"),
    standIn: join(directory, "chaos/stand-in/stand-in-process.js"),
    pushing: join(directory, "chaos/stand-in/pushing/pushing-process.js"),
    carelessReceiver: join(directory, "chaos/webhooks/careless-receiver.js"),
    providerDirectory: join(directory, "chaos/providers"),
  };
}
