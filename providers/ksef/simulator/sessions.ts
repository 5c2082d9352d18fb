import { z } from "zod";
import type { SimulatorContext, SimulatorRequest, SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { fa3Form } from "../../../src/formats/fa3/codes.js";
import { invalid, noSession, Refusal } from "./answers.js";
import { type Archive, type BatchLimits, decipher, hashOf, type StoredSession } from "./archive.js";
import type { Keys } from "./keys.js";
import { readJson } from "./read-json.js";
import { toReferenceNumber } from "./reference-numbers.js";

const Hash = z.base64().length(44);
const Form = z.strictObject({
  systemCode: z.literal(fa3Form.systemCode),
  schemaVersion: z.literal(fa3Form.schemaVersion),
  value: z.literal(fa3Form.value),
});
const Encryption = z.strictObject({
  encryptedSymmetricKey: z.base64(),
  initializationVector: z.base64().length(24),
  publicKeyId: z.string().length(44).nullish(),
});
const OnlineSession = z.strictObject({ formCode: Form, encryption: Encryption });
const BatchSession = z.strictObject({
  formCode: Form,
  batchFile: z.strictObject({
    fileSize: z.number().int().min(1).max(5_000_000_000),
    fileHash: Hash,
    compressionType: z.enum(["Zip", "TarGz"]).optional(),
    fileParts: z
      .array(
        z.strictObject({ ordinalNumber: z.number().int().min(1), fileSize: z.number().int().min(1), fileHash: Hash }),
      )
      .min(1),
  }),
  encryption: Encryption,
  offlineMode: z.boolean().optional(),
});
const Invoice = z.strictObject({
  invoiceHash: Hash,
  invoiceSize: z
    .number()
    .int()
    .min(1)
    .max(3 * 1_048_576),
  encryptedInvoiceHash: Hash,
  encryptedInvoiceSize: z.number().int().min(1),
  encryptedInvoiceContent: z.base64(),
  offlineMode: z.boolean().optional(),
  hashOfCorrectedInvoice: Hash.nullish(),
});

const onlineMs = 12 * 3_600_000;
const partMs = 20 * 60_000;
const mostParts = 50;
/** AES-256-CBC fills up to whole blocks, and adds one to whole ones. */
const blockBytes = 16;

/** https://github.com/CIRFMF/ksef-docs/blob/main/sesja-interaktywna.md and sesja-wsadowa.md */
export function openSessions(
  { ledger, now, newId }: SimulatorContext,
  archive: Archive,
  keys: Keys,
  { mostInvoices, partBytes }: BatchLimits,
) {
  const create = (
    nip: string,
    mode: StoredSession["mode"],
    { encryptedSymmetricKey, initializationVector, publicKeyId }: z.infer<typeof Encryption>,
    lifeMs: number,
  ): StoredSession => {
    const key = keys.decrypt("SymmetricKeyEncryption", encryptedSymmetricKey, publicKeyId);
    const at = now();
    const isKeyBroken = key?.length !== 32;
    return {
      reference: toReferenceNumber(mode === "online" ? "SO" : "SB", newId(), at),
      mode,
      nip,
      key: key?.toString("base64") ?? "",
      vector: initializationVector,
      status:
        mode === "online"
          ? { code: 100, description: "Sesja interaktywna otwarta" }
          : { code: 100, description: "Sesja wsadowa rozpoczęta" },
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
      validUntil: new Date(at.getTime() + lifeMs).toISOString(),
      invoices: [],
      ...(isKeyBroken && { isKeyBroken }),
    };
  };
  const need = (reference: string, nip: string, mode?: StoredSession["mode"]): StoredSession => {
    const stored = archive.session(reference);
    if (!stored || stored.nip !== nip || (mode && stored.mode !== mode)) throw noSession(reference);
    return stored;
  };
  const needOpen = (reference: string, nip: string, mode: StoredSession["mode"], what: string): StoredSession => {
    const stored = need(reference, nip, mode);
    const isOver = now().getTime() > Date.parse(stored.validUntil);
    if (stored.status.code === 100 && !isOver) return stored;
    if (isOver && mode === "batch")
      throw new Refusal(21208, "Czas oczekiwania na requesty upload lub finish został przekroczony.", [
        "Sesja anulowana, przekroczony czas wysyłki.",
      ]);
    throw new Refusal(21180, "Status sesji nie pozwala na wykonanie operacji.", [
      `Status sesji ${isOver ? 440 : stored.status.code} uniemożliwia ${what}.`,
    ]);
  };

  return {
    need,
    openOnline(request: SimulatorRequest, nip: string): SimulatorResponse {
      const { encryption } = readJson(request, OnlineSession);
      const stored = create(nip, "online", encryption, onlineMs);
      archive.putSession(stored);
      return { status: 201, body: { referenceNumber: stored.reference, validUntil: stored.validUntil } };
    },
    send(request: SimulatorRequest, nip: string, reference: string): SimulatorResponse {
      const stored = needOpen(reference, nip, "online", "wysyłkę faktur");
      const sent = readJson(request, Invoice);
      if (stored.invoices.length >= mostInvoices)
        throw new Refusal(21155, "Przekroczono dozwoloną liczbę faktur w sesji.", [
          `Sesja o numerze referencyjnym ${reference} osiągnęła dozwolony limit liczby faktur ${mostInvoices}.`,
        ]);
      const encrypted = Buffer.from(sent.encryptedInvoiceContent, "base64");
      if (encrypted.byteLength !== sent.encryptedInvoiceSize)
        throw new Refusal(21402, "Nieprawidłowy rozmiar pliku.", ["Długość treści nie zgadza się z rozmiarem pliku."]);
      if (hashOf(encrypted) !== sent.encryptedInvoiceHash)
        throw new Refusal(21403, "Nieprawidłowy skrót pliku.", ["Skrót treści nie zgadza się ze skrótem pliku."]);
      const plain = decipher(stored, encrypted);
      // What does not decrypt to what was announced is only found out later.
      const isAsTold = plain?.byteLength === sent.invoiceSize && hashOf(plain) === sent.invoiceHash;
      const number = archive.add(stored, sent.invoiceHash, isAsTold ? plain : undefined, {
        isOffline: sent.offlineMode ?? false,
      });
      return { status: 202, body: { referenceNumber: number } };
    },
    closeOnline(nip: string, reference: string): SimulatorResponse {
      archive.close(needOpen(reference, nip, "online", "jej zamknięcie"));
      return { status: 204 };
    },
    openBatch(request: SimulatorRequest, nip: string): SimulatorResponse {
      const { batchFile, encryption, offlineMode = false } = readJson(request, BatchSession);
      const { fileParts } = batchFile;
      if (fileParts.length > mostParts)
        throw new Refusal(21161, "Przekroczono dozwoloną liczbę części pakietu.", [`Części jest ${fileParts.length}.`]);
      const tooLarge = fileParts.find(({ fileSize }) => fileSize > partBytes - (partBytes % blockBytes) + blockBytes);
      if (tooLarge)
        throw new Refusal(21157, "Nieprawidłowy rozmiar części pakietu.", [
          `Część '${tooLarge.ordinalNumber}' ma ${tooLarge.fileSize} bajtów.`,
        ]);
      if (fileParts.some(({ ordinalNumber }, index) => ordinalNumber !== index + 1))
        throw invalid(["fileParts: ordinalNumber counts from 1"]);
      const stored: StoredSession = {
        ...create(nip, "batch", encryption, partMs * fileParts.length),
        archive: {
          hash: batchFile.fileHash,
          size: batchFile.fileSize,
          isOffline: offlineMode,
          parts: fileParts.map(({ fileHash, fileSize }) => ({ hash: fileHash, size: fileSize })),
        },
      };
      archive.putSession(stored);
      const { reference } = stored;
      const urlOf = (part: number) =>
        `http://${request.headers["host"]}/storage/${reference}/batch-parts/${part}?sig=${signatureOf(reference, part)}`;
      const partUploadRequests = fileParts.map(({ ordinalNumber }) => ({
        ordinalNumber,
        method: "PUT",
        url: urlOf(ordinalNumber),
        headers: { "x-ms-blob-type": "BlockBlob" },
      }));
      // Which part is meant says its number, not its place.
      return { status: 201, body: { referenceNumber: reference, partUploadRequests: partUploadRequests.reverse() } };
    },
    /** At the storage, whose addresses are signed: whoever shows a token is turned away. */
    upload({ headers, query, body }: SimulatorRequest, reference: string, part: number): SimulatorResponse {
      const stored = archive.session(reference);
      const declared = stored?.archive?.parts[part - 1];
      const isSigned = query.get("sig") === signatureOf(reference, part);
      if (!declared || !isSigned || headers["authorization"] !== undefined) return { status: 403 };
      if (headers["x-ms-blob-type"] !== "BlockBlob" || stored?.status.code !== 100) return { status: 400 };
      ledger.put("parts", `${reference}/${part}`, { base64: Buffer.from(body).toString("base64") });
      return { status: 201 };
    },
    closeBatch(nip: string, reference: string): SimulatorResponse {
      const stored = needOpen(reference, nip, "batch", "jej zamknięcie");
      stored.archive?.parts.forEach(({ hash, size }, index) => {
        const part = ledger.get<{ base64: string }>("parts", `${reference}/${index + 1}`);
        const bytes = part && Buffer.from(part.base64, "base64");
        if (!bytes)
          throw new Refusal(21205, "Pakiet nie może być pusty.", [
            `Nie przesłano zadeklarowanej '${index + 1}' części pliku.`,
          ]);
        if (bytes.byteLength !== size || hashOf(bytes) !== hash)
          throw new Refusal(21157, "Nieprawidłowy rozmiar części pakietu.", [
            `Zadeklarowany rozmiar części '${index + 1}' nie zgadza się z rzeczywistym.`,
          ]);
      });
      archive.close(stored);
      return { status: 204 };
    },
  };
}

/** Stands in for the storage's own signature. */
const signatureOf = (reference: string, part: number): string =>
  hashOf(Buffer.from(`${reference}/${part}/storage`)).replace(/[^a-zA-Z0-9]/g, "");
