import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { writeArchive } from "../../src/provider-kit/write-archive.js";
import { fa3Form } from "../../src/formats/fa3/codes.js";
import { createSessionKey, hashOf, withPublicKey } from "./encryption.js";
import { accepted, toPlace } from "./reference.js";
import type { KsefCall } from "./session-lists.js";
import { BatchSession } from "./wire.js";

/** KSeF takes 50 parts of up to 100 MB; a small one is sent in time on a slow line too. */
const usualPartBytes = 10_000_000;

export interface ArchiveForm {
  readonly isOffline?: boolean;
  /** Of a part before its encryption. */
  readonly partBytes?: number | undefined;
}

/**
 * All orders in one ZIP archive: https://github.com/CIRFMF/ksef-docs/blob/main/sesja-wsadowa.md . Nothing is taken
 * before the session is closed, and it cannot be closed before every part has arrived.
 */
export async function sendAsBatch(
  orders: readonly SubmitOrder[],
  call: KsefCall,
  { isOffline = false, partBytes = usualPartBytes }: ArchiveForm = {},
): Promise<readonly Receipt[]> {
  const archive = writeArchive(orders.map(({ document: { bytes } }, index) => ({ name: `${index + 1}.xml`, bytes })));
  const key = createSessionKey();
  const parts = split(archive, partBytes).map((part) => key.encrypt(part));
  const names = (requests: BatchSession["partUploadRequests"]) =>
    requests.length === parts.length && parts.every((_, index) => requests.some(isFor(index)));
  const { referenceNumber: session, partUploadRequests } = await withPublicKey(
    "SymmetricKeyEncryption",
    call.http,
    (publicKey) =>
      call.http.send({
        operation: "openBatch",
        method: "POST",
        path: "/sessions/batch",
        body: {
          json: {
            formCode: fa3Form,
            batchFile: {
              fileSize: archive.byteLength,
              fileHash: hashOf(archive),
              compressionType: "Zip",
              fileParts: parts.map((part, index) => ({
                ordinalNumber: index + 1,
                fileSize: part.byteLength,
                fileHash: hashOf(part),
              })),
            },
            encryption: key.toWire(publicKey),
            offlineMode: isOffline,
          },
        },
        expect: {
          json: BatchSession.refine((opened) => names(opened.partUploadRequests), "does not name each part once"),
        },
        // Without its parts a session comes to nothing.
        effect: "read",
      }),
  );
  for (const order of orders) await order.checkpoint(toPlace(order, session, "batch"));
  for (const [index, part] of parts.entries()) {
    const { method, url, headers } = partUploadRequests.find(isFor(index))!;
    await call.http.send({
      operation: "upload",
      method,
      path: url,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ""])),
      body: { bytes: part, mediaType: "application/octet-stream" },
      expect: { nothing: undefined },
      effect: "read",
    });
  }
  await call.http.send({
    operation: "openBatch",
    method: "POST",
    path: `/sessions/batch/${encodeURIComponent(session)}/close`,
    expect: { nothing: undefined },
    effect: "write",
  });
  return orders.map((order) => accepted(toPlace(order, session, "batch")));
}

/** KSeF need not name the parts in their order. */
const isFor =
  (index: number) =>
  ({ ordinalNumber }: { readonly ordinalNumber: number }): boolean =>
    ordinalNumber === index + 1;

const split = (archive: Buffer, partBytes: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(archive.byteLength / partBytes) }, (_, index) =>
    archive.subarray(index * partBytes, (index + 1) * partBytes),
  );
