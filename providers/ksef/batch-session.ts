import type { Receipt, SubmitOrder } from "../../src/provider-kit/provider.js";
import { fa3Form } from "../../src/formats/fa3/codes.js";
import { createSessionKey, hashOf, problemDetails, withPublicKey } from "./encryption.js";
import { accepted, toPlace } from "./reference.js";
import type { KsefCall } from "./session-lists.js";
import { BatchSession } from "./wire.js";
import { writeZip } from "./zip.js";

/**
 * All orders in one ZIP archive: https://github.com/CIRFMF/ksef-docs/blob/main/sesja-wsadowa.md . Nothing is taken
 * before the session is closed. The archive is one part: `limits.batch` keeps it far below the 100 MB of a part.
 */
export async function sendAsBatch(orders: readonly SubmitOrder[], call: KsefCall): Promise<readonly Receipt[]> {
  const archive = writeZip(orders.map(({ document: { bytes } }, index) => ({ name: `${index + 1}.xml`, bytes })));
  const key = createSessionKey();
  const part = key.encrypt(archive);
  const opened = await withPublicKey("SymmetricKeyEncryption", call.http, (publicKey) =>
    call.http.send({
      operation: "openBatch",
      method: "POST",
      path: "/sessions/batch",
      headers: problemDetails,
      body: {
        json: {
          formCode: fa3Form,
          batchFile: {
            fileSize: archive.byteLength,
            fileHash: hashOf(archive),
            compressionType: "Zip",
            fileParts: [{ ordinalNumber: 1, fileSize: part.byteLength, fileHash: hashOf(part) }],
          },
          encryption: key.toWire(publicKey),
          offlineMode: false,
        },
      },
      expect: { json: BatchSession },
      // Without its parts a session comes to nothing.
      effect: "read",
    }),
  );
  const session = opened.referenceNumber;
  for (const order of orders) await order.checkpoint(toPlace(order, session, "batch"));
  for (const { method, url, headers } of opened.partUploadRequests) {
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
    headers: problemDetails,
    expect: { nothing: undefined },
    effect: "write",
  });
  return orders.map((order) => accepted(toPlace(order, session, "batch")));
}
