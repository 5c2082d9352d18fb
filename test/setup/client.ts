import { createClient as createWebSocketClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";

export interface Answer {
  readonly status: number;
  readonly data: any;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** A user's program: plain HTTP, and graphql-ws for subscriptions. */
export interface GatewayClient {
  readonly key: string;
  send(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** The data of an operation that must succeed. */
  ask(query: string, variables?: Record<string, unknown>): Promise<any>;
  follow(query: string, variables?: Record<string, unknown>): Stream;
  close(): Promise<void>;
}

/** Everything a subscription has said so far. */
export interface Stream {
  readonly items: any[];
  readonly errors: unknown[];
  /** Waits until enough has been said. */
  until(enough: (items: readonly any[]) => boolean, timeoutMs?: number): Promise<any[]>;
  stop(): void;
}

export function createClient(url: string, key: string): GatewayClient {
  const sockets: Client[] = [];
  const send: GatewayClient["send"] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
  };
  return {
    key,
    send,
    async ask(query, variables) {
      const { data, errors } = await send(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    follow(query, variables = {}) {
      const socket = createWebSocketClient({
        url: `${url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${key}` },
        retryAttempts: 0,
        lazy: true,
      });
      sockets.push(socket);
      return toStream(socket, query, variables);
    },
    async close() {
      for (const socket of sockets) await socket.dispose();
    },
  };
}

function toStream(socket: Client, query: string, variables: Record<string, unknown>): Stream {
  const items: any[] = [];
  const errors: unknown[] = [];
  const stop = socket.subscribe(
    { query, variables },
    {
      next: (result) => void (result.errors ? errors.push(...result.errors) : items.push(result.data)),
      error: (error) => void errors.push(error),
      complete: () => undefined,
    },
  );
  return {
    items,
    errors,
    stop,
    async until(enough, timeoutMs = 20_000) {
      const deadline = Date.now() + timeoutMs;
      while (!enough(items)) {
        if (errors.length > 0) throw new Error(`The subscription failed: ${JSON.stringify(errors)}`);
        if (Date.now() > deadline) {
          throw new Error(`Not enough after ${timeoutMs} ms: ${JSON.stringify(items).slice(-2_000)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return items;
    },
  };
}
