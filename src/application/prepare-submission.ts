import { prepareDocument } from "./prepare-document.js";
import { completeInvoice } from "../domain/draft-invoice.js";
import type { Invoice } from "../domain/invoice.js";
import type { ParticipantId } from "../domain/participant.js";
import type { Problem, RouteDecision, ValidationProblem } from "../domain/problem.js";
import { modelRulesets } from "../domain/rules/check-invoice.js";
import {
  isBlocking,
  type OfficialRulesResult,
  type RuleViolation,
  toValidationReport,
  type ValidationReport,
} from "../domain/validation.js";
import type { DocumentContent } from "../provider-kit/provider.js";
import { checkExtensions } from "../provider-kit/extensions/check-extensions.js";
import { checkSubLines } from "./check-sub-lines.js";
import { chooseRoute } from "./choose-route.js";
import { documentKeyOf } from "./document-key.js";
import type { Account, ValidationPolicy } from "./account.js";
import type { Gateway } from "./gateway.js";
import type { AttachmentFile, InvoiceContent, SubmitInvoiceCommand } from "./tenant-gateway.js";

/** Everything that is decided about an invoice before anything is stored or sent. */
export interface Preparation {
  readonly report: ValidationReport;
  readonly route: RouteDecision;
  readonly problems: readonly Problem[];
  /** Absent when the content could not be read as an invoice. */
  readonly invoice?: Invoice;
  readonly ready?: ReadySubmission;
}

export interface ReadySubmission {
  readonly invoice: Invoice;
  readonly account: Account;
  /** What the client gave, when it gave a document. */
  readonly raw?: DocumentContent;
  /** What will be sent, byte for byte. */
  readonly document: DocumentContent;
  readonly documentKey: string;
  readonly sender?: ParticipantId;
  readonly receiver?: ParticipantId;
}

const noRoute: RouteDecision = { candidates: [], explanation: "The content is no readable invoice" };

export async function prepareSubmission(
  gateway: Pick<Gateway, "accounts" | "documents" | "extensions" | "officialRules" | "now">,
  tenantId: string,
  command: SubmitInvoiceCommand,
): Promise<Preparation> {
  const { officialRules, now } = gateway;
  const read = await readContent(gateway, command);
  const choice = { accounts: gateway.accounts.ofTenant(tenantId), rules: gateway.accounts.rulesOf(tenantId) };
  const { decision, account } = read.invoice
    ? chooseRoute(choice, read.invoice, command.routing)
    : { decision: noRoute };
  const written = read.invoice && account && !read.violations.some(isBlocking) ? write(account, read) : undefined;
  const own = [...read.violations, ...(written?.violations ?? [])];
  const policy = account?.validation ?? "refuse";
  const official = await checkOfficialRules(officialRules, policy, read, written?.document ?? read.raw);

  const refusing =
    written?.violations !== undefined || [...own, ...(policy === "refuse" ? official.violations : [])].some(isBlocking);
  const rulesets = written?.violations && account ? [...modelRulesets, account.provider.id] : modelRulesets;
  const report = toValidationReport(rulesets, own, official, now());
  const problems: Problem[] = refusing ? [invalid(report.violations)] : [];
  if (read.invoice && !account) problems.push(unroutable(decision));
  const tooLarge = account && written?.document && exceeded(account, written.document);
  if (tooLarge && !refusing) problems.push(tooLarge);
  return {
    report,
    route: decision,
    problems,
    ...(read.invoice && { invoice: read.invoice }),
    ...(read.invoice &&
      account &&
      written?.document &&
      problems.length === 0 && { ready: toReady(account, read.invoice, written.document, read) }),
  };
}

interface WrittenDocument {
  readonly document?: DocumentContent;
  /** Why there is none. */
  readonly violations?: readonly RuleViolation[];
}

function write({ provider }: Account, { invoice, raw }: ReadResult): WrittenDocument | undefined {
  return invoice && prepareDocument(provider, { invoice, ...(raw && { raw }) });
}

/** An invoice of which no document could be written leaves nothing to check. */
async function checkOfficialRules(
  officialRules: Gateway["officialRules"],
  policy: ValidationPolicy,
  { invoice, raw }: ReadResult,
  document: DocumentContent | undefined,
): Promise<OfficialRulesResult> {
  if (document && policy !== "off") return officialRules.check(document, raw ? undefined : invoice);
  return { state: officialRules.isInstalled ? "INCOMPLETE" : "NOT_INSTALLED", rulesets: [], violations: [] };
}

