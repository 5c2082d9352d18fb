import type { GraphQLSchema } from "graphql";
import { lexicographicSortSchema, printSchema } from "graphql";

/** The schema as text, in an order that does not depend on the code. */
export const toSchemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
