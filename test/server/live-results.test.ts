import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { LiveResults, openLiveResults } from "../../src/server/live-results.js";

const words = { ended: false };

async function* tell() {
  try {
    yield { word: "one" };
    yield { word: "two" };
  } finally {
    words.ended = true;
  }
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: "Query", fields: { word: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: { word: { type: GraphQLString, subscribe: tell } },
  }),
});

async function open(): Promise<LiveResults> {
  const results = await openLiveResults({ schema, document: parse("subscription { word }") });
  if (!(results instanceof LiveResults)) throw new Error("There is no stream of results");
  return results;
}

describe("Live results", () => {
  it("tell one result for each item, and end with them", async () => {
    const told: unknown[] = [];

    for await (const { data } of await open()) told.push(data);

    expect(told).toEqual([{ word: "one" }, { word: "two" }]);
  });

  it("do not keep what they told for who waits for the next", async () => {
    const results = await open();

    const first = await results.next();
    expect(first.value?.data).toEqual({ word: "one" });
    await results.next();

    expect(first.value?.data).toBeNull();
  });

  it("end their source when they are returned from", async () => {
    words.ended = false;
    const results = await open();

    await results.next();
    await results.return();

    expect(words.ended).toBe(true);
  });
});
