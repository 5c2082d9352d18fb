import type { ProviderProblem } from "../domain/problem.js";
import { ProviderFailure } from "../provider-kit/failure.js";
import type { Receipt } from "../provider-kit/receipt.js";
import type { Gateway } from "./gateway.js";

/** What one attempt at one order came to. */
export type Answer = { readonly receipt: Receipt } | { readonly failure: ProviderFailure };

/** A fault of ours while a provider was being called leaves open what the provider has done. */
export function toFailure(gateway: Pick<Gateway, "log">, provider: string, error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  gateway.log.error({ error, provider }, "the adapter failed");
  const problem: ProviderProblem = {
    provider,
    kind: "UNKNOWN",
    message: "The gateway failed while it spoke with the provider",
  };
  return new ProviderFailure("hold", problem, { cause: error });
}
