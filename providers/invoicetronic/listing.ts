import { z } from "zod";
import type { Call } from "../../src/provider-kit/call.js";

/** The largest page is 200. */
export const pageSize = 100;

/** All reads that are polled share one bucket: https://invoicetronic.com/en/docs/ratelimiting/ */
export const read = "read";

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly more: boolean;
}

/** One page of a list; how many there are in all is said in a header. */
export function listPage<Item>(
  path: string,
  item: z.ZodType<Item>,
  page: number,
  query: Readonly<Record<string, string | undefined>>,
  call: Call<unknown>,
): Promise<Listed<Item>> {
  const shape = z.array(item);
  return call.http.send({
    operation: read,
    method: "GET",
    path,
    query: { page: String(page), page_size: String(pageSize), ...query },
    expect: {
      bytes: (bytes, headers) => {
        const items = shape.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
        const total = z.coerce.number().int().nonnegative().parse(headers["invoicetronic-total-count"]);
        return { items, more: items.length > 0 && page * pageSize < total };
      },
    },
    effect: "read",
  });
}

/** Every item of a list. */
export async function* listAll<Item>(
  path: string,
  item: z.ZodType<Item>,
  query: Readonly<Record<string, string | undefined>>,
  call: Call<unknown>,
): AsyncGenerator<Item> {
  for (let page = 1, more = true; more; page += 1) {
    const listed = await listPage(path, item, page, query, call);
    yield* listed.items;
    more = listed.more;
  }
}
