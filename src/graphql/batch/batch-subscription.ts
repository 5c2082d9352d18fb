import { GraphQLError } from "graphql";
import type { BatchRecord } from "../../application/records.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { Arg, Ctx, ID, Resolver, Root, Subscription } from "../decorators.js";
import { localId } from "../global-id.js";
import { stoppable } from "../stoppable.js";
import { BatchType } from "./batch.js";

interface Subscribe {
  readonly args: { readonly id: string };
  readonly context: Context;
}

@Resolver()
export class BatchSubscription {
  @Subscription(() => BatchType, {
    description:
      "One batch as it is now, and again whenever something of it has changed, a few times a second at most. Ends " +
      "when every outcome is known; after a break, ask again. Needs the scope `invoices:read`.",
    subscribe: async ({ args, context }: Subscribe) => {
      requireScope(context, "invoices:read");
      const id = localId("Batch", args.id);
      const batch = id === undefined ? undefined : await context.loaders.batches.load(id);
      if (batch) return stoppable((signal) => context.gateway.followBatch(batch.id, signal));
      throw new GraphQLError(`There is no batch ${args.id}`, { extensions: { code: "NOT_FOUND" } });
    },
  })
  batch(
    @Root() batch: BatchRecord,
    @Arg("id", () => ID, { description: "The id of the batch." }) _id: string,
    @Ctx() { loaders }: Context,
  ): BatchRecord {
    loaders.clear();
    return batch;
  }
}
