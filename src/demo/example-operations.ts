import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExampleOperation } from "../server/graphiql-page.js";
import { belgianInvoice, malaysianInvoice } from "./invoices.js";
import { projectRoot } from "./project-root.js";

/** The tabs GraphiQL opens with: the operations of schema/operations with variables that work in the demo. */
export async function exampleOperations(): Promise<ExampleOperation[]> {
  const folder = join(projectRoot(), "schema", "operations");
  const read = (name: string) => readFile(join(folder, `${name}.graphql`), "utf8");
  const fragments = await read("problem");
  const document = await readFile(join(projectRoot(), "examples", "peppol-bis-invoice.xml"));
  const key = () => `graphiql-${Date.now()}`;
  return [
    {
      name: "Submit an invoice",
      query: `${await read("submit-invoice")}\n${fragments}`,
      variables: { input: { idempotencyKey: key(), waitMs: 5000, content: { invoice: belgianInvoice("EXAMPLE-1") } } },
    },
    {
      name: "Follow events",
      query: onlyFirst(await read("follow-events")),
      variables: { from: { since: "2020-01-01T00:00:00Z" } },
    },
    { name: "List invoices", query: await read("list-invoices"), variables: { first: 10 } },
    {
      name: "Submit a UBL document",
      query: `${await read("submit-document")}\n${fragments}`,
      variables: {
        input: {
          idempotencyKey: `${key()}-ubl`,
          content: { document: { format: "UBL", base64: document.toString("base64") } },
        },
      },
    },
    {
      name: "Ask before sending",
      query: await read("preflight-invoice"),
      variables: { input: { idempotencyKey: "preflight", content: { invoice: malaysianInvoice("EXAMPLE-2") } } },
    },
  ];
}

/** The first operation of a document and its fragments: a tab shows one. */
const onlyFirst = (text: string): string => {
  const [first = "", ...others] = text.split(/^(?=#|fragment )/m).filter((part) => part.trim() !== "");
  return [first, ...others.filter((part) => part.startsWith("fragment"))].join("\n");
};
