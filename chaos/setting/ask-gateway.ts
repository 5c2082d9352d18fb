/** One GraphQL operation over plain HTTP. @throws for everything but data without errors */
export type Ask = <Data>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

const patienceMs = 10_000;

export const askGateway =
  (url: string, apiKey: string): Ask =>
  async <Data>(query: string, variables: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const answer = (await response.json()) as { readonly data?: Data; readonly errors?: unknown };
    if (answer.errors !== undefined || !answer.data) {
      throw new Error(`The gateway answered ${response.status}: ${JSON.stringify(answer.errors)}`);
    }
    return answer.data;
  };
