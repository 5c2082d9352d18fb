import type { Ask } from "../setting/ask-gateway.js";

/** How a submission looks through the public API. */
export interface Sight {
  readonly state: string;
  /** The invoice says that nobody knows whether it was sent. */
  readonly showsUnknown: boolean;
}

interface Nodes {
  readonly nodes: readonly ({
    readonly id: string;
    readonly state: string;
    readonly invoice: { readonly status: { readonly transport: string } };
  } | null)[];
}

const query = `query Survey($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Submission { id state invoice { status { transport } } } }
}`;

const mostAtOnce = 100;

/** What the gateway says about each submission; one it does not know is missing. */
export async function surveySubmissions(ask: Ask, ids: readonly string[]): Promise<Map<string, Sight>> {
  const sights = new Map<string, Sight>();
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const { nodes } = await ask<Nodes>(query, { ids: ids.slice(from, from + mostAtOnce) });
    for (const node of nodes) {
      if (node) sights.set(node.id, { state: node.state, showsUnknown: node.invoice.status.transport === "UNKNOWN" });
    }
  }
  return sights;
}
