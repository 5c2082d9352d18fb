import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { belgianInvoice, malaysianInvoice } from "./invoices.js";
import { projectRoot } from "./project-root.js";
import { createTourClient, type TourClient } from "./tour-client.js";

interface Followed {
  readonly number: string;
  readonly about: string;
  readonly expected: string;
  status: string;
  provider: string;
  readonly events: string[];
  reason: string;
}

interface Submitted {
  readonly invoice: { readonly id: string; readonly number: string } | null;
  readonly errors: readonly { readonly message: string }[];
}

interface EventItem {
  readonly invoiceEvents: {
    readonly node?: {
      readonly type: string;
      readonly provider: { readonly name: string } | null;
      readonly invoice: {
        readonly number: string;
        readonly status: {
          readonly value: string;
          readonly reason: {
            readonly message: string;
            readonly rules: readonly { rule: string; message: string }[];
          } | null;
        };
      };
    };
  };
}

const submitOne = `mutation ($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) { invoice { id number } errors { ... on UserError { message } } }
}`;
const submitMany = `mutation ($input: SubmitInvoicesInput!) {
  submitInvoices(input: $input) {
    batch { results(first: 100) { nodes { index invoice { id number } errors { ... on UserError { message } } } } }
    errors { ... on UserError { message } }
  }
}`;
const cancel = `mutation ($input: CancelInvoiceInput!) {
  cancelInvoice(input: $input) { invoice { status { value } } errors { ... on UserError { message } } }
}`;
const follow = `subscription {
  invoiceEvents(from: { now: true }) {
    ... on InvoiceEventEdge {
      node { type provider { name } invoice { number status { value reason { message rules { rule message } } } } }
    }
  }
}`;

const patienceMs = 60_000;

/** Plays the whole tour against a running demo; true when every invoice ended as it should. */
export async function runTour(environment: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const dataDirectory = environment["DATA_DIR"] ?? ".data";
  const url = `http://127.0.0.1:${environment["PORT"] ?? "4000"}`;
  const key = await readFile(join(dataDirectory, "demo.key"), "utf8").catch(() => {
    throw new Error(`There is no ${dataDirectory}/demo.key: start the demo first (npm start)`);
  });
  const client = createTourClient(url, key.trim());
  try {
    return await play(client);
  } finally {
    await client.close();
  }
}

async function play(client: TourClient): Promise<boolean> {
  const run = Date.now().toString(36).toUpperCase();
  const followed = new Map<string, Followed>();
  const expect = (number: string, about: string, expected: string) =>
    followed.set(number, { number, about, expected, status: "", provider: "", events: [], reason: "" });
  const stop = client.follow<EventItem>(follow, ({ invoiceEvents: { node } }) => node && note(followed, node));

  say("Submitting a structured invoice and a raw Peppol BIS document to the Peppol access point");
  expect(`${run}-1`, "structured, Peppol", "DELIVERED");
  await submit(client, `${run}-1`, { invoice: belgianInvoice(`${run}-1`) });
  expect(`${run}-2`, "raw UBL, Peppol", "DELIVERED");
  await submit(client, `${run}-2`, { document: { format: "UBL", base64: await rawDocument(`${run}-2`) } });

  say("Submitting a batch of five to the Malaysian clearance, one of them with an unknown buyer");
  const numbers = [3, 4, 5, 6, 7].map((index) => `${run}-${index}`);
  const [refused = "", cancelled = ""] = numbers;
  for (const number of numbers) {
    expect(
      number,
      "batch, clearance",
      number === refused ? "REJECTED" : number === cancelled ? "CANCELLED" : "CLEARED",
    );
  }
  const ids = await submitBatch(client, run, numbers, refused);

  say("Following the live subscription until every one is final");
  const final = (entry: Followed) =>
    entry.status === entry.expected || (entry.number === cancelled && entry.status === "CLEARED");
  await until(() => [...followed.values()].every(final), followed);

  say(`Cancelling ${cancelled} within the 72 hours`);
  const { cancelInvoice } = await client.ask<{ cancelInvoice: { errors: readonly { message: string }[] } }>(cancel, {
    input: { idempotencyKey: `${run}-cancel`, invoiceId: ids.get(cancelled), reason: "Wrong buyer" },
  });
  if (cancelInvoice.errors.length > 0) say(cancelInvoice.errors.map(({ message }) => message).join("; "));
  await until(() => [...followed.values()].every(({ status, expected }) => status === expected), followed);
  stop();
  return report([...followed.values()]);
}

