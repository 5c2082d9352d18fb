import { GraphQLScalarType } from "graphql";
import { Field } from "../decorators.js";

/** Holds the place of the extensions until the systems of the gateway are known; no finished schema has it. */
export const UnresolvedExtensions = new GraphQLScalarType({ name: "UnresolvedExtensions" });

/** An anchor. Without a field of its class type-graphql would drop what a client gives there. */
export const ExtensionsField = (): PropertyDecorator => Field(() => UnresolvedExtensions, { nullable: true });
