import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from "graphql";
import { assertValidSchema, isInputObjectType, isObjectType } from "graphql";
import type { InvoiceRecord } from "../application/records.js";
import type { Participant, StreamItem } from "../application/tenant-gateway.js";
import type { Invoice } from "../domain/invoice.js";
import type { InvoiceEventType } from "../domain/lifecycle.js";
import type { Context } from "./context.js";
import { streamItemTypeNames } from "./event/event-connection.js";
import { eventTypeNames } from "./event/invoice-event.js";
import { toGlobalId } from "./global-id.js";
import { contentFields } from "./invoice/invoice.js";
import type { TypedNode } from "./node/node-resolver.js";
import { participantIdOf } from "./participant/participant-id.js";
import type { PublishedProblemCode } from "./problem/user-error.js";
import { errorTypeNames } from "./problem/user-error.js";

/** What the decorators cannot say: set on the finished schema, once. */
export function finishSchema(schema: GraphQLSchema): GraphQLSchema {
  describeRoots(schema);
  markOneOf(schema);
  resolveAbstractTypes(schema);
  resolveNodeIds(schema);
  resolveContentFields(schema);
  assertValidSchema(schema);
  return schema;
}

function describeRoots(schema: GraphQLSchema): void {
  const describe = (type: GraphQLObjectType | null | undefined, description: string) => {
    if (type) type.description = description;
  };
  describe(schema.getQueryType(), "What can be read.");
  describe(schema.getMutationType(), "What can be done.");
  describe(schema.getSubscriptionType(), "What can be followed live.");
}

function markOneOf(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.extensions["oneOf"] === true) type.isOneOf = true;
}

/** Synchronous, unlike what the decorators make: an answer of many events must not wait for each. */
function resolveAbstractTypes(schema: GraphQLSchema): void {
  const errorType = ({ code }: { readonly code: PublishedProblemCode }): string => errorTypeNames[code];
  const typeNames: Readonly<Record<string, (value: never) => string>> = {
    Node: ({ __typename }: TypedNode) => __typename,
    InvoiceEvent: ({ type }: { type: InvoiceEventType }) => eventTypeNames[type],
    InvoiceEventStreamItem: ({ kind }: StreamItem) => streamItemTypeNames[kind],
    UserError: errorType,
    SubmitInvoiceError: errorType,
    SubmitInvoicesError: errorType,
    CancelInvoiceError: errorType,
    ReconcileSubmissionError: errorType,
    RespondToInvoiceError: errorType,
    RetrySubmissionError: errorType,
    ReplayDeadLettersError: errorType,
    WebhookError: errorType,
    ResetProviderCircuitError: errorType,
    RotateProviderWebhookError: errorType,
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!("resolveType" in type)) continue;
    const nameOf = typeNames[type.name];
    if (!nameOf) throw new Error(`Nobody says which type a value of ${type.name} has`);
    type.resolveType = (value) => nameOf(value as never);
  }
}

function resolveNodeIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === "Node")) continue;
    const { name } = type;
    const resolve: GraphQLFieldResolver<{ readonly id: string }, Context> =
      name === "Participant"
        ? (source) => toGlobalId(name, participantIdOf(source as unknown as Participant))
        : ({ id }) => toGlobalId(name, id);
    fieldOf(schema, name, "id").resolve = resolve;
  }
}

/** A record that brings its content is answered from it at once; else contents are read together, and kept. */
function resolveContentFields(schema: GraphQLSchema): void {
  const invoice = schema.getType("Invoice");
  const extensions = isObjectType(invoice) && "extensions" in invoice.getFields() ? (["extensions"] as const) : [];
  for (const name of [...contentFields, ...extensions]) {
    const resolve: GraphQLFieldResolver<InvoiceRecord & { readonly content?: Invoice }, Context> = (
      { id, content },
      _args,
      { loaders },
    ) => (content ? content[name] : loaders.contents.load(id).then((loaded) => loaded?.[name]));
    fieldOf(schema, "Invoice", name).resolve = resolve;
  }
}

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`The schema has no field ${typeName}.${fieldName}`);
  return field;
}
