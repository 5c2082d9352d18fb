import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { GraphQLSchema } from "graphql";
import { lexicographicSortSchema, printSchema } from "graphql";
import { buildGatewaySchema } from "./schema.js";

/** The schema as text, in an order that does not depend on the code. */
export const toSchemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

/** `tsx src/graphql/print-schema.ts schema/schema.graphql` */
const [, script, target] = process.argv;
if (script && target && import.meta.url === pathToFileURL(script).href)
  writeFileSync(target, toSchemaText(await buildGatewaySchema()));
