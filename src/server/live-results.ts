import { createSourceEventStream, execute } from "graphql";
import type { ExecutionArgs, ExecutionResult } from "graphql";

/**
 * Runs a subscription as `subscribe` of graphql-js does, for thousands who wait at the same time: who waits costs one
 * promise here, and does not keep what it was told last.
 */
export async function openLiveResults(operation: ExecutionArgs): Promise<LiveResults | ExecutionResult> {
  const source = await createSourceEventStream(operation);
  return Symbol.asyncIterator in source ? new LiveResults(source[Symbol.asyncIterator](), operation) : source;
}

/** A result is the reader's until it asks for the next; then it is empty, since loops keep hold of it. */
export class LiveResults implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #source: AsyncIterator<unknown>;
  readonly #operation: ExecutionArgs;
  #told: ExecutionResult | undefined;

  constructor(source: AsyncIterator<unknown>, operation: ExecutionArgs) {
    this.#source = source;
    this.#operation = operation;
  }

  next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#told) {
      // Taking a property away would make the object larger than it was.
      if (this.#told.data) this.#told.data = null;
      if (this.#told.errors) this.#told.errors = [];
      this.#told = undefined;
    }
    return this.#source.next().then((item) => (item.done ? { done: true, value: undefined } : this.#tell(item.value)));
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    await this.#source.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #tell(rootValue: unknown): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const value = await execute({ ...this.#operation, rootValue });
      this.#told = value;
      return { done: false, value };
    } catch (error) {
      // Why it could not be told matters more than why it could not be ended either.
      await this.return().catch(() => undefined);
      throw error;
    }
  }
}
