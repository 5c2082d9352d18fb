import type { Gateway } from "../application/gateway.js";
import { prepareNextBatch, type ReadLine } from "../application/prepare-batch.js";
import { uploadLifetimeHours } from "../application/stage-upload.js";

/** Prepares what waits, one portion after the other, and looks again soon when nothing does. */
export async function prepareBatches(gateway: Gateway, readLine: ReadLine, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await prepareNextBatch(gateway, readLine)));
}

/** Deletes what no batch needs any more, in portions that keep nobody waiting. */
export async function sweepUploads({ store }: Gateway, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await store.uploads.sweep(uploadLifetimeHours)) > 0);
}
