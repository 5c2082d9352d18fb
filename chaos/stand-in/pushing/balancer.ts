import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Chooses an instance for every request, as a load balancer does: in turn, among those whose /readyz says yes. */
export interface Balancer {
  choose(): string;
  /**
   * Sends to the chosen instance, and where that fails to the next one that is ready. What the first one did is
   * counted. @throws when nobody could be reached
   */
  send(path: string, request: RequestInit): Promise<Response>;
  /** One more request to this instance, and what was wrong with its first answer. */
  count(instance: string, fault?: string): void;
  readonly tally: Tally;
  close(): void;
}

/** `errors`: answers of 500 and above and lost connections, at the instance that was chosen. */
export interface Tally {
  readonly requests: number;
  readonly errors: number;
}

/** An instance says "not ready" for two seconds before it stops listening. */
const lookEveryMs = 400;
const lookPatienceMs = 2_000;
/** Who says nothing is busy; who says nothing so often is away. */
const mostSilences = 3;
const patienceMs = 12_000;

/**
 * With one instance there is nothing to choose, and nobody looks. With a file, every error is a line of it, with what
 * was known of the instances at that moment.
 */
export function openBalancer(instances: readonly string[], errorsFile?: string): Balancer {
  const ready = new Set(instances);
  let turn = 0;
  let requests = 0;
  let errors = 0;
  const looking = new AbortController();
  const look = async (instance: string): Promise<void> => {
    for (let silences = 0; !looking.signal.aborted; await pause(lookEveryMs)) {
      const word = await isReady(instance);
      silences = word === "silent" ? silences + 1 : 0;
      if (word === "ready") ready.add(instance);
      else if (word === "not ready" || silences >= mostSilences) ready.delete(instance);
    }
  };
  if (instances.length > 1) for (const instance of instances) void look(instance);

  const choose = (): string => {
    const choice = ready.size > 0 ? [...ready] : instances;
    turn += 1;
    const chosen = choice[turn % choice.length];
    if (chosen === undefined) throw new Error("There is no instance to choose from");
    return chosen;
  };
  const count = (instance: string, fault?: string): void => {
    requests += 1;
    if (fault === undefined) return;
    errors += 1;
    const line = { at: new Date().toISOString(), instance, fault, ready: [...ready] };
    if (errorsFile !== undefined) appendFileSync(errorsFile, `${JSON.stringify(line)}\n`);
  };
  const ask = (instance: string, path: string, request: RequestInit): Promise<Response> =>
    fetch(`${instance}${path}`, { ...request, signal: request.signal ?? AbortSignal.timeout(patienceMs) });

  return {
    choose,
    count,
    get tally() {
      return { requests, errors };
    },
    async send(path, request) {
      const chosen = choose();
      const next = instances.find((instance) => instance !== chosen && ready.has(instance));
      const answer = await ask(chosen, path, request).catch((error: unknown) => ({ error }));
      const isGood = "status" in answer && answer.status < 500;
      count(chosen, isGood ? undefined : "status" in answer ? `answered ${answer.status}` : causeOf(answer.error));
      if (!isGood && next !== undefined) {
        if ("status" in answer) await answer.arrayBuffer().catch(() => undefined);
        return ask(next, path, request);
      }
      if ("error" in answer) throw answer.error;
      return answer;
    },
    close: () => looking.abort(),
  };
}

const isReady = (instance: string): Promise<"ready" | "not ready" | "silent"> =>
  fetch(`${instance}/readyz`, { signal: AbortSignal.timeout(lookPatienceMs) }).then(
    async (answer) => {
      await answer.arrayBuffer().catch(() => undefined);
      return answer.ok ? "ready" : "not ready";
    },
    (error: unknown) => (error instanceof DOMException ? "silent" : "not ready"),
  );

const causeOf = (error: unknown): string =>
  error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
