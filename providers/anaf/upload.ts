import type { Call } from "../../src/provider-kit/call.js";
import type { Invoice } from "../../src/domain/invoice.js";
import type { DocumentContent, Receipt, Reference, SubmitOrder } from "../../src/provider-kit/provider.js";
import { ask, readHeader, type Said } from "./answers.js";
import type { Credentials } from "./credentials.js";
import { toFingerprint } from "./documents.js";
import { UploadHeader } from "./wire.js";

export const uploadKind = "ANAF upload index";
export const inProcessing = "in prelucrare";

/** How an invoice reaches its buyer: through the system, or not at all. */
export type Way = "inland" | "abroad" | "consumer";

export async function uploadInvoice({ invoice, document }: SubmitOrder, call: Call<Credentials>): Promise<Receipt> {
  const way = wayOf(invoice);
  const index = await upload(
    {
      operation: "submit",
      path: way === "consumer" ? "/uploadb2c" : "/upload",
      standard: document.format === "CII" ? "CII" : invoice.kind === "CREDIT_NOTE" ? "CN" : "UBL",
      bytes: document.bytes,
      ...(way === "abroad" && { extern: "DA" }),
      ...(isSelfBilled(invoice) && { autofactura: "DA" }),
    },
    call,
  );
  return toReceipt(index, { invoice, document });
}

export const toReceipt = (
  index: string,
  { invoice, document }: { readonly invoice: Invoice; readonly document: DocumentContent },
): Receipt => ({
  outcome: "accepted",
  reference: toReference(index, wayOf(invoice), toFingerprint(document.bytes)),
  status: inProcessing,
  networkReferences: [{ kind: uploadKind, value: index }],
});

const toReference = (index: string, way: Way, fingerprint: string): Reference => ({ id: index, way, fingerprint });

interface Upload {
  readonly operation: string;
  readonly path: string;
  readonly standard: "UBL" | "CN" | "CII" | "RASP";
  readonly bytes: Uint8Array;
  readonly extern?: "DA";
  readonly autofactura?: "DA";
}

/** Answers the index of the upload. Nothing in it can be recognised when it comes twice. */
export function upload({ operation, path, bytes, ...parameters }: Upload, call: Call<Credentials>): Promise<string> {
  return ask(
    {
      operation,
      method: "POST",
      path,
      query: { ...parameters, cif: call.credentials.cif },
      body: { bytes, mediaType: "text/plain" },
      read: readUpload,
      effect: "write",
    },
    call,
  );
}

function readUpload(bytes: Uint8Array): Said<string> {
  const header = UploadHeader.parse(readHeader(bytes));
  return header.ExecutionStatus === "0" ? { content: header.index_incarcare } : { errors: header.errors };
}

/** The buyer writes the invoice (UNTDID 1001: 389). */
export const isSelfBilled = ({ typeCode }: Invoice): boolean => typeCode === "389";

/**
 * A buyer abroad has no Romanian number. A consumer has the personal number, or thirteen zeros, as BT-47 and no tax
 * number; such invoices have an upload of their own.
 */
export function wayOf({ buyer }: Invoice): Way {
  const { address, vatIdentifier, taxRegistration, legalRegistration } = buyer;
  if (address.countryCode !== "RO") return /^RO/i.test(vatIdentifier ?? "") ? "inland" : "abroad";
  const isPerson = /^\d{13}$/.test(legalRegistration?.value ?? "");
  return isPerson && vatIdentifier === undefined && taxRegistration === undefined ? "consumer" : "inland";
}
