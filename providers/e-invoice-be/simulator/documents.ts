import { createHash } from "node:crypto";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { checkUbl } from "./check-ubl.js";
import { Refusal, type UploadedFile } from "./http.js";
import { isFailing, isReachable } from "./participants.js";
import { type DocumentFields, endpointOf, type PeppolId, readDocument } from "./read-document.js";
import { readUblTree } from "./ubl-tree.js";

export type State = "DRAFT" | "TRANSIT" | "SENT" | "FAILED" | "RECEIVED";

export interface StoredDocument {
  readonly id: string;
  readonly state: State;
  readonly direction: "OUTBOUND" | "INBOUND";
  readonly createdAt: string;
  readonly fields: DocumentFields;
  readonly file: { readonly name: string; readonly hash: string; readonly size: number };
  readonly sender?: PeppolId;
  readonly receiver?: PeppolId;
  readonly validatedAt?: string;
}

interface Attachment {
  readonly id: string;
  readonly documentId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

/** Documents of the one tenant. A document on its way is also in the collection "transit", with its time. */
export function createDocuments(context: SimulatorContext, notify: (event: string, documentId: string) => void) {
  const { ledger } = context;
  const save = (document: StoredDocument): StoredDocument => {
    ledger.put("document", document.id, document);
    return document;
  };
  const get = (id: string): StoredDocument => {
    const document = ledger.get<StoredDocument>("document", id);
    if (!document) throw new Refusal(404, "Document not found");
    return document;
  };
  const ublOf = (id: string) => Buffer.from(ledger.get<string>("ubl", get(id).id) ?? "", "base64");

  const add = (file: UploadedFile, state: "DRAFT" | "RECEIVED", extra: Readonly<Record<string, unknown>> = {}) => {
    const ubl = parse(file.bytes);
    const sender = endpointOf(ubl, "Supplier");
    const receiver = endpointOf(ubl, "Customer");
    const id = `doc_${context.newId()}`;
    ledger.put("ubl", id, Buffer.from(file.bytes).toString("base64"));
    return save({
      id,
      state,
      direction: state === "DRAFT" ? "OUTBOUND" : "INBOUND",
      createdAt: context.now().toISOString(),
      fields: { ...extra, ...readDocument(ubl) },
      file: { name: file.name, hash: createHash("sha256").update(file.bytes).digest("hex"), size: file.bytes.length },
      ...(sender && { sender }),
      ...(receiver && { receiver }),
    });
  };

  return {
    get,
    ublOf,
    list: () => ledger.list<StoredDocument>("document"),
    /** A document that was sent twice is there twice. */
    sent: () => ledger.list<string>("sent"),
    create: (file: UploadedFile, extra?: Readonly<Record<string, unknown>>) => add(file, "DRAFT", extra),
    receive(file: UploadedFile) {
      const document = add(file, "RECEIVED");
      notify("document.received", document.id);
      return document;
    },
    remove(id: string) {
      const { state } = get(id);
      if (state !== "DRAFT") throw new Refusal(409, `A document in state ${state} cannot be deleted`);
      ledger.put("document", id, null);
      ledger.put("ubl", id, null);
      return { is_deleted: true };
    },
    validate(id: string) {
      const document = get(id);
      const issues = checkUbl(ublOf(id));
      if (document.validatedAt === undefined) save({ ...document, validatedAt: context.now().toISOString() });
      return { id, file_name: document.file.name, is_valid: isValid(issues), issues, ubl_document: null };
    },
    send(id: string, addresses: { readonly sender?: PeppolId; readonly receiver?: PeppolId }) {
      const document = get(id);
      const { state, direction } = document;
      // A failed document may be sent again: https://docs.e-invoice.be/api-reference/schemas/document
      if (direction !== "OUTBOUND" || (state !== "DRAFT" && state !== "FAILED")) {
        throw new Refusal(409, `A document in state ${state} cannot be sent`);
      }
      const sender = addresses.sender ?? document.sender;
      const receiver = addresses.receiver ?? document.receiver;
      if (!sender) throw new Refusal(422, "The sender has no Peppol ID");
      if (!receiver) throw new Refusal(422, "The receiver has no Peppol ID");
      if (!isReachable(receiver)) {
        throw new Refusal(422, `Receiver ${receiver.scheme}:${receiver.id} is not registered in the Peppol network`);
      }
      if (!isValid(checkUbl(ublOf(id)))) throw new Refusal(422, "The document is not valid");
      ledger.put("sent", context.newId(), id);
      ledger.put("transit", id, { id, dueAtMs: context.now().getTime() + context.stepMs });
      return save({ ...document, state: "TRANSIT", sender, receiver });
    },
    /** Brings in what has been on its way long enough. */
    arrive() {
      for (const { id, dueAtMs } of ledger.list<{ id: string; dueAtMs: number }>("transit")) {
        if (dueAtMs > context.now().getTime()) continue;
        const document = get(id);
        const failed = document.receiver !== undefined && isFailing(document.receiver);
        save({ ...document, state: failed ? "FAILED" : "SENT" });
        notify(failed ? "document.sent.failed" : "document.sent", id);
        ledger.put("transit", id, null);
      }
    },
    attachments: {
      list: (documentId: string) =>
        ledger.list<Attachment>("attachment").filter((attachment) => attachment.documentId === get(documentId).id),
      get(documentId: string, id: string): Attachment {
        const attachment = ledger.get<Attachment>("attachment", id);
        if (attachment?.documentId !== documentId) throw new Refusal(404, "Attachment not found");
        return attachment;
      },
      add(documentId: string, { name, mediaType, bytes }: UploadedFile): Attachment {
        const base64 = Buffer.from(bytes).toString("base64");
        const attachment = { id: `att_${context.newId()}`, documentId: get(documentId).id, name, mediaType, base64 };
        ledger.put("attachment", attachment.id, attachment);
        return attachment;
      },
      remove(documentId: string, id: string) {
        ledger.put("attachment", this.get(documentId, id).id, null);
        return { is_deleted: true };
      },
    },
  };
}

export type Documents = ReturnType<typeof createDocuments>;

export const isValid = (issues: readonly { readonly type: string }[]) => !issues.some(({ type }) => type === "error");

/** Only what is well-formed UBL becomes a document at all. */
function parse(bytes: Uint8Array) {
  const ubl = readUblTree(bytes);
  if (typeof ubl === "string") throw new Refusal(422, `Invalid UBL document: ${ubl}`);
  return ubl;
}
