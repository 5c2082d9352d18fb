import { ArgsType, Field, Int, ObjectType } from "./decorators.js";
import { badInput } from "./bad-input.js";
import { CursorScalar } from "./scalars.js";

export const defaultPageSize = 50;
export const largestPageSize = 200;

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: "How many to answer, from the start: 1 to 200, 50 if left out." })
  readonly first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: "Answer only what comes behind this cursor." })
  readonly after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: "How many to answer, from the end: 1 to 200. Excludes `first`." })
  readonly last?: number | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: "Answer only what comes before this cursor. Goes with `last`.",
  })
  readonly before?: string | null;
}

@ObjectType("PageInfo", { simpleResolvers: true, description: "Where a page stands in its list." })
export class PageInfoType {
  @Field(() => Boolean, { description: "Whether more comes behind this page." })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether something comes before this page." })
  readonly hasPreviousPage!: boolean;

  @Field(() => CursorScalar, { nullable: true, description: "The cursor of the first entry; absent on an empty page." })
  readonly startCursor?: string;

  @Field(() => CursorScalar, { nullable: true, description: "The cursor of the last entry; absent on an empty page." })
  readonly endCursor?: string;
}

@ObjectType("Count", { simpleResolvers: true, description: "How many there are." })
export class CountType {
  @Field(() => Int, { description: "The number counted." })
  readonly value!: number;

  @Field(() => Boolean, { description: "False when counting stopped: there are at least `value`." })
  readonly exact!: boolean;
}

/** @throws {GraphQLError} BAD_USER_INPUT outside 1..200 */
export function readPageSize(argument: "first" | "last", size: number | null | undefined): number {
  if (size === null || size === undefined) return defaultPageSize;
  if (size >= 1 && size <= largestPageSize) return size;
  throw badInput(argument, size, `is outside 1 to ${largestPageSize}`);
}

/** A page of a list that is only read forwards. `entries` holds one more than asked for when there is more. */
export function toForwardPage<Entry>(
  entries: readonly Entry[],
  size: number,
  isContinued: boolean,
  cursorOf: (entry: Entry) => string,
): { readonly entries: readonly Entry[]; readonly pageInfo: PageInfoType } {
  const shown = entries.slice(0, size);
  return {
    entries: shown,
    pageInfo: { hasNextPage: entries.length > size, hasPreviousPage: isContinued, ...endsOf(shown, cursorOf) },
  };
}

export function endsOf<Entry>(
  entries: readonly Entry[],
  cursorOf: (entry: Entry) => string,
): Pick<PageInfoType, "startCursor" | "endCursor"> {
  const [first] = entries;
  const last = entries.at(-1);
  return first === undefined || last === undefined ? {} : { startCursor: cursorOf(first), endCursor: cursorOf(last) };
}
