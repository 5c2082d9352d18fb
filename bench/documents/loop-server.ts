import { createServer, type IncomingMessage } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { json } from "node:stream/consumers";
import { openOfficialRules } from "../../src/infrastructure/rule-packs/official-rules.js";
import { openDocuments } from "../../src/infrastructure/structured-documents/open-documents.js";
import { hasOfficialRules, officialPack } from "./official-material.js";

/** What a document was answered with. */
export interface DocumentAnswer {
  readonly officialRules: string;
  readonly lines: number;
}

/** Own view of the event loop since the last time it was asked, in milliseconds. */
export interface LoopDelay {
  readonly p99: number;
  readonly longest: number;
  /**
   * The longest time that its own work kept it from the next turn, counted in time of its processor: what is left of the
   * delay when nobody else is on the machine.
   */
  readonly longestTurn: number;
}

// A process of its own: what is measured from outside is this event loop and nothing else.
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const documents = await openDocuments();
const officialRules = await openOfficialRules(hasOfficialRules() ? [officialPack()] : [], { log });
const content = { format: "UBL", mediaType: "application/xml", fileName: "invoice.xml" } as const;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let longestTurnMicroseconds = 0;
let before = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  longestTurnMicroseconds = Math.max(longestTurnMicroseconds, user + system);
  before = process.threadCpuUsage();
}, 1);

const server = createServer((request, response) => {
  if (request.url === "/delay") response.end(JSON.stringify(takeDelay()));
  else if (request.method !== "POST") response.end("here");
  else
    check(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.once("disconnect", () => process.exit());

function takeDelay(): LoopDelay {
  const taken = {
    p99: delay.percentile(99) / 1e6,
    longest: delay.max / 1e6,
    longestTurn: longestTurnMicroseconds / 1e3,
  };
  delay.reset();
  longestTurnMicroseconds = 0;
  return taken;
}

/** Both ways of the gateway that a document is long on; what is between and after them does not depend on its length. */
async function check(request: IncomingMessage): Promise<DocumentAnswer> {
  const { base64 } = (await json(request)) as { readonly base64: string };
  const document = { ...content, bytes: new Uint8Array(Buffer.from(base64, "base64")) };
  const read = await documents.read(document);
  if ("violations" in read) throw new Error(read.violations[0]?.message);
  const official = await officialRules.check(document);
  return { officialRules: official.state, lines: read.invoice.lines.length };
}
