import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "../decorators.js";
import type { Problem } from "../../domain/problem.js";
import { requireScope } from "../access.js";
import type { Context } from "../context.js";
import { localId } from "../global-id.js";
import { ReplayDeadLettersError } from "../problem/user-error.js";

const mostIds = 100;

@InputType("ReplayDeadLettersInput", { description: "Dead letters to put back to work." })
export class ReplayDeadLettersInput {
  @Field(() => [ID], { description: "Their ids, up to 100." })
  readonly ids!: readonly string[];
}

@ObjectType("ReplayDeadLettersPayload", { simpleResolvers: true, description: "What was put back to work." })
class ReplayDeadLettersPayload {
  @Field(() => [ID], { description: "The ids of what was put back to work." })
  readonly replayed!: readonly string[];

  @Field(() => [ReplayDeadLettersError], {
    description: "One for every id that is no dead letter, or no longer one; the others are put back all the same.",
  })
  readonly errors!: readonly Problem[];
}

@Resolver()
export class ReplayDeadLettersResolver {
  @Mutation(() => ReplayDeadLettersPayload, {
    description:
      "Puts dead letters back to work. What fails again becomes a dead letter again. Needs the scope `invoices:write`.",
  })
  async replayDeadLetters(
    @Arg("input", () => ReplayDeadLettersInput, { description: "Which ones." }) { ids }: ReplayDeadLettersInput,
    @Ctx() context: Context,
  ): Promise<ReplayDeadLettersPayload> {
    requireScope(context, "invoices:write");
    if (ids.length > mostIds) return { replayed: [], errors: [tooMany(ids.length)] };
    const local = ids.map((id) => localId("DeadLetter", id));
    const known = local.filter((id) => id !== undefined);
    const done = new Set(known.length > 0 ? await context.gateway.replayDeadLetters(known) : []);
    const isReplayed = (_: string, index: number) => done.has(local[index] ?? "");
    return {
      replayed: ids.filter(isReplayed),
      errors: ids.flatMap((id, index) => (isReplayed(id, index) ? [] : [noDeadLetter(id, index)])),
    };
  }
}

const noDeadLetter = (id: string, index: number): Problem => ({
  code: "NOT_FOUND",
  message: `There is no dead letter ${id}`,
  path: ["ids", String(index)],
  retryable: false,
});

const tooMany = (actual: number): Problem => ({
  code: "LIMIT_EXCEEDED",
  message: `There are ${actual} ids; there may be ${mostIds}`,
  path: ["ids"],
  retryable: false,
  limit: mostIds,
  actual,
});
