export interface ExampleOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The examples travel as data: the content security policy forbids scripts in the page. */
export const graphiqlPage = (examples: readonly ExampleOperation[]): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>E-invoicing gateway</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphiql/graphiql.css" />
    <link rel="stylesheet" href="/graphiql/start.css" />
  </head>
  <body>
    <div id="graphiql">Loading …</div>
    <script type="application/json" id="examples">${JSON.stringify(examples).replaceAll("<", "\\u003c")}</script>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/graphql-ws.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

export const graphiqlStyle = `html, body, #graphiql { height: 100%; margin: 0; }
`;

/**
 * The key comes in the fragment (\`/#key=…\`), which browsers keep to themselves, and stays in memory: neither headers nor
 * tabs are stored. A socket belongs to one credential; other headers get another socket.
 */
export const graphiqlScript = `"use strict";
const key = new URLSearchParams(location.hash.slice(1)).get("key");
const headers = JSON.stringify({ authorization: key ? "Bearer " + key : "" }, null, 2);
const examples = JSON.parse(document.getElementById("examples").textContent);

let socket = { headers: undefined, client: undefined };
let latestHeaders = {};

function clientOf(headers) {
  const text = JSON.stringify(headers);
  if (socket.headers !== text) {
    if (socket.client) socket.client.dispose();
    const url = location.origin.replace(/^http/, "ws") + "/graphql";
    socket = { headers: text, client: graphqlWs.createClient({ url, connectionParams: headers, retryAttempts: 3 }) };
  }
  return socket.client;
}

const fetcher = GraphiQL.createFetcher({
  url: "/graphql",
  wsClient: { subscribe: (operation, sink) => clientOf(latestHeaders).subscribe(operation, sink) },
});

function memory() {
  const entries = new Map();
  return {
    get length() { return entries.size; },
    getItem: (name) => entries.has(name) ? entries.get(name) : null,
    setItem: (name, value) => { entries.set(name, value); },
    removeItem: (name) => { entries.delete(name); },
    clear: () => { entries.clear(); },
  };
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: (operation, options) => {
      latestHeaders = (options && options.headers) || {};
      return fetcher(operation, options);
    },
    storage: memory(),
    shouldPersistHeaders: false,
    defaultHeaders: headers,
    defaultEditorToolsVisibility: "headers",
    ...(examples.length > 0 ? {
      defaultTabs: examples.map(({ name, query, variables }) => ({
        title: name, query, variables: JSON.stringify(variables, null, 2), headers,
      })),
    } : {}),
  }),
);
`;
