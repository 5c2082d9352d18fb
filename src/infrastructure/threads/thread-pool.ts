import { Worker } from "node:worker_threads";

export interface ThreadPoolOptions {
  readonly script: URL;
  readonly input: unknown;
  readonly size: number;
  /** No thread before there is a task for it; without it all of them are ready when the pool opens. */
  readonly startsWhenNeeded?: boolean;
  /** How long a thread may take to be ready. */
  readonly startLimitMs: number;
  /** How long one task may take; then its thread is ended and another one started. */
  readonly taskLimitMs: number;
  /** How many tasks may wait; more are turned away. */
  readonly mostWaiting: number;
}

/** Why a task has no answer. */
export type Unanswered = "TOO_SLOW" | "CRASHED" | "BUSY" | "CLOSED";

export type TaskResult<Answer> =
  { readonly answer: Answer } | { readonly unanswered: Unanswered; readonly why: string };

interface Task<Answer> {
  readonly payload: unknown;
  readonly settle: (result: TaskResult<Answer>) => void;
}

interface Running<Answer> {
  readonly task: Task<Answer>;
  readonly timer: NodeJS.Timeout;
}

/** Runs tasks on threads of their own: whatever a task does, this thread goes on, and the task ends. */
export class ThreadPool<Answer> {
  private readonly options: ThreadPoolOptions;
  private readonly waiting: Task<Answer>[] = [];
  private readonly idle: Worker[] = [];
  private readonly running = new Map<Worker, Running<Answer>>();
  /** Ready ones, and those being started. */
  private readonly threads = new Set<Worker>();
  private closed = false;

  private constructor(options: ThreadPoolOptions) {
    this.options = options;
  }

  /** @throws what keeps the first threads from getting ready */
  static async open<Answer>(options: ThreadPoolOptions): Promise<ThreadPool<Answer>> {
    const pool = new ThreadPool<Answer>(options);
    try {
      const ready = options.startsWhenNeeded ? 0 : options.size;
      await Promise.all(Array.from({ length: ready }, () => pool.startThread()));
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  run(payload: unknown): Promise<TaskResult<Answer>> {
    const { promise, resolve: settle } = Promise.withResolvers<TaskResult<Answer>>();
    if (this.closed) settle({ unanswered: "CLOSED", why: "the gateway is stopping" });
    else if (this.waiting.length >= this.options.mostWaiting)
      settle({ unanswered: "BUSY", why: `${this.waiting.length} documents are waiting already` });
    else {
      this.waiting.push({ payload, settle });
      this.next();
    }
    return promise;
  }

  async close(): Promise<void> {
    this.closed = true;
    const result = { unanswered: "CLOSED", why: "the gateway is stopping" } as const;
    for (const { settle } of this.waiting.splice(0)) settle(result);
    for (const thread of this.running.keys()) this.finish(thread, result);
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }

  private next(): void {
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const thread = this.idle.pop()!;
      const task = this.waiting.shift()!;
      const timer = setTimeout(() => {
        this.threads.delete(thread);
        this.finish(thread, { unanswered: "TOO_SLOW", why: `it took more than ${this.options.taskLimitMs} ms` });
        void thread.terminate();
      }, this.options.taskLimitMs);
      this.running.set(thread, { task, timer });
      thread.ref();
      thread.postMessage(task.payload);
    }
    // Also for threads that could not be started again: without any, what waits would wait for ever.
    const starting = () => this.threads.size - this.running.size - this.idle.length;
    while (starting() < this.waiting.length && this.threads.size < this.options.size) this.replaceThread();
  }

  private finish(thread: Worker, result: TaskResult<Answer>): void {
    const running = this.running.get(thread);
    if (!running) return;
    clearTimeout(running.timer);
    this.running.delete(thread);
    running.task.settle(result);
  }

  private startThread(): Promise<void> {
    const { script, input, startLimitMs } = this.options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const thread = new Worker(script, {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
      // Sources need their loader in every thread; the build does not.
      ...(script.pathname.endsWith(".ts") && { execArgv: ["--import", "tsx"] }),
    });
    this.threads.add(thread);
    const timer = setTimeout(() => {
      reject(new Error(`A thread was not ready after ${startLimitMs} ms`));
      void thread.terminate();
    }, startLimitMs);
    let isReady = false;
    let failure: unknown;
    thread.on("message", (message: { ready: true } | { answer: Answer }) => {
      // An answer can overtake the end of its thread.
      if (!this.threads.has(thread)) return;
      if ("answer" in message) this.finish(thread, message);
      else {
        isReady = true;
        clearTimeout(timer);
        resolve();
      }
      this.idle.push(thread);
      // A thread with nothing to do keeps no process alive.
      thread.unref();
      this.next();
    });
    thread.on("error", (error) => {
      failure = error;
    });
    thread.on("exit", () => {
      clearTimeout(timer);
      this.threads.delete(thread);
      const place = this.idle.indexOf(thread);
      if (place >= 0) this.idle.splice(place, 1);
      const why = failure instanceof Error ? failure.message : "its thread ended";
      this.finish(thread, { unanswered: "CRASHED", why });
      if (isReady) this.replaceThread();
      else reject(failure ?? new Error("A thread ended before it was ready"));
    });
    return promise;
  }

  /** When not even one can be started, what waits is let go. */
  private replaceThread(): void {
    if (this.closed || this.threads.size >= this.options.size) return;
    this.startThread().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      if (this.threads.size > 0) return;
      for (const { settle } of this.waiting.splice(0)) settle({ unanswered: "CRASHED", why });
    });
  }
}
