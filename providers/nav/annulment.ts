import type { Call } from "../../src/provider-kit/call.js";
import type { Page, Reference, StatusReport } from "../../src/provider-kit/provider.js";
import { readContent } from "./content.js";
import type { Credentials } from "./credentials.js";
import { toRejection } from "./errors.js";
import { listTransactions, longestMs } from "./reconcile.js";
import type { ReportReference } from "./reference.js";
import { ask } from "./request.js";
import { annulmentRequested } from "./status.js";
import { exchangeToken } from "./token.js";
import { fetchTransaction, type Transaction } from "./transaction.js";
import { Annulment, TransactionAnswer } from "./wire.js";
import { annulmentNamespace, branch, leaf, readXml, toPlain, writeXml } from "./xml.js";

const codes = ["ERRATIC_DATA", "ERRATIC_INVOICE_NUMBER", "ERRATIC_INVOICE_ISSUE_DATE", "ERRATIC_ELECTRONIC_HASH_VALUE"];

/**
 * Asks for the technical annulment of a report: it was wrong, whatever the invoice says. A person has to approve it on
 * NAV's pages. A reason that begins with one of NAV's codes ("ERRATIC_INVOICE_NUMBER: …") is sent under that code.
 */
export async function requestAnnulment(
  reference: Reference,
  reason: string,
  call: Call<Credentials>,
): Promise<StatusReport> {
  const { id, number } = reference as ReportReference;
  const [, said = "", rest = ""] = /^\s*([A-Z_]+)\s*:\s*(.*)$/s.exec(reason) ?? [];
  const code = codes.find((each) => each === said);
  const token = await exchangeToken(call);
  const bytes = writeXml(annulmentNamespace, {
    name: "InvoiceAnnulment",
    content: [
      ...leaf("annulmentReference", number),
      ...leaf("annulmentTimestamp", new Date().toISOString()),
      ...leaf("annulmentCode", code ?? "ERRATIC_DATA"),
      ...leaf("annulmentReason", withReport(code && rest ? rest : reason, id)),
    ],
  });
  const base64 = Buffer.from(bytes).toString("base64");
  await ask(call, {
    operation: "cancel",
    name: "manageAnnulment",
    operations: [{ operation: "ANNUL", base64 }],
    content: [
      ...leaf("exchangeToken", token.value),
      ...branch(
        "annulmentOperations",
        branch(
          "annulmentOperation",
          leaf("index", "1"),
          leaf("annulmentOperation", "ANNUL"),
          leaf("invoiceAnnulment", base64),
        ),
      ),
    ],
    expect: TransactionAnswer,
    effect: "write",
  });
  return { reference, status: annulmentRequested };
}

/** Who approves sees which report is meant, and so do we: a number alone may have been reported several times. */
const withReport = (reason: string, id: string): string => `${reason.replace(/\s+/g, " ").trim()} [${id}]`;

const reportPattern = /\[([+a-zA-Z0-9_]{1,30}-\d{1,3})\]$/;

interface Cursor {
  /** Transactions up to here are known. */
  readonly until: string;
  /** Annulments that nobody has decided on. */
  readonly pending: readonly string[];
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A transaction may be saved so long after it was received. */
const lateMs = 10 * minuteMs;

/** What became of annulments: NAV lists the requests, and people decide on them hours or weeks later. */
export async function listAnnulments(given: string | undefined, call: Call<Credentials>): Promise<Page<StatusReport>> {
  const nowMs = Date.now();
  const cursor = given === undefined ? undefined : (JSON.parse(given) as Cursor);
  const fromMs = cursor ? Date.parse(cursor.until) - lateMs : nowMs - dayMs;
  const untilMs = Math.min(nowMs, fromMs + longestMs);
  const asked = new Set(cursor?.pending);
  for await (const { technicalAnnulment, transactionId } of listTransactions(fromMs, untilMs, call))
    if (technicalAnnulment) asked.add(transactionId);

  const items: StatusReport[] = [];
  const pending: string[] = [];
  for (const transactionId of asked) {
    const transaction = await fetchTransaction(transactionId, call, { withContent: true });
    items.push(...toReports(transaction));
    if (isOpen(transaction)) pending.push(transactionId);
  }
  const next: Cursor = { until: new Date(untilMs).toISOString(), pending };
  return { items, cursor: JSON.stringify(next), more: untilMs < nowMs };
}

const isOpen = ({ annulment }: Transaction): boolean =>
  annulment === undefined || annulment.status === "VERIFICATION_PENDING";

function toReports({ results, annulment }: Transaction): StatusReport[] {
  if (!annulment) return [];
  const { status, decidedAt } = annulment;
  return results.flatMap((result) => {
    const id = findReport(result.originalRequest, result.compressedContentIndicator);
    if (id === undefined) return [];
    return [
      {
        reference: { id },
        status,
        ...(decidedAt !== undefined && { at: decidedAt }),
        ...(status === "NOT_VERIFIABLE" && { label: toRejection(result).message }),
        native: { ...result, originalRequest: undefined, annulment },
      },
    ];
  });
}

/** The report that an annulment of ours names. */
function findReport(base64: string | undefined, isCompressed: boolean): string | undefined {
  if (base64 === undefined) return undefined;
  try {
    const { annulmentReason } = Annulment.parse(toPlain(readXml(readContent(base64, isCompressed))));
    return reportPattern.exec(annulmentReason)?.[1];
  } catch {
    // Another program asked for this one.
    return undefined;
  }
}
