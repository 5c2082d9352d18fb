import { createHash } from "node:crypto";
import type { DocumentContent } from "../../../src/provider-kit/document.js";
import type { SimulatorContext } from "../../../src/provider-kit/simulator.js";
import { type ErrorNode, toError } from "./answers.js";
import { type Facts, isSelfBilledType, issuerTinOf, toFacts, validate, type ValidationStep } from "./checks.js";
import { readUblTree } from "./ubl-tree.js";

export interface StoredDocument extends Facts {
  readonly uuid: string;
  readonly submissionUid: string;
  readonly longId?: string;
  readonly issuerTin: string;
  readonly format: "JSON" | "XML";
  readonly receivedAt: string;
  readonly status: "Submitted" | "Valid" | "Invalid" | "Cancelled";
  readonly validatedAt?: string;
  readonly cancelledAt?: string;
  readonly rejectionRequestedAt?: string;
  readonly reason?: string;
  readonly createdBy: string;
  readonly steps?: readonly ValidationStep[];
}

export interface StoredSubmission {
  readonly uid: string;
  readonly issuerTin: string;
  readonly receivedAt: string;
  readonly documents: readonly string[];
}

/** Who has created what others submit. */
const others = "Invoicing Portal";

/** Everything that was accepted, and its validation once the time has come. */
export function openArchive({ ledger, now, newId, stepMs }: SimulatorContext) {
  const newUid = () => toUid(newId());
  const list = () => ledger.list<StoredDocument>("documents");
  const get = (uuid: string) => ledger.get<StoredDocument>("documents", uuid);
  const put = (document: StoredDocument) => ledger.put("documents", document.uuid, document);

  const waiting = new Set(list().flatMap(({ status, uuid }) => (status === "Submitted" ? [uuid] : [])));
  const standing = new Map(
    list().flatMap((document) => (document.status === "Valid" ? [[duplicateKey(document), document.uuid]] : [])),
  );

  const duplicatesOf = (document: StoredDocument): ErrorNode[] => {
    const other = standing.get(duplicateKey(document));
    if (other === undefined) return [];
    const message =
      `Duplicated submitted document with UUID ${document.uuid} where the values of configured attributes match ` +
      `with values for the document with UUID: ${other}`;
    return [toError("DS302", message, { path: "document" })];
  };

  const brokenReferences = ({ refersTo }: StoredDocument): ErrorNode[] =>
    refersTo
      .filter((uuid) => uuid !== "NA" && get(uuid)?.status !== "Valid")
      .map((uuid) =>
        toError("DR303", `The status of referenced document uuid ${uuid} is ${get(uuid)?.status ?? "unknown"}`, {
          path: "BillingReference.InvoiceDocumentReference.UUID",
        }),
      );

  const judge = (document: StoredDocument): void => {
    const root = readUblTree(document.format, ledger.get<{ source: string }>("sources", document.uuid)?.source ?? "");
    const steps = validate(root, duplicatesOf(document), brokenReferences(document));
    const validatedAt = now().toISOString();
    if (steps.some(({ status }) => status === "Invalid")) return put({ ...document, status: "Invalid", steps });
    standing.set(duplicateKey(document), document.uuid);
    put({ ...document, status: "Valid", validatedAt, longId: `${newUid()}${newUid()}`, steps });
  };

  const accept = (
    submission: { uid: string; issuerTin: string; createdBy: string },
    accepted: readonly { uuid: string; format: "JSON" | "XML"; source: string }[],
  ): void => {
    const receivedAt = now().toISOString();
    for (const { uuid, format, source } of accepted) {
      const facts = toFacts(readUblTree(format, source));
      ledger.put("sources", uuid, { source });
      put({
        ...facts,
        uuid,
        format,
        submissionUid: submission.uid,
        issuerTin: issuerTinOf(facts),
        receivedAt,
        status: "Submitted",
        createdBy: submission.createdBy,
      });
      waiting.add(uuid);
    }
    ledger.put("submissions", submission.uid, {
      uid: submission.uid,
      issuerTin: submission.issuerTin,
      receivedAt,
      documents: accepted.map(({ uuid }) => uuid),
    } satisfies StoredSubmission);
  };

  return {
    /** The ids of all documents, valid or not, in the order in which they came. */
    taken: () => list().map(({ uuid }) => uuid),
    list,
    get,
    put,
    hasArrived: (uuid: string) => get(uuid)?.createdBy === others,
    sourceOf: (uuid: string) => ledger.get<{ source: string }>("sources", uuid)?.source ?? "",
    submission: (uid: string) => ledger.get<StoredSubmission>("submissions", uid),
    newUid,
    accept,
    /** What somebody else has submitted; it shows to its receiver once it is found valid. */
    arrive({ mediaType, bytes }: DocumentContent): string {
      const uuid = newUid();
      const source = Buffer.from(bytes).toString("utf8");
      const format = mediaType.includes("xml") ? "XML" : "JSON";
      const issuerTin = issuerTinOf(toFacts(readUblTree(format, source)));
      accept({ uid: newUid(), issuerTin, createdBy: others }, [{ uuid, format, source }]);
      return uuid;
    },
    /** Once, as long as it stands. */
    requestRejection(uuid: string, reason: string): void {
      const document = get(uuid);
      if (document?.status !== "Valid" || document.rejectionRequestedAt !== undefined) return;
      put({ ...document, rejectionRequestedAt: now().toISOString(), reason });
    },
    cancel(document: StoredDocument, reason: string): void {
      standing.delete(duplicateKey(document));
      put({ ...document, status: "Cancelled", cancelledAt: now().toISOString(), reason });
    },
    /** In the order of arrival, so that of two duplicates the first one stands. */
    advance(): void {
      for (const uuid of waiting) {
        const document = get(uuid);
        if (document && now().getTime() < Date.parse(document.receivedAt) + stepMs) return;
        waiting.delete(uuid);
        if (document) judge(document);
      }
    },
  };
}

export type Archive = ReturnType<typeof openArchive>;

/** 26 Latin letters and digits. */
const toUid = (id: string): string =>
  BigInt(`0x${createHash("sha256").update(id).digest("hex")}`)
    .toString(36)
    .toUpperCase()
    .slice(0, 26);

/** The permanent rule: type and version, moment of issue, internal id and supplier (self-billed: buyer). */
const duplicateKey = (document: StoredDocument): string =>
  JSON.stringify([
    document.typeCode,
    document.version,
    document.issuedAt,
    document.internalId,
    isSelfBilledType(document.typeCode) ? document.buyerTin : document.supplierTin,
  ]);
