import { readFileSync, readdirSync } from "node:fs";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { Kind, concatAST, parse, specifiedRules, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { validationRules } from "../../src/graphql/limits.js";
import { buildGatewaySchema } from "../../src/graphql/schema.js";

const folder = new URL("../../schema/operations/", import.meta.url);
const fileNames = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
const read = (fileName: string): DocumentNode => parse(readFileSync(new URL(fileName, folder), "utf8"));

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildGatewaySchema();
});

describe("the example operations", () => {
  it("are valid, and within the limits of an operation", () => {
    const all = concatAST(fileNames.map(read));
    expect(validate(schema, all, [...specifiedRules, ...validationRules])).toEqual([]);
  });

  it("show every query, mutation and subscription", () => {
    const shown = concatAST(fileNames.map(read)).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? definition.selectionSet.selections.map((field) =>
            field.kind === Kind.FIELD ? `${definition.operation}.${field.name.value}` : "",
          )
        : [],
    );
    const published = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name.toLowerCase()}.${field}`),
    );
    expect(published.filter((field) => !shown.includes(field))).toEqual(["query.nodes"]);
  });
});
