import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "../decorators.js";
import type { DeadLetterPayload, DeadLetterRecord } from "../../application/dead-letters.js";
import { hasScope, requireScope } from "../access.js";
import { badInput } from "../bad-input.js";
import type { Context } from "../context.js";
import type { CursorList } from "../cursor.js";
import { decodeCursor, encodeCursor } from "../cursor.js";
import { CountType, ForwardPageArgs, readPageSize, toForwardPage } from "../page.js";
import { ProviderType, findProvider } from "../provider/provider.js";
import { JsonScalar } from "../scalars.js";
import type { DeadLetterList } from "./dead-letter.js";
import { DeadLetterConnectionType, DeadLetterFilterInput, DeadLetterType, toDeadLetterFilter } from "./dead-letter.js";

/** Beyond this, counting costs more than the number is worth. */
const countLimit = 10_000;

@Resolver(() => DeadLetterConnectionType)
export class DeadLetterQueries {
  @Query(() => DeadLetterConnectionType, {
    description: "What waits for a person to look, the newest first. Needs the scope `invoices:read`.",
  })
  async deadLetters(
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Arg("filter", () => DeadLetterFilterInput, { nullable: true, description: "Which ones." })
    given: DeadLetterFilterInput | null | undefined,
    @Ctx() context: Context,
  ): Promise<DeadLetterList> {
    requireScope(context, "invoices:read");
    const list: CursorList = { tenantId: context.viewer.tenantId, list: "dead-letters" };
    const filter = toDeadLetterFilter(given);
    const size = readPageSize("first", first);
    const place = after ? { after: decodePlace(list, after) } : {};
    const letters = await context.gateway.reader.listDeadLetters({ filter, limit: size + 1, ...place });
    const cursorOf = ({ receivedAt, id }: DeadLetterRecord) => encodeCursor(list, [receivedAt, id]);
    const { entries, pageInfo } = toForwardPage(letters, size, after !== undefined && after !== null, cursorOf);
    const edges = entries.map((node) => ({ node, cursor: cursorOf(node) }));
    return { nodes: entries, edges, pageInfo, filter };
  }

  @FieldResolver(() => CountType, { description: "How many there are on all pages; counting stops at 10,000." })
  totalCount(@Root() { filter }: DeadLetterList, @Ctx() { gateway }: Context): Promise<CountType> {
    return gateway.reader.countDeadLetters(filter, countLimit);
  }
}

const isMoment = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text);
const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);

function decodePlace(list: CursorList, cursor: string): { receivedAt: string; id: string } {
  const [receivedAt, id, ...rest] = decodeCursor(list, "after", cursor);
  const isPlace = typeof receivedAt === "string" && isMoment(receivedAt) && typeof id === "string" && isUuid(id);
  if (isPlace && rest.length === 0) return { receivedAt, id };
  throw badInput("after", cursor, "is no cursor of this list");
}

@Resolver(() => DeadLetterType)
export class DeadLetterResolver {
  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: "The provider it comes from; null when the tenant no longer has an account there.",
  })
  provider(@Root() { provider }: DeadLetterRecord, @Ctx() context: Context): ProviderType | undefined {
    return findProvider(context, provider);
  }

  @FieldResolver(() => JsonScalar, {
    nullable: true,
    description:
      "What came, verbatim: the body of a webhook (as text, where it is no JSON), or the file of a document as " +
      "`{ fileName, mediaType, base64 }`. Null when nothing came, and without the scope `raw:read`.",
  })
  async payload(@Root() letter: DeadLetterRecord, @Ctx() { viewer, gateway }: Context): Promise<unknown> {
    if (!hasScope(viewer, "raw:read")) return null;
    const payload = await gateway.reader.deadLetterPayload(letter);
    return payload && toJson(payload);
  }
}

function toJson(payload: DeadLetterPayload): unknown {
  if ("document" in payload) {
    const { fileName, mediaType, bytes } = payload.document;
    return { fileName, mediaType, base64: Buffer.from(bytes).toString("base64") };
  }
  const text = Buffer.from(payload.body).toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // That may well be why it is dead.
    return text;
  }
}
