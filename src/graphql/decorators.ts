// The decorators ask for it when the first of them is used, whichever file that is in.
import "reflect-metadata";

export * from "type-graphql";
