import { Arg, Ctx, ID, Query, Resolver } from "../decorators.js";
import { requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import type { NodeType as NodeTypeName } from "../global-id.js";
import { parseGlobalId } from "../global-id.js";
import { participantOf } from "../participant/participant-id.js";
import { findProvider } from "../provider/provider.js";
import { NodeType } from "./node.js";

/** Carries its type: a record alone does not tell what it is. */
export interface TypedNode {
  readonly __typename: string;
}

type Find = (context: Context, id: string) => Promise<object | undefined> | object | undefined;

const mostIds = 100;

const finders: Readonly<Record<NodeTypeName, Find>> = {
  Invoice: ({ loaders }, id) => loaders.invoices.load(id),
  Submission: ({ loaders }, id) => loaders.submissions.load(id),
  InvoiceDocument: ({ loaders }, id) => loaders.documents.load(id),
  Batch: ({ loaders }, id) => loaders.batches.load(id),
  DeadLetter: ({ loaders }, id) => loaders.deadLetters.load(id),
  WebhookEndpoint: ({ gateway }, id) => gateway.webhooks.find(id),
  WebhookDelivery: async ({ gateway }, id) => (await gateway.webhooks.notifications([id]))[0],
  InboundDelivery: ({ gateway }, id) => gateway.findInboundDelivery(id),
  Provider: findProvider,
  Participant: async ({ gateway }, id) => {
    const [lookup] = await gateway.lookUpParticipants([participantOf(id)], "STALE_WHILE_REVALIDATE");
    return lookup?.participant;
  },
  Tenant: ({ gateway }, id) => (gateway.tenant.id === id ? gateway.tenant : undefined),
};

/** What everybody may see needs no scope. */
const scopes = {
  Invoice: "invoices:read",
  Submission: "invoices:read",
  InvoiceDocument: "invoices:read",
  Batch: "invoices:read",
  DeadLetter: "invoices:read",
  WebhookEndpoint: "webhooks:read",
  WebhookDelivery: "webhooks:read",
  InboundDelivery: "webhooks:read",
  Participant: "participants:read",
} as const;

async function findNode(context: Context, text: string): Promise<TypedNode | null> {
  const parsed = parseGlobalId(text);
  if (!parsed) return null;
  const { type, id } = parsed;
  if (type in scopes) requireScope(context, scopes[type as keyof typeof scopes]);
  const found = await finders[type](context, id);
  return found ? { ...found, __typename: type } : null;
}

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true, description: "Finds anything by its id; null when there is no such thing." })
  node(
    @Arg("id", () => ID, { description: "The id." }) id: string,
    @Ctx() context: Context,
  ): Promise<TypedNode | null> {
    return findNode(context, id);
  }

  @Query(() => [NodeType], {
    nullable: "items",
    description: "Finds up to 100 things by their ids, in the order asked for; null where there is no such thing.",
  })
  nodes(
    @Arg("ids", () => [ID], { description: "The ids." }) ids: readonly string[],
    @Ctx() context: Context,
  ): Promise<(TypedNode | null)[]> {
    if (ids.length > mostIds) throw badInput("ids", ids.length, `ids are more than ${mostIds}`);
    return Promise.all(ids.map((id) => findNode(context, id)));
  }
}
