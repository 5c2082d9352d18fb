import type { Invoice } from "../../../src/domain/invoice.js";
import { readCdar } from "../../../src/formats/cdar/read-cdar.js";
import { readDocument } from "../../../src/formats/read-document.js";
import { sirenOf } from "../invoice-name.js";
import { lifecycleProfile } from "../respond.js";
import { buyer } from "./directory.js";
import type { Detail, FlowStore, Party, StoredFlow, Subject } from "./store.js";

/** What makes a flow not receivable, or what it is about. */
export type Verdict =
  { readonly error: Detail } | { readonly subject: Subject } | { readonly about: StoredFlow; readonly code: string };

const fault = (reasonCode: string, reasonMessage: string, item = "file"): { readonly error: Detail } => ({
  error: { level: "Error", item, reasonCode, reasonMessage },
});

export function checkFlow(stored: StoredFlow, store: FlowStore): Verdict {
  const { flow, sha256, statedSha256 } = stored;
  const bytes = store.bytesOf(flow.flowId);
  if (bytes.length === 0) return fault("EmptyFlow", "The flow is empty");
  if (statedSha256 !== undefined && statedSha256 !== sha256) {
    return fault("ChecksumMismatch", "The fingerprint is not that of the file", "sha256");
  }
  const isTaken = store
    .list()
    .some(
      (other) =>
        other.sha256 === sha256 &&
        other.flow.flowId !== flow.flowId &&
        other.flow.flowDirection === "Out" &&
        other.flow.acknowledgement.status === "Ok",
    );
  if (isTaken) return fault("AlreadyExistingFlow", "The flow has already been sent and received");
  return flow.flowSyntax === "CDAR" ? checkAnswer(bytes, store) : checkInvoice(bytes, flow.processingRule);
}

function checkInvoice(bytes: Uint8Array, processingRule: string): Verdict {
  const read = readDocument({ bytes });
  if ("violations" in read) return fault("InvalidSchema", read.violations[0]?.message ?? "It cannot be read");
  const said = read.invoice.notes.find(({ subjectCode }) => subjectCode === "BAR")?.text;
  if (said !== undefined && said.toUpperCase() !== processingRule.toUpperCase()) {
    return fault("FlowTypeError", `The note BAR says ${said}, the flow ${processingRule}`, "processingRule");
  }
  return { subject: toSubject(read.invoice) };
}

export function toSubject({ seller, buyer: receiver, totals, ...invoice }: Invoice): Subject {
  return {
    number: invoice.number,
    typeCode: invoice.typeCode,
    issueDate: invoice.issueDate,
    seller: toParty(seller),
    buyer: toParty(receiver),
    payable: totals.payable,
    currency: invoice.currencyCode,
  };
}

const toParty = (party: Invoice["seller"] | Invoice["buyer"]): Party => {
  const siren = sirenOf(party);
  return {
    ...(siren !== undefined && { siren }),
    name: party.name,
    ...(party.electronicAddress && { address: party.electronicAddress }),
  };
};

const answers: ReadonlySet<string> = new Set(["204", "205", "206", "207", "208", "210", "211"]);
const needReason: ReadonlySet<string> = new Set(["206", "207", "208", "210"]);
const closed: ReadonlySet<string> = new Set(["210", "213", "220"]);

/** What a buyer says of an invoice that came in, by the rules BR-FR-CDV of XP Z12-012. */
function checkAnswer(bytes: Uint8Array, store: FlowStore): Verdict {
  const read = readCdar(bytes);
  if ("problem" in read) return fault("InvalidSchema", read.problem);
  const { profile, phase, issuer, recipients, documents } = read.message;
  const [document] = documents;
  if (!document || documents.length > 1) return fault("InvoiceLCRuleError", "One document is expected");
  if (profile !== lifecycleProfile) return fault("InvoiceLCRuleError", "BR-FR-CDV-02: MDT-3 is wrong", "MDT-3");
  if (!answers.has(document.code)) return fault("InvoiceLCStatusError", `${document.code} is not allowed`, "MDT-105");
  if (phase !== "TREATMENT") return fault("InvoiceLCRuleError", "BR-FR-CDV-09: MDT-77 must be 23", "MDT-77");
  if (!issuer.id) return fault("InvoiceLCRuleError", "BR-FR-CDV-07: MDT-38 is missing", "MDT-38");
  if (recipients.some(({ role, address }) => role !== "WK" && role !== "DFH" && !address)) {
    return fault("InvoiceLCRuleError", "BR-FR-CDV-08: MDT-73 is missing", "MDT-73");
  }
  if (!document.issueDate) return fault("InvoiceLCRuleError", "BR-FR-CDV-11: MDT-100 is missing", "MDT-100");
  if (!document.seller) return fault("InvoiceLCRuleError", "BR-FR-CDV-13: MDT-129 is missing", "MDT-129");
  if (needReason.has(document.code) && !document.details.some(({ reasonCode }) => reasonCode)) {
    return fault("InvoiceLCRuleError", "BR-FR-CDV-15: MDT-113 is missing", "MDT-113");
  }
  const about = store
    .list()
    .find(
      ({ flow, subject }) =>
        flow.flowDirection === "In" &&
        subject?.number === document.number &&
        subject.issueDate === document.issueDate &&
        subject.seller.siren === document.seller?.value,
    );
  if (!about) return fault("InvoiceLCInvalidStatus", `Invoice ${document.number} is not known`, "MDT-87");
  if (issuer.id.value !== buyer.siren) return fault("InvoiceLCAccessDenied", "You are not its buyer", "MDT-38");
  if (closed.has(about.code ?? "")) {
    return fault("InvoiceLCInvalidStatus", `Nothing follows status ${about.code}`, "MDT-105");
  }
  return { about, code: document.code };
}
