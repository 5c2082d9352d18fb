import { createHash } from "node:crypto";
import { z } from "zod";
import type { Ledger } from "../../../src/provider-kit/ledger.js";
import type { SimulatorResponse } from "../../../src/provider-kit/simulator.js";
import { type ErrorNode, refuse, toError } from "./answers.js";
import type { Archive } from "./archive.js";
import { type Facts, issuerTinOf, toFacts } from "./checks.js";
import { readUblTree, UnreadableDocument } from "./ubl-tree.js";

const submissionBytes = 5 * 1024 * 1024;
const submissionDocuments = 100;
const documentBytes = 300 * 1024;
const duplicateWindowMs = 10 * 60_000;

const Entry = z.strictObject({
  format: z.enum(["JSON", "XML"]),
  document: z.string().min(1),
  documentHash: z.string().min(1),
  codeNumber: z.string().min(1),
});
const Submission = z.strictObject({ documents: z.array(Entry).min(1) });
type Entry = z.infer<typeof Entry>;

interface Judged {
  readonly entry: Entry;
  readonly source: string;
  readonly facts?: Facts;
  readonly error?: ErrorNode;
}

/** POST /api/v1.0/documentsubmissions/ */
export function submit(
  body: Uint8Array,
  issuer: { tin: string; clientId: string },
  { archive, ledger, now }: { archive: Archive; ledger: Ledger; now: () => Date },
): SimulatorResponse {
  if (body.length > submissionBytes)
    return refuse(
      400,
      "MaximumSizeExceeded",
      `the submission has ${body.length} bytes; ${submissionBytes} are allowed`,
    );
  const parsed = parse(body);
  if (!parsed) return refuse(400, "BadStructure", "the submission must be one list of documents of one format");
  if (parsed.length > submissionDocuments)
    return refuse(400, "MaximumSizeExceeded", `${parsed.length} documents; ${submissionDocuments} are allowed`);

  const payload = `${issuer.tin} ${createHash("sha256").update(body).digest("hex")}`;
  const earlier = ledger.get<{ at: number }>("payloads", payload);
  const waitMs = earlier ? earlier.at + duplicateWindowMs - now().getTime() : 0;
  if (waitMs > 0)
    return refuse(422, "DuplicateSubmission", "the same submission was made within the last 10 minutes", {
      "retry-after": String(Math.ceil(waitMs / 1000)),
    });

  const judged = parsed.map(judgeEntry);
  if (judged.some(({ facts }) => facts && issuerTinOf(facts) !== issuer.tin))
    return refuse(403, "IncorrectSubmitter", `a document is not issued by ${issuer.tin}`);

  const submissionUid = archive.newUid();
  const accepted = judged
    .filter(({ error }) => !error)
    .map(({ entry, source }) => ({ uuid: archive.newUid(), format: entry.format, source, number: entry.codeNumber }));
  if (accepted.length > 0) {
    const createdBy = `${issuer.tin}:${issuer.clientId}`;
    archive.accept({ uid: submissionUid, issuerTin: issuer.tin, createdBy }, accepted);
    ledger.put("payloads", payload, { at: now().getTime() });
  }
  return {
    status: 202,
    body: {
      submissionUID: accepted.length > 0 ? submissionUid : null,
      acceptedDocuments: accepted.map(({ uuid, number }) => ({ uuid, invoiceCodeNumber: number })),
      rejectedDocuments: judged.flatMap(({ entry, error }) =>
        error ? [{ invoiceCodeNumber: entry.codeNumber, error }] : [],
      ),
    },
  };
}

function parse(body: Uint8Array): readonly Entry[] | undefined {
  try {
    const { documents } = Submission.parse(JSON.parse(Buffer.from(body).toString("utf8")));
    return documents.every(({ format }) => format === documents[0]?.format) ? documents : undefined;
  } catch {
    return undefined;
  }
}

function judgeEntry(entry: Entry): Judged {
  const bytes = Buffer.from(entry.document, "base64");
  const source = bytes.toString("utf8");
  const reject = (code: string, message: string, path: string, facts?: Facts): Judged => ({
    entry,
    source,
    ...(facts && { facts }),
    error: toError("ValidationError", "Validation Error", { inner: [toError(code, message, { path })] }),
  });
  if (bytes.length > documentBytes)
    return reject("MaximumSizeExceeded", `${bytes.length} bytes; ${documentBytes} are allowed`, "document");
  if (createHash("sha256").update(bytes).digest("hex") !== entry.documentHash.toLowerCase())
    return reject("HashMismatch", "the hash is not the SHA-256 of the document", "documentHash");
  let facts: Facts;
  try {
    facts = toFacts(readUblTree(entry.format, source));
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return reject("InvalidStructure", error.message, "document");
  }
  if (facts.internalId !== entry.codeNumber)
    return reject(
      "CodeNumberMismatch",
      `code number ${entry.codeNumber} is not the document's ID ${facts.internalId}`,
      "codeNumber",
      facts,
    );
  if (!/^(0[1-4]|1[1-4])$/.test(facts.typeCode) || !/^1\.[01]$/.test(facts.version))
    return reject(
      "InvalidType",
      `type ${facts.typeCode} in version ${facts.version} is not accepted`,
      "InvoiceTypeCode",
      facts,
    );
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(facts.issuedAt))
    return reject("InvalidDateTime", `${facts.issuedAt} is no date and time in UTC`, "IssueTime", facts);
  return { entry, source, facts };
}
