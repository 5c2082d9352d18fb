import { Field, Int, ObjectType } from "../decorators.js";
import type { BatchState } from "../../application/batch-state.js";
import type { BatchCounts, BatchRecord } from "../../application/records.js";
import { NodeType } from "../node/node.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export const batchStates = publishEnum<BatchState>("BatchState", "Where a batch stands.", {
  ACCEPTED: "Nothing has been sent yet.",
  RUNNING: "Some outcomes are still open.",
  THROTTLED: "What is left waits for the rate limit of a provider, or for one that does not answer.",
  COMPLETED: "Every item was accepted.",
  COMPLETED_WITH_ERRORS: "Every outcome is known; some items were not accepted.",
  REJECTED: "Every outcome is known; no item was accepted.",
  CANCELLED: "Every item was taken back.",
});

@ObjectType("BatchCounts", { simpleResolvers: true, description: "The items of a batch by their outcome." })
class BatchCountsType implements BatchCounts {
  @Field(() => Int, { description: "All items." })
  readonly total!: number;

  @Field(() => Int, { description: "Items that a provider took." })
  readonly accepted!: number;

  @Field(() => Int, { description: "Items that were refused, here or by a provider, or taken back." })
  readonly rejected!: number;

  @Field(() => Int, { description: "Items whose answer was lost." })
  readonly unknown!: number;

  @Field(() => Int, { description: "Items that wait." })
  readonly pending!: number;
}

@ObjectType("Batch", { simpleResolvers: true, implements: NodeType, description: "Many invoices, submitted together." })
export class BatchType implements Pick<BatchRecord, "id" | "counts" | "createdAt" | "finishedAt">, NodeType {
  readonly id!: string;

  @Field(() => BatchCountsType, { description: "The items by their outcome, as of now." })
  readonly counts!: BatchCountsType;

  @Field(() => DateTimeScalar, { description: "When it was submitted." })
  readonly createdAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When every outcome was known; null before, and for up to a few seconds after.",
  })
  readonly finishedAt?: string;
}

@ObjectType("BatchResult", { simpleResolvers: true, description: "What became of one item of a batch." })
export class BatchResultType {
  @Field(() => Int, { description: "The place of the item in the input, from 0." })
  readonly index!: number;

  @Field(() => String, { nullable: true, description: "Your own reference." })
  readonly clientReference?: string;
}
