import type { RunningSimulator } from "../provider-kit/simulator-server.js";
import { belgianInvoice } from "./invoices.js";

interface WelcomeParts {
  readonly url: string;
  readonly key: string;
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  readonly dataDirectory: string;
}

const submit = `mutation Submit($input: SubmitInvoiceInput!) {
  submitInvoice(input: $input) {
    invoice { id number status { value } totals { payable } }
    errors { ... on UserError { code message path } }
  }
}`;

const follow = `subscription {
  invoiceEvents(from: { since: "2020-01-01T00:00:00Z" }) {
    ... on InvoiceEventEdge { cursor node { type invoice { number status { value } } } }
  }
}`;

const list = `{ invoices(first: 10) { nodes { number issueDate currencyCode seller { name } buyer { name } status { value } provider { name } } } }`;

/** What a newcomer needs: where, with which key, and what to try first. */
export function welcome({ url, key, simulators, dataDirectory }: WelcomeParts): string {
  const variables = {
    input: { idempotencyKey: "my-first-invoice", waitMs: 5000, content: { invoice: belgianInvoice("2026-001") } },
  };
  const stands = [...simulators].map(([id, { url }]) => `              ${url}  ${id}`);
  return `
  The e-invoicing gateway is ready.

  GraphiQL    ${url}/graphiql#key=${key}
  GraphQL     ${url}/graphql        (HTTP and WebSocket)
  API key     ${key}
  Simulators
${stands.join("\n")}
  Data        ${dataDirectory} (log: ${dataDirectory}/demo.log)

  1. Submit an invoice: paste into GraphiQL, variables below it
${indented(submit)}

${indented(JSON.stringify(variables))}

  2. Follow what happens to it
${indented(follow)}

  3. List what there is
${indented(list)}

  npm run demo, in another terminal, plays the whole tour. Ctrl-C stops everything.

`;
}

const indented = (text: string): string => text.replace(/^/gm, "     ");
