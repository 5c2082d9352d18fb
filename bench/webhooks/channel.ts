import { type ChildProcess, fork } from "node:child_process";

/** A process of the bench, and the questions that it is asked one after the other. */
export interface Helper {
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a process and waits for its first word. */
export async function startHelper<Ready>(program: string, order: object): Promise<Helper & { readonly ready: Ready }> {
  const child = fork(program, { execArgv: [], env: { ...process.env, BENCH_ORDER: JSON.stringify(order) } });
  const ready = await nextWord<Ready>(child);
  return {
    ready,
    ask<Answer>(question: object) {
      const answer = nextWord<Answer>(child);
      child.send(question);
      return answer;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.disconnect();
      }),
  };
}

function nextWord<Word>(child: ChildProcess): Promise<Word> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`A process of the bench ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (word) => {
      child.off("exit", fail);
      resolve(word as Word);
    });
  });
}

/** What this process was started for. */
export const orderOf = <Order>(): Order => JSON.parse(process.env["BENCH_ORDER"] ?? "{}") as Order;

export const say = (word: object): void => void process.send?.(word);
