import type { Call } from "../../src/provider-kit/call.js";
import { ProviderFailure } from "../../src/provider-kit/failure.js";
import type {
  DocumentContent,
  Page,
  ReceivedDocument,
  ReceivedReference,
  Reference,
} from "../../src/provider-kit/provider.js";
import { parseXml } from "../../src/xml/parse-xml.js";
import { ask, readPdf } from "./answers.js";
import type { Credentials } from "./credentials.js";
import { type Download, download, toDocument } from "./documents.js";
import { walkMessages } from "./messages.js";
import { uploadKind } from "./upload.js";
import { findVerdict } from "./verdict.js";

/** Uploads and messages are numbered apart: the same number may stand for one of each. */
export const receivedId = (message: string): string => `message-${message}`;

export async function listReceived(
  cursor: string | undefined,
  call: Call<Credentials>,
): Promise<Page<ReceivedReference>> {
  const walk = await walkMessages("P", cursor, call);
  const items = walk.messages.map(({ id, id_solicitare: upload }) => ({
    reference: { id: receivedId(id), message: id, upload },
  }));
  return { items, cursor: walk.cursor, more: walk.more };
}

export async function fetchReceived(reference: Reference, call: Call<Credentials>): Promise<ReceivedDocument> {
  const { original } = await download(reference["message"] ?? "", call);
  return {
    reference,
    status: "FACTURA PRIMITA",
    document: toDocument(original),
    networkReferences: [{ kind: uploadKind, value: reference["upload"] ?? "" }],
  };
}

/** The invoice and the ministry's signature over it, or the errors and the signature over those. */
export async function fetchEvidence(
  reference: Reference,
  call: Call<Credentials>,
): Promise<readonly DocumentContent[]> {
  const found = await findDownload(reference, call);
  if (!found) return [];
  const { original, signature } = found;
  return [original, ...(signature ? [signature] : [])].map(toDocument);
}

const pdfStandards: Readonly<Record<string, string>> = { Invoice: "FACT1", CreditNote: "FCN" };

/** Of UBL only, and of production only: the test system does not know the address. */
export async function fetchPdf(reference: Reference, call: Call<Credentials>): Promise<DocumentContent | undefined> {
  const found = await findDownload(reference, call);
  const parsed = found && parseXml(found.original.bytes);
  const standard = parsed && "root" in parsed ? pdfStandards[parsed.root.name] : undefined;
  if (!found || standard === undefined) return undefined;
  const bytes = await ask(
    {
      operation: "pdf",
      method: "POST",
      // What was cleared need not be validated again.
      path: `/transformare/${standard}/DA`,
      body: { bytes: found.original.bytes, mediaType: "text/plain" },
      read: readPdf,
      effect: "read",
    },
    call,
  ).catch(noneWhereUnknown);
  const fileName = toDocument(found.original).fileName.replace(/\.xml$/i, ".pdf");
  return bytes && { format: "PDF", mediaType: "application/pdf", fileName, bytes };
}

async function findDownload(reference: Reference, call: Call<Credentials>): Promise<Download | undefined> {
  if (reference["message"] !== undefined) return download(reference["message"], call);
  const { state, ...verdict } = await findVerdict(reference, call);
  if (verdict.download) return verdict.download;
  return state.id_descarcare === undefined ? undefined : download(state.id_descarcare, call);
}

function noneWhereUnknown(error: unknown): undefined {
  if (!(error instanceof ProviderFailure) || error.problem.httpStatus !== 404) throw error;
}
