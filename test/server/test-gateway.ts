import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import type { ASTVisitor, ValidationContext } from "graphql";
import type { Log } from "../../src/application/gateway.js";
import type { Keys } from "../../src/application/store.js";
import type { ApiKeyRecord } from "../../src/application/records.js";
import type { Context } from "../../src/graphql/context.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import { createApiKey } from "../../src/server/api-key.js";
import { createAuthenticator } from "../../src/server/authenticate.js";
import type { AuthenticatorOptions } from "../../src/server/authenticate.js";
import { startServer } from "../../src/server/server.js";
import type { RunningServer, ServerOptions } from "../../src/server/server.js";

export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly details: Record<string, unknown>;
  readonly message: string;
}

export function createTestLog(): Log & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const at = (level: LogEntry["level"]) => (details: object, message: string) => {
    entries.push({ level, details: { ...details }, message });
  };
  return { entries, info: at("info"), warn: at("warn"), error: at("error") };
}

/** The keys of two tenants, in memory. */
export function createTestKeys() {
  const records = new Map<string, ApiKeyRecord>();
  const tenants = new Map(["tenant-a", "tenant-b"].map((id) => [id, { id, name: id }]));
  const state = { isDown: false, lookUps: 0 };
  const keys: Pick<Keys, "findApiKey" | "findTenant"> = {
    async findApiKey(hash) {
      state.lookUps += 1;
      if (state.isDown) throw new Error("connection refused");
      return records.get(Buffer.from(hash).toString("hex"));
    },
    async findTenant(id) {
      if (state.isDown) throw new Error("connection refused");
      return tenants.get(id);
    },
  };
  return {
    keys,
    state,
    issue(record: Partial<ApiKeyRecord> = {}): string {
      const { secret, hash } = createApiKey("test");
      const id = `key-${records.size + 1}`;
      records.set(Buffer.from(hash).toString("hex"), {
        id,
        tenantId: "tenant-a",
        name: id,
        scopes: ["invoices:read"],
        ...record,
      });
      return secret;
    },
    revokeAll() {
      for (const [hash, record] of records) records.set(hash, { ...record, revokedAt: new Date().toISOString() });
    },
  };
}

/** What the subscription `ticks` has been asked for so far. */
export const ticksAsked = { count: 0, ended: 0 };

const nodeType: GraphQLObjectType = new GraphQLObjectType({
  name: "Node",
  fields: () => ({ name: { type: GraphQLString }, next: { type: nodeType } }),
});

const outage = new Error("password=hunter2 at 10.0.0.7");

const query = new GraphQLObjectType<unknown, Context>({
  name: "Query",
  fields: {
    tenant: { type: GraphQLString, resolve: (_source, _input, { viewer }) => viewer.tenantId },
    scopes: { type: new GraphQLList(GraphQLString), resolve: (_source, _input, { viewer }) => viewer.scopes },
    length: {
      type: GraphQLInt,
      args: { text: { type: new GraphQLNonNull(GraphQLString) } },
      resolve: (_source, { text }: { text: string }) => text.length,
    },
    node: { type: nodeType, resolve: () => ({ name: "first" }) },
    broken: {
      type: GraphQLString,
      resolve: () => {
        throw outage;
      },
    },
    manyBroken: {
      type: new GraphQLList(new GraphQLObjectType({ name: "Fragile", fields: { name: { type: GraphQLString } } })),
      resolve: () => Array.from({ length: 40 }, (_, index) => new Error(`secret of ${index}`)),
    },
    guarded: {
      type: new GraphQLObjectType({
        name: "Guarded",
        fields: { name: { type: GraphQLString } },
        isTypeOf: () => false,
      }),
      resolve: () => ({ name: "secret name" }),
    },
    wrongShape: { type: GraphQLInt, resolve: () => "secret text" },
    forbidden: {
      type: GraphQLString,
      resolve: () => {
        throw new GraphQLError("This needs the scope raw:read", { extensions: { code: "FORBIDDEN" } });
      },
    },
    live: {
      type: GraphQLString,
      resolve: () => {
        throw new ProviderFailure("retry", { kind: "UNAVAILABLE", provider: "acme", message: "answers 503" });
      },
    },
    slow: {
      type: GraphQLBoolean,
      resolve: async () => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return true;
      },
    },
  },
});

async function* ticks({ count, size }: { count: number; size: number }): AsyncGenerator<{ ticks: string }> {
  try {
    for (let index = 0; index < count; index += 1) {
      ticksAsked.count += 1;
      yield { ticks: `${index}:${"x".repeat(size)}` };
    }
  } finally {
    ticksAsked.ended += 1;
  }
}

async function* silence(): AsyncGenerator<{ silence: string }> {
  const { promise } = Promise.withResolvers<never>();
  yield { silence: "hush" };
  yield await promise;
}

const subscription = new GraphQLObjectType<unknown, Context>({
  name: "Subscription",
  fields: {
    ticks: {
      type: GraphQLString,
      args: { count: { type: GraphQLInt, defaultValue: 3 }, size: { type: GraphQLInt, defaultValue: 0 } },
      subscribe: (_source, input: { count: number; size: number }) => ticks(input),
    },
    silence: { type: GraphQLString, subscribe: () => silence() },
    brokenStream: {
      type: GraphQLString,
      subscribe: () => {
        throw outage;
      },
    },
  },
});

/** Stands for every rule that the schema's owner hands in. */
const atMostThreeDeep = (context: ValidationContext): ASTVisitor => {
  let depth = 0;
  return {
    Field: {
      enter(node) {
        depth += 1;
        if (depth > 3)
          context.reportError(new GraphQLError("Too deep", { nodes: node, extensions: { code: "TOO_DEEP" } }));
      },
      leave() {
        depth -= 1;
      },
    },
  };
};

export interface TestGateway {
  readonly server: RunningServer;
  readonly socketUrl: string;
  readonly log: ReturnType<typeof createTestLog>;
  readonly keys: ReturnType<typeof createTestKeys>;
  readonly key: string;
  post(body: unknown, init?: { headers?: Record<string, string>; path?: string }): Promise<Answer>;
}

export interface AnswerError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface AnswerBody {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

export async function startTestGateway(
  options: Partial<ServerOptions> & { readonly accessTokens?: AuthenticatorOptions["accessTokens"] } = {},
): Promise<TestGateway> {
  const { accessTokens, ...serverOptions } = options;
  const log = createTestLog();
  const keys = createTestKeys();
  const { authenticate } = createAuthenticator({
    keys: keys.keys,
    now: () => new Date(),
    log,
    ...(accessTokens === undefined ? {} : { accessTokens }),
  });
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    schema: new GraphQLSchema({ query, subscription }),
    validationRules: [atMostThreeDeep],
    authenticate,
    // The schema of these tests reads nothing of the context but the viewer.
    openContext: (viewer) => ({ viewer }) as Context,
    acceptWebhook: async () => "accepted",
    checkReady: async () => undefined,
    log,
    graphiql: false,
    introspection: true,
    allowedOrigins: ["https://erp.example"],
    ...serverOptions,
  });
  const key = keys.issue();
  return {
    server,
    socketUrl: `${server.url.replace("http", "ws")}/graphql`,
    log,
    keys,
    key,
    async post(body, { headers = { authorization: `Bearer ${key}` }, path = "/graphql" } = {}) {
      const response = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: JSON.parse(text) as AnswerBody };
    },
  };
}
