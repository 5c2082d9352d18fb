import type { ConformanceMaterial } from "../provider-kit/conformance.js";
import type { Cast } from "./stage.js";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that hold the account at a provider's sandbox. */
export function sandboxVariables({ sandbox }: ConformanceMaterial): string[] {
  const names = new Set<string>();
  sandbox?.(
    new Proxy<Environment>({}, { get: (_, name) => (typeof name === "string" ? void names.add(name) : undefined) }),
  );
  return [...names];
}

/** Those whose credentials are there; of each other one it is said what is missing. */
export function inSandboxes(
  casts: readonly Cast[],
  environment: Environment,
  { baseUrl, skip }: { readonly baseUrl?: string; skip(sentence: string): void },
): Cast[] {
  return casts.flatMap((cast) => {
    const { material, provider } = cast;
    const sandbox = material.sandbox?.(environment);
    if (sandbox) return [{ ...cast, sandbox: { ...sandbox, ...(baseUrl !== undefined && { baseUrl }) } }];
    const variables = sandboxVariables(material);
    const lack = variables.length > 0 ? `set ${variables.join(", ")}` : "its folder knows no sandbox";
    skip(`${provider.id} is skipped: ${lack}`);
    return [];
  });
}
