/**
 * A generator that waits for its next item cannot be returned from: only the signal ends it, so `return` gives the
 * signal first.
 */
export function stoppable<Item>(open: (signal: AbortSignal) => AsyncIterable<Item>): AsyncIterableIterator<Item> {
  const stopping = new AbortController();
  const items = open(stopping.signal)[Symbol.asyncIterator]();
  const stream: AsyncIterableIterator<Item> = {
    next: () => items.next(),
    async return() {
      // With a reason of its own: the one by default is an error with a stack, made for each of thousands.
      stopping.abort("nobody listens any more");
      await items.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