const unroutable = (route: RouteDecision): Problem => ({
  code: "NO_ROUTE",
  message: route.explanation,
  path: ["routing"],
  retryable: false,
  route,
});

function exceeded({ provider }: Account, { bytes }: DocumentContent): Problem | undefined {
  const { documentBytes: limit } = provider.limits;
  const actual = bytes.byteLength;
  if (limit === undefined || actual <= limit) return undefined;
  return {
    code: "LIMIT_EXCEEDED",
    message: `The document has ${actual} bytes; ${provider.name} takes ${limit}`,
    path: ["content"],
    retryable: false,
    limit,
    actual,
  };
}

function toReady(
  account: Account,
  invoice: Invoice,
  document: DocumentContent,
  { raw, documentKey = documentKeyOf(invoice) }: ReadResult,
): ReadySubmission {
  const sender = addressOf(invoice.seller.electronicAddress) ?? account.sender;
  const receiver = addressOf(invoice.buyer.electronicAddress);
  return {
    invoice,
    account,
    document,
    documentKey,
    ...(raw && { raw }),
    ...(sender && { sender }),
    ...(receiver && { receiver }),
  };
}

interface ReadResult {
  readonly invoice?: Invoice;
  readonly raw?: DocumentContent;
  /** Absent for content that came field by field. */
  readonly documentKey?: string;
  readonly violations: readonly RuleViolation[];
}

async function readContent(
  { documents, extensions }: Pick<Gateway, "documents" | "extensions">,
  { content, attachments }: SubmitInvoiceCommand,
): Promise<ReadResult> {
  if ("draft" in content) return readDraft(extensions, withAttachments(content.draft, attachments));
  if (attachments && attachments.length > 0) return { violations: [attachmentsBesideDocument(attachments.length)] };
  const raw = toDocumentContent(content.document);
  const read = await documents.read(raw);
  if ("violations" in read) return { raw, violations: read.violations };
  const { invoice, findings, cautions, documentKey } = read;
  return { invoice, raw, documentKey, violations: [...findings, ...cautions] };
}

function readDraft(extensions: Gateway["extensions"], draft: DraftContent): ReadResult {
  const tooDeep = checkSubLines(draft);
  if (tooDeep.length > 0) return { violations: tooDeep };
  const { invoice, violations } = completeInvoice(draft);
  return { invoice, violations: [...violations, ...checkExtensions(extensions, draft)] };
}

type DraftContent = Extract<InvoiceContent, { draft: unknown }>["draft"];

function withAttachments(draft: DraftContent, attachments: readonly AttachmentFile[] = []): DraftContent {
  if (attachments.length === 0) return draft;
  const added = attachments.map(({ fileName, mediaType, bytes }) => ({
    reference: fileName,
    content: { fileName, mimeCode: mediaType, base64: Buffer.from(bytes).toString("base64") },
  }));
  return { ...draft, attachments: [...(draft.attachments ?? []), ...added] };
}

const attachmentsBesideDocument = (count: number): RuleViolation => ({
  rule: "GW-ATT-01",
  ruleset: "GATEWAY",
  severity: "FATAL",
  message: `${count} attachment(s) came beside a document, which is sent as it is: put them into the document (BG-24)`,
  path: ["attachments"],
});

const mediaTypes: Readonly<Partial<Record<DocumentContent["format"], string>>> = {
  UBL: "application/xml",
  CII: "application/xml",
  FATTURAPA: "application/xml",
  FA3: "application/xml",
  OSA: "application/xml",
  FACTURX: "application/pdf",
  PDF: "application/pdf",
  JSON: "application/json",
};

function toDocumentContent({
  format,
  bytes,
}: {
  format: DocumentContent["format"];
  bytes: Uint8Array;
}): DocumentContent {
  const mediaType = mediaTypes[format] ?? "application/octet-stream";
  return { format, mediaType, fileName: `invoice.${mediaType.split("/")[1]}`, bytes };
}

function invalid(violations: readonly RuleViolation[]): ValidationProblem {
  const blocking = violations.filter(isBlocking);
  const first = blocking[0];
  return {
    code: "VALIDATION_FAILED",
    message:
      blocking.length > 1
        ? `${first?.message} (and ${blocking.length - 1} more)`
        : (first?.message ?? "The invoice is not valid"),
    retryable: false,
    violations,
    ...(first?.path && { path: first.path }),
  };
}

const addressOf = (address: { scheme: string; value: string } | undefined): ParticipantId | undefined =>
  address && { scheme: address.scheme, value: address.value };
