import { readFileSync } from "node:fs";
import type { GraphQLField, GraphQLInputField, GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from "graphql";
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { eventTypeNames } from "../../src/graphql/event/invoice-event.js";
import { contentFields } from "../../src/graphql/invoice/invoice.js";
import { toSchemaText } from "../../src/graphql/print-schema.js";
import { errorTypeNames } from "../../src/graphql/problem/user-error.js";
import { buildGatewaySchema } from "../../src/graphql/schema.js";
import { loadProviders } from "../../src/infrastructure/provider-folder.js";
import { collectExtensions } from "../../src/provider-kit/extensions/system-extensions.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildGatewaySchema(collectExtensions((await loadProviders()).values()));
});

const ownTypes = (): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const fieldsOf = (type: GraphQLNamedType): (GraphQLField<unknown, unknown> | GraphQLInputField)[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];

/** The overload of graphql-js for inputs and outputs at once answers nothing. */
const namedTypeOf = ({ type }: GraphQLField<unknown, unknown> | GraphQLInputField): GraphQLNamedType =>
  getNamedType(type as GraphQLOutputType);

/** Types that a client reaches only through the content of an invoice, whose fields must name their term. */
function contentTypes(): GraphQLNamedType[] {
  const found = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType) => {
    if (found.has(type) || fieldsOf(type).length === 0) return;
    found.add(type);
    for (const field of fieldsOf(type)) visit(namedTypeOf(field));
  };
  const invoice = fieldsOf(schema.getType("Invoice")!);
  for (const field of invoice) if (["extensions", ...contentFields].includes(field.name)) visit(namedTypeOf(field));
  visit(schema.getType("InvoiceInput")!);
  return [...found].filter(({ name }) => !name.startsWith("Identifier"));
}

describe("the schema", () => {
  it("is the one in schema/schema.graphql", () => {
    const emitted = readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
    expect(toSchemaText(schema)).toBe(emitted);
  });

  it("describes every type, field, argument and enum value", () => {
    const undescribed = ownTypes().flatMap((type) => [
      ...(type.description ? [] : [type.name]),
      ...fieldsOf(type).flatMap((field) => [
        ...(field.description ? [] : [`${type.name}.${field.name}`]),
        ...("args" in field ? field.args : [])
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}.${field.name}(${name})`),
      ]),
      ...(isEnumType(type) ? type.getValues() : [])
        .filter(({ description }) => !description)
        .map(({ name }) => `${type.name}.${name}`),
    ]);
    expect(undescribed).toEqual([]);
  });

  it("names the term of EN 16931 at every field of an invoice, or says that there is none", () => {
    const opening = /^(B[TG]-\d|Not in EN 16931)/;
    const types = [schema.getType("Invoice")!, ...contentTypes()];
    const nameless = types
      .flatMap((type) => fieldsOf(type).map((field) => ({ type, field })))
      .filter(({ type, field }) => !(type.name === "Invoice" && field.name === "id"))
      .filter(({ field }) => !opening.test(field.description ?? ""))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(types.length).toBeGreaterThan(40);
    expect(nameless).toEqual([]);
  });

  it("lets clients give an invoice with every field that they can read, except what is only read", () => {
    const given = fieldsOf(schema.getType("InvoiceInput")!).map(({ name }) => name);
    const read = ["kind", "number", "issueDate", "typeCode", "currencyCode", "extensions", ...contentFields];
    expect(given.toSorted()).toEqual(read.filter((name) => name !== "unmapped").toSorted());
  });

  it("says of every choice of one that exactly one member must be given", () => {
    const choices = ownTypes().filter((type) => isInputObjectType(type) && type.isOneOf);
    expect(choices.map(({ name }) => name).toSorted()).toEqual([
      "InvoiceBy",
      "InvoiceContent",
      "StreamPosition",
      "SubmitItems",
    ]);
    expect(toSchemaText(schema)).toContain("input InvoiceContent @oneOf {");
  });

  it("tells without waiting which type a value has", () => {
    const info = undefined as never;
    const nameOf = (typeName: string, value: object) => {
      const type = schema.getType(typeName);
      return isAbstractType(type) ? type.resolveType?.(value, undefined, info, type) : undefined;
    };
    const membersOf = (typeName: string) => {
      const type = schema.getType(typeName);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
    };
    for (const [type, name] of Object.entries(eventTypeNames)) expect(nameOf("InvoiceEvent", { type })).toBe(name);
    for (const [code, name] of Object.entries(errorTypeNames)) expect(nameOf("UserError", { code })).toBe(name);
    expect(Object.values(eventTypeNames).toSorted()).toEqual(membersOf("InvoiceEvent").toSorted());
    expect(Object.values(errorTypeNames).toSorted()).toEqual(membersOf("UserError").toSorted());
    expect(nameOf("InvoiceEventStreamItem", { kind: "caughtUp" })).toBe("StreamCaughtUp");
    expect(nameOf("Node", { __typename: "Batch" })).toBe("Batch");
  });

  it("lets every error of a mutation be read as a UserError", () => {
    const strangers = ownTypes()
      .filter((type) => isAbstractType(type) && type.name.endsWith("Error") && !isInterfaceType(type))
      .flatMap((type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : []))
      .filter((member) => !member.getInterfaces().some(({ name }) => name === "UserError"));
    expect(strangers).toEqual([]);
  });
});
