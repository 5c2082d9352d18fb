import { Field, Int, ObjectType } from "../decorators.js";
import type { BatchCounts, BatchRecord } from "../../application/records.js";
import { NodeType } from "../node/node.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";

export type BatchState = "ACCEPTED" | "RUNNING" | "COMPLETED" | "COMPLETED_WITH_ERRORS" | "REJECTED";

export const batchStates = publishEnum<BatchState>("BatchState", "Where a batch stands.", {
  ACCEPTED: "Nothing has been sent yet.",
  RUNNING: "Some outcomes are still open.",
  COMPLETED: "Every item was accepted.",
  COMPLETED_WITH_ERRORS: "Every outcome is known; some items were not accepted.",
  REJECTED: "Every outcome is known; no item was accepted.",
});

/** An unknown outcome is an open one. */
export function batchStateOf({ total, accepted, rejected, unknown, pending }: BatchCounts): BatchState {
  if (pending === total && total > 0) return "ACCEPTED";
  if (pending + unknown > 0) return "RUNNING";
  if (rejected === 0) return "COMPLETED";
  return accepted === 0 ? "REJECTED" : "COMPLETED_WITH_ERRORS";
}

@ObjectType("BatchCounts", { simpleResolvers: true, description: "The items of a batch by their outcome." })
class BatchCountsType implements BatchCounts {
  @Field(() => Int, { description: "All items." })
  readonly total!: number;

  @Field(() => Int, { description: "Items that a provider took." })
  readonly accepted!: number;

  @Field(() => Int, { description: "Items that were refused, here or by a provider." })
  readonly rejected!: number;

  @Field(() => Int, { description: "Items whose answer was lost." })
  readonly unknown!: number;

  @Field(() => Int, { description: "Items that wait." })
  readonly pending!: number;
}

@ObjectType("Batch", { simpleResolvers: true, implements: NodeType, description: "Many invoices, submitted together." })
export class BatchType implements Pick<BatchRecord, "id" | "counts" | "createdAt">, NodeType {
  readonly id!: string;

  @Field(() => BatchCountsType, { description: "The items by their outcome, as of now." })
  readonly counts!: BatchCountsType;

  @Field(() => DateTimeScalar, { description: "When it was submitted." })
  readonly createdAt!: string;
}

@ObjectType("BatchResult", { simpleResolvers: true, description: "What became of one item of a batch." })
export class BatchResultType {
  @Field(() => Int, { description: "The place of the item in the input, from 0." })
  readonly index!: number;

  @Field(() => String, { nullable: true, description: "Your own reference." })
  readonly clientReference?: string;
}
