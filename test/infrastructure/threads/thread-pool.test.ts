import { afterEach, describe, expect, it } from "vitest";
import { ThreadPool, type ThreadPoolOptions } from "../../../src/infrastructure/threads/thread-pool.js";

/** Answers with its task in capitals; some tasks end it, or never do. */
const thread = `
  import { parentPort, workerData } from "node:worker_threads";
  if (workerData.fails) throw new Error("The thread has nothing to work with");
  parentPort.on("message", (task) => {
    if (task === "exit") process.exit(3);
    if (task === "throw") throw new Error("The task was too much");
    while (task === "never") ;
    parentPort.postMessage({ answer: task.toUpperCase() });
  });
  parentPort.postMessage({ ready: true });
`;

const pools: ThreadPool<string>[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

const open = async (options: Partial<ThreadPoolOptions> = {}) => {
  const pool = await ThreadPool.open<string>({
    script: new URL(`data:text/javascript,${encodeURIComponent(thread)}`),
    input: {},
    size: 1,
    startLimitMs: 20_000,
    taskLimitMs: 20_000,
    mostWaiting: 2,
    ...options,
  });
  pools.push(pool);
  return pool;
};

describe("a pool of threads", () => {
  it.each([
    ["exit", "its thread ended"],
    ["throw", "The task was too much"],
  ])("goes on after a task that makes its thread %s", async (task, why) => {
    const pool = await open();

    const results = await Promise.all([pool.run("one"), pool.run(task), pool.run("two")]);

    expect(results).toEqual([{ answer: "ONE" }, { unanswered: "CRASHED", why }, { answer: "TWO" }]);
  });

  it("ends a task that takes too long, and answers the next", async () => {
    const pool = await open({ taskLimitMs: 300 });

    const results = await Promise.all([pool.run("never"), pool.run("two")]);

    expect(results).toEqual([{ unanswered: "TOO_SLOW", why: "it took more than 300 ms" }, { answer: "TWO" }]);
  });

  it("works on as many tasks at a time as it has threads, and turns away what is too much", async () => {
    const pool = await open({ size: 2 });

    const results = await Promise.all(["a", "b", "c", "d", "e"].map((task) => pool.run(task)));

    expect(results.map((result) => ("answer" in result ? result.answer : result.unanswered))).toEqual([
      "A",
      "B",
      "C",
      "D",
      "BUSY",
    ]);
  });

  it("does not open when its threads cannot start, and says why", async () => {
    await expect(open({ input: { fails: true } })).rejects.toThrow("The thread has nothing to work with");
  });

  it("lets go of everything when it is closed", async () => {
    const pool = await open();
    const tasks = ["never", "two"].map((task) => pool.run(task));

    await pool.close();

    expect(await Promise.all([...tasks, pool.run("three")])).toMatchObject([
      { unanswered: "CLOSED" },
      { unanswered: "CLOSED" },
      { unanswered: "CLOSED" },
    ]);
  });
});
