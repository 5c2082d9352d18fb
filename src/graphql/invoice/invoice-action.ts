import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "../decorators.js";
import type { ActionRecord, ActionRequest, ActionState } from "../../application/actions.js";
import type { InvoiceRecord } from "../../application/records.js";
import type { BusinessResponseKind } from "../../domain/business-response.js";
import type { Context } from "../context.js";
import { publishEnum } from "../published-enum.js";
import { DateTimeScalar } from "../scalars.js";
import { businessResponses } from "./business-response.js";
import { InvoiceType } from "./invoice.js";

const actionKinds = publishEnum<ActionRequest["kind"]>("InvoiceActionKind", "What was asked of the provider.", {
  CANCEL: "To take the invoice back.",
  RESPOND: "To tell its seller what becomes of it.",
});

const actionStates = publishEnum<ActionState>("InvoiceActionState", "What became of it.", {
  UNDER_WAY: "The provider is being asked.",
  DONE: "It did it.",
  REFUSED: "It refused.",
  NOT_DONE: "It did not; the same key tries again.",
  UNKNOWN: "Its answer was lost. It is asked; the same key asks at once.",
});

@ObjectType("InvoiceAction", {
  simpleResolvers: true,
  description: "Something that was asked of the provider about an invoice that it has.",
})
class InvoiceActionType {
  @Field(() => String, { description: "Not in EN 16931. The key it was asked for with." })
  readonly idempotencyKey!: string;

  @Field(() => actionKinds, { description: "Not in EN 16931. What was asked." })
  readonly kind!: ActionRequest["kind"];

  @Field(() => businessResponses, { nullable: true, description: "Not in EN 16931. What was to be said." })
  readonly response?: BusinessResponseKind;

  @Field(() => actionStates, { description: "Not in EN 16931. What became of it." })
  readonly state!: ActionState;

  @Field(() => String, { nullable: true, description: "Not in EN 16931. Why it is not done." })
  readonly problem?: string;

  @Field(() => DateTimeScalar, { description: "Not in EN 16931. When it was asked for." })
  readonly createdAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Not in EN 16931. When it was known what became of it.",
  })
  readonly endedAt?: string;
}

@Resolver(() => InvoiceType)
export class InvoiceActionsResolver {
  @FieldResolver(() => [InvoiceActionType], {
    description: "Not in EN 16931. What was asked of the provider about it since it has it, the oldest first.",
  })
  async actions(@Root() { id }: InvoiceRecord, @Ctx() { loaders }: Context): Promise<InvoiceActionType[]> {
    return (await loaders.actionsOf.load(id)).map(toPublished);
  }
}

const toPublished = ({ request, problem, ...action }: ActionRecord): InvoiceActionType => ({
  ...action,
  kind: request.kind,
  ...(request.kind === "RESPOND" && { response: request.response.kind }),
  ...(problem && { problem: problem.message }),
});
