import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

/** One thing that a stream says. */
export interface Item {
  readonly cursor: string;
  /** Absent where nothing happened but the end of the log was reached. */
  readonly eventId?: string;
}

export interface Follow {
  readonly url: string;
  readonly apiKey: string;
  /** The last cursor that was dealt with; without one the log is told from its beginning. */
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  /** The gateway has taken the connection. */
  readonly onOpened: () => void;
}

interface Answer {
  readonly data?: {
    readonly invoiceEvents: {
      readonly __typename: string;
      readonly cursor: string;
      readonly node?: { readonly id: string };
    };
  } | null;
  readonly errors?: unknown;
}

const query = `subscription Follow($from: StreamPosition) {
  invoiceEvents(from: $from) {
    __typename
    ... on InvoiceEventEdge { cursor node { id } }
    ... on StreamCaughtUp { cursor }
    ... on StreamGap { cursor: resumeFrom }
  }
}`;

const beginning = { since: "2000-01-01T00:00:00Z" };

export type Way = "WebSocket" | "server-sent events";

/** Each ends when the connection does, by return or by throwing; neither comes back by itself. */
export const follow: Readonly<Record<Way, (follow: Follow) => AsyncGenerator<Item>>> = {
  async *WebSocket({ url, apiKey, after, signal, onOpened }) {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${apiKey}` },
      retryAttempts: 0,
      on: { connected: onOpened },
    });
    // What the socket has said and nobody has dealt with is gone with it.
    let isGone = false;
    client.on("closed", () => (isGone = true));
    const stop = () => client.terminate();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const variables = { from: after === undefined ? beginning : { after } };
      for await (const answer of client.iterate({ query, variables })) {
        if (isGone) return;
        yield toItem(answer as Answer);
      }
    } finally {
      signal.removeEventListener("abort", stop);
      await client.dispose();
    }
  },

  async *"server-sent events"({ url, apiKey, after, signal, onOpened }) {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "text/event-stream",
        authorization: `Bearer ${apiKey}`,
        ...(after !== undefined && { "last-event-id": after }),
      },
      body: JSON.stringify({ query, variables: { from: beginning } }),
      signal,
    });
    if (!response.ok || !response.body) throw new Error(`The stream was answered ${response.status}`);
    onOpened();
    const decoder = new TextDecoder();
    let rest = "";
    for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const lines = block.split("\n");
        const data = lines.find((line) => line.startsWith("data:"));
        if (lines.includes("event: next") && data) yield toItem(JSON.parse(data.slice("data:".length)) as Answer);
      }
    }
  },
};

function toItem({ data, errors }: Answer): Item {
  if (!data || errors !== undefined) throw new Error(`The stream failed: ${JSON.stringify(errors)}`);
  const { cursor, node, __typename: name } = data.invoiceEvents;
  if (name === "StreamGap") throw new Error("The stream tells of a gap, and nothing has been deleted");
  return { cursor, ...(node && { eventId: node.id }) };
}
