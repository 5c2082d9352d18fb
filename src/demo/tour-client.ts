import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";

/** A user's program: what the tour does, any GraphQL client can do. */
export interface TourClient {
  ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data>;
  /** Calls back for every result until the returned function is called. */
  follow<Data>(query: string, onData: (data: Data) => void): () => void;
  close(): Promise<void>;
}

export function createTourClient(url: string, key: string): TourClient {
  const authorization = `Bearer ${key}`;
  const socket: Client = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  return {
    async ask<Data>(query: string, variables: Record<string, unknown>) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
      if (!answer.data)
        throw new Error(answer.errors?.map(({ message }) => message).join("; ") ?? `HTTP ${response.status}`);
      return answer.data;
    },
    follow<Data>(query: string, onData: (data: Data) => void) {
      return socket.subscribe<Data>(
        { query },
        {
          next: ({ data }) => data && onData(data),
          error: (error) => {
            throw new Error("The subscription broke", { cause: error });
          },
          complete: () => undefined,
        },
      );
    },
    async close() {
      await socket.dispose();
    },
  };
}
