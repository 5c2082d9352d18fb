import type { DocumentNode, GraphQLSchema } from "graphql";
import { execute } from "graphql";
import type { EventRecord } from "../../application/records.js";
import type { WriteEvent } from "../../application/webhooks/webhook-ports.js";
import type { Context, Viewer } from "../context.js";
import { encodeEventCursor } from "../cursor.js";
import { toGlobalId } from "../global-id.js";
import { toPayloadOperation } from "./event-selection.js";

export interface EventWriterParts {
  readonly schema: GraphQLSchema;
  readonly openContext: (viewer: Viewer, deadline: Date) => Promise<Context>;
}

/** Live fields of a selection ask providers; nobody waits longer for their answers. */
const deadlineMs = 10_000;

const longestPayload = 1_000_000;
const mostRemembered = 200;

/** Writes what endpoints are told, with the rights of whoever set them up. */
export function createEventWriter({ schema, openContext }: EventWriterParts): WriteEvent {
  const operations = new Map<string, DocumentNode>();

  const operationOf = (selection: string): DocumentNode => {
    const known = operations.get(selection);
    if (known) return known;
    const [oldest] = operations.keys();
    if (operations.size >= mostRemembered && oldest !== undefined) operations.delete(oldest);
    const document = toPayloadOperation(selection);
    operations.set(selection, document);
    return document;
  };

  const select = async (context: Context, event: EventRecord, selection: string): Promise<object> => {
    const result = await execute({
      schema,
      document: operationOf(selection),
      contextValue: context,
      variableValues: { after: encodeEventCursor(context.viewer.tenantId, event.position - 1) },
    });
    const page = result.data?.["invoiceEvents"] as { readonly nodes: readonly unknown[] } | null | undefined;
    const [data] = page?.nodes ?? [];
    // Errors of ours are not told to others; where a provider could not be asked, the rest is worth telling.
    const missing = result.errors?.map(({ path }) => path?.slice(3).join(".") ?? "") ?? [];
    if (!data) throw new Error("The selection led to nothing", { cause: result.errors?.[0] });
    return { data, ...(missing.length > 0 && { missing }) };
  };

  return async (endpoint, event) => {
    const viewer: Viewer = {
      tenantId: endpoint.tenantId,
      subject: `webhook:${endpoint.id}`,
      scopes: endpoint.scopes,
    };
    const context = await openContext(viewer, new Date(Date.now() + deadlineMs));
    const head = { type: event.type, timestamp: event.occurredAt };
    if (endpoint.selection === undefined) return JSON.stringify({ ...head, data: await thin(context, event) });
    const body = JSON.stringify({ ...head, ...(await select(context, event, endpoint.selection)) });
    if (body.length <= longestPayload) return body;
    const tooLarge = `The selection made ${body.length} characters; ${longestPayload} are possible`;
    return JSON.stringify({ ...head, data: await thin(context, event), tooLarge });
  };
}

/** Enough to know what happened and to ask for more; the same at every try, unlike what a selection reads. */
async function thin({ loaders, viewer }: Context, event: EventRecord): Promise<object> {
  const { invoiceId, position, sequence, state } = event;
  const invoice = await loaders.invoices.load(invoiceId);
  return {
    id: eventId(event),
    cursor: encodeEventCursor(viewer.tenantId, position),
    sequence,
    invoice: { id: toGlobalId("Invoice", invoiceId), number: invoice?.number, status: state.value },
  };
}

/** As `InvoiceEvent.id` publishes it. */
export const eventId = ({ invoiceId, sequence }: { readonly invoiceId: string; readonly sequence: number }): string =>
  toGlobalId("InvoiceEvent", `${invoiceId}:${sequence}`);