function note(followed: ReadonlyMap<string, Followed>, node: NonNullable<EventItem["invoiceEvents"]["node"]>): void {
  const entry = followed.get(node.invoice.number);
  if (!entry) return;
  const { value, reason } = node.invoice.status;
  entry.status = value;
  entry.provider = node.provider?.name ?? entry.provider;
  entry.events.push(node.type.replace("INVOICE_", "").toLowerCase());
  const rules = reason?.rules.map(({ rule, message }) => `${rule}: ${message}`).join("; ");
  entry.reason = rules || reason?.message || "";
}

async function submit(client: TourClient, key: string, content: object): Promise<void> {
  const { submitInvoice } = await client.ask<{ submitInvoice: Submitted }>(submitOne, {
    input: { idempotencyKey: key, content },
  });
  if (!submitInvoice.invoice) throw new Error(submitInvoice.errors.map(({ message }) => message).join("; "));
}

/** The example document with a number of its own: the same document is not sent twice. */
async function rawDocument(number: string): Promise<string> {
  const text = await readFile(join(projectRoot(), "examples", "peppol-bis-invoice.xml"), "utf8");
  return Buffer.from(text.replace(/<cbc:ID>[^<]*<\/cbc:ID>/, `<cbc:ID>${number}</cbc:ID>`)).toString("base64");
}

async function submitBatch(
  client: TourClient,
  run: string,
  numbers: readonly string[],
  refused: string,
): Promise<ReadonlyMap<string, string>> {
  const inline = numbers.map((number) => ({
    idempotencyKey: number,
    content: { invoice: malaysianInvoice(number, number === refused ? "C99999999999" : undefined) },
  }));
  const { submitInvoices } = await client.ask<{
    submitInvoices: {
      batch: { results: { nodes: readonly Submitted[] } } | null;
      errors: readonly { message: string }[];
    };
  }>(submitMany, { input: { idempotencyKey: `${run}-batch`, items: { inline }, errorPolicy: "ACCEPT_VALID" } });
  const results = submitInvoices.batch?.results.nodes ?? [];
  const problems = [...submitInvoices.errors, ...results.flatMap(({ errors }) => errors)];
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("; "));
  return new Map(results.flatMap(({ invoice }) => (invoice ? [[invoice.number, invoice.id] as const] : [])));
}

async function until(done: () => boolean, followed: ReadonlyMap<string, Followed>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!done()) {
    if (Date.now() > deadline) {
      report([...followed.values()]);
      throw new Error(`Not every invoice ended within ${patienceMs / 1000} seconds`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function report(entries: readonly Followed[]): boolean {
  const rows = [
    ["Number", "What", "Provider", "Events", "Status", ""],
    ...entries.map(({ number, about, provider, events, status, expected }) => [
      number,
      about,
      provider,
      events.join(" → "),
      status,
      status === expected ? "as expected" : `EXPECTED ${expected}`,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  process.stdout.write(`\n${rows.map(line).join("\n")}\n`);
  for (const { number, reason, status } of entries) {
    if (status === "REJECTED") process.stdout.write(`\n${number} was rejected. ${reason}\n`);
  }
  return entries.every(({ status, expected }) => status === expected);
}

const say = (text: string): void => void process.stdout.write(`• ${text}\n`);
