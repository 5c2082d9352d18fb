import { Resolver } from "node:dns/promises";
import type { Names } from "../../provider-kit/call.js";
import { ProviderFailure } from "../../provider-kit/failure.js";

const timeoutMs = 3_000;

/** What a server says of a name that is not there, or has no such record: an answer, not a failure. */
const notThere: ReadonlySet<string> = new Set(["ENOTFOUND", "ENODATA"]);

/** DNS for one account; without servers, those of the machine are asked. */
export function createNames(provider: string, servers: readonly string[] | undefined): Names {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers) resolver.setServers(servers);
  return {
    async findNaptr(name) {
      try {
        return await resolver.resolveNaptr(name);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? String(error.code) : "";
        if (notThere.has(code)) return [];
        const message = `The name ${name} could not be resolved (${code || "unknown reason"})`;
        throw new ProviderFailure("retry", { provider, kind: "NETWORK", message }, { cause: error });
      }
    },
  };
}
