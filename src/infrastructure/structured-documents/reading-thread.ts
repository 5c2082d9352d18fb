import { parentPort } from "node:worker_threads";
import { type DocumentToExamine, examineDocument } from "./examine-document.js";
import { toPieces } from "./pieces.js";

// Started as a thread and as nothing else; the pool is on the other side.
parentPort?.on("message", (document: DocumentToExamine) =>
  parentPort?.postMessage({ answer: toPieces(examineDocument(document)) }),
);
parentPort?.postMessage({ ready: true });
