import { benchDocuments } from "./documents.js";

const help = `npm run bench -- <what> [options]

  documents   reading, checking, writing and showing invoices of 1 to 10,000 lines

Options of documents
  --lines 1,20,200   the sizes to measure; 1,20,200,2000,10000 without it
  --json             one JSON object as the last line of standard output
  --help             this text
`;

const [what, ...options] = process.argv.slice(2);
if (what === "documents" && !options.includes("--help")) await benchDocuments(options);
else if (what === undefined || what === "--help" || what === "documents") process.stdout.write(help);
else {
  process.stderr.write(`There is no bench "${what}"\n\n${help}`);
  process.exitCode = 2;
}
