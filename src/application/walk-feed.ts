import type { Page } from "../provider-kit/provider.js";
import type { Gateway } from "./gateway.js";
import type { FeedName } from "./store.js";

export interface FeedWalk<Item> {
  readonly everySeconds: number;
  list(cursor: string | undefined): Promise<Page<Item>>;
  /** False for what has to come again: the walk ends in front of its page. */
  take(item: Item): Promise<boolean>;
}

/** Walks a provider's feed from where it stood, when its time has come; of several instances one does. */
export async function walkFeed<Item>(
  { store: { schedule } }: Pick<Gateway, "store">,
  feed: FeedName,
  { everySeconds, list, take }: FeedWalk<Item>,
): Promise<void> {
  const claim = await schedule.claimFeed(feed, everySeconds);
  if (!claim) return;
  let { cursor } = claim;
  for (let more = true; more;) {
    const page = await list(cursor);
    for (const item of page.items) {
      if (!(await take(item))) return;
    }
    more = page.more && page.cursor !== cursor;
    if (page.cursor === undefined || page.cursor === cursor) continue;
    cursor = page.cursor;
    await schedule.saveFeedCursor(feed, cursor);
  }
}
