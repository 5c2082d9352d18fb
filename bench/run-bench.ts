import { benchDocuments } from "./documents.js";
import { benchSubscribers } from "./subscribers.js";
import { benchWebhooks } from "./webhooks.js";

const help = `npm run bench -- <what> [options]

  documents    reading, checking, writing and showing invoices of 1 to 10,000 lines
  subscribers  what an idle subscriber costs the process that serves it
  webhooks     how many are taken and told, how soon, beside a server that only takes them

Options of documents
  --lines 1,20,200   the sizes to measure; 1,20,200,2000,10000 without it
  --json             one JSON object as the last line of standard output

Options of subscribers
  --count 10000      how many are opened; 2000 without it
  --sse              over server-sent events instead of WebSocket

Options of webhooks
  --rounds 5         of both servers in turns
  --seconds 5        of each half of a round
  --connections 32   of the sender, to either server
  --idle 1000        subscribers to whom nothing happens meanwhile
  --profile <dir>    where the gateway leaves what its processor did
  --json             one JSON object as the last line of standard output

  --help             this text
`;

const benches: Readonly<Record<string, (options: readonly string[]) => Promise<void>>> = {
  documents: benchDocuments,
  subscribers: benchSubscribers,
  webhooks: benchWebhooks,
};

const [what, ...options] = process.argv.slice(2);
const bench = what === undefined ? undefined : benches[what];
if (bench && !options.includes("--help")) await bench(options);
else if (bench || what === undefined || what === "--help") process.stdout.write(help);
else {
  process.stderr.write(`There is no bench "${what}"\n\n${help}`);
  process.exitCode = 2;
}
