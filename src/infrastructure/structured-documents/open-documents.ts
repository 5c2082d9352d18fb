import { availableParallelism } from "node:os";
import type { Documents, ReadDocument } from "../../application/document-ports.js";
import type { RuleViolation } from "../../domain/validation.js";
import { isPdf } from "../../formats/pdf/pdf-file.js";
import { ThreadPool, type TaskResult } from "../threads/thread-pool.js";
import { type DocumentToExamine, examineDocument } from "./examine-document.js";
import { fromPieces, type Pieces } from "./pieces.js";

export interface OpenDocuments extends Documents {
  close(): Promise<void>;
}

export interface DocumentsOptions {
  /** One less than there are processors, and at least one. */
  readonly threads?: number;
  /** After this a document is given up. */
  readonly timeLimitMs?: number;
}

/** A few lines of an invoice: reading them takes as long as the way to a thread and back. */
const mostBytesHere = 8 * 1024;

/** Sources run as .ts, the build as .js. */
const script = new URL(`./reading-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Reads small documents where it stands and large ones on threads, so that nobody waits for somebody else's. */
export async function openDocuments({
  threads = Math.max(1, availableParallelism() - 1),
  timeLimitMs = 20_000,
}: DocumentsOptions = {}): Promise<OpenDocuments> {
  const pool = await ThreadPool.open<Pieces>({
    script,
    input: undefined,
    size: threads,
    startsWhenNeeded: true,
    startLimitMs: 60_000,
    taskLimitMs: timeLimitMs,
    mostWaiting: 500,
  });
  return {
    async read({ format, bytes }) {
      if (isSmall(bytes)) return examineDocument({ format, bytes });
      const task: DocumentToExamine = { format, bytes };
      return toReadDocument(await pool.run(task), bytes.byteLength);
    },
    close: () => pool.close(),
  };
}

/** What a PDF holds may be much larger than the PDF. */
const isSmall = (bytes: Uint8Array): boolean => bytes.byteLength <= mostBytesHere && !isPdf(bytes);

/** A document that is too much for its thread is the document's fault; that all threads are busy is not. */
function toReadDocument(result: TaskResult<Pieces>, size: number): ReadDocument | Promise<ReadDocument> {
  if ("answer" in result) return fromPieces<ReadDocument>(result.answer);
  const { unanswered, why } = result;
  if (unanswered === "BUSY" || unanswered === "CLOSED") throw new Error(`A document was not read: ${why}`);
  return { violations: [tooMuch(size, why)] };
}

const tooMuch = (size: number, why: string): RuleViolation => ({
  rule: "GW-READ-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message: `The document of ${size} bytes could not be read: ${why}`,
  path: ["content", "document"],
});
