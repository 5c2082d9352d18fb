import type { Chain } from "../../provider-kit/call.js";
import type { Reference } from "../../provider-kit/receipt.js";

/** Of one process that forgets. */
export function createMemoryChain(): Chain {
  const links = new Map<string, Reference>();
  return {
    extend(key, link) {
      const made = links.get(key) ?? link([...links.values()].at(-1));
      links.set(key, made);
      return Promise.resolve(made);
    },
  };
}
