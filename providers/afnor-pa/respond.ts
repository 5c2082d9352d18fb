import { type BusinessResponse, responseTraits } from "../../src/domain/business-response.js";
import type { Invoice } from "../../src/domain/invoice.js";
import type {
  LifecycleCharacteristic,
  LifecycleDetail,
  LifecycleMessage,
} from "../../src/formats/cdar/lifecycle-message.js";
import { writeCdar } from "../../src/formats/cdar/write-cdar.js";
import { readDocument } from "../../src/formats/read-document.js";
import type { Reference, ResponseOrder, StatusReport } from "../../src/provider-kit/provider.js";
import { downloadFlow, fetchFlow, findSent, isLifecycle, type PlatformCall, postFlow } from "./flows.js";
import { sirenOf, sirenScheme } from "./invoice-name.js";
import { toParis } from "./paris-time.js";
import { toReasonCode } from "./reasons.js";
import { labels, standardCodes } from "./status.js";
import type { Flow } from "./wire.js";

/** MDT-3 of what platforms tell each other about invoices (BR-FR-CDV-02). */
export const lifecycleProfile = "urn.cpro.gouv.fr:1p0:CDV:invoice";

/** The tax authority, which must learn of a refusal. */
const taxAuthority = { role: "DFH", id: { scheme: "0238", value: "9998" }, name: "PPF" } as const;

/**
 * "Acknowledged" is what the platform says by itself (202, 203) before anybody answers; that somebody looks at the
 * invoice is the first thing that a buyer can say.
 */
const codeOf = ({ kind }: BusinessResponse): string => responseTraits[kind].frenchCode ?? "204";

/** MDT-2, by what the platform took the invoice for. */
const processes: Readonly<Record<string, string>> = { B2B: "REGULATED", B2BInt: "B2BINT", B2C: "B2C" };

/** An answer is a flow too: it goes to the seller, who is named in the invoice. */
export async function respond(
  reference: Reference,
  response: ResponseOrder,
  call: PlatformCall,
): Promise<StatusReport> {
  const flow = await fetchFlow(reference.id, call);
  const invoice = await fetchInvoice(reference, call);
  const message = toMessage(invoice, response, flow);
  const order = { flowSyntax: "CDAR", trackingId: response.key, processingRule: "NotApplicable" } as const;
  const fileName = `${message.name}.xml`;
  const file = { format: "OTHER" as const, mediaType: "application/xml", fileName, bytes: writeCdar(message) };
  await postFlow(order, file, "respond", call);
  return { reference, ...wordOf(response) };
}

/** What the platform did not take was not said. */
export async function findResponse(
  reference: Reference,
  response: ResponseOrder,
  call: PlatformCall,
): Promise<StatusReport | undefined> {
  const sent = await findSent(response.key, isLifecycle, call);
  if (!sent || sent.acknowledgement?.status === "Error") return undefined;
  return { reference, ...wordOf(response), ...(sent.submittedAt && { at: sent.submittedAt }), native: sent };
}

/**
 * The answer is on its way: what was said holds as we said it, a part payment too. Only where something else was said
 * than was asked for does its own word stand.
 */
function wordOf(response: ResponseOrder): Pick<StatusReport, "status" | "label"> {
  const code = codeOf(response);
  const isOther = responseTraits[response.kind].frenchCode === undefined;
  return { status: isOther ? code : "Pending", label: labels[code] ?? code };
}

const fetchInvoice = ({ id }: Reference, call: PlatformCall): Promise<Invoice> =>
  downloadFlow(id, "Original", call, ({ bytes }) => {
    const read = readDocument({ bytes });
    if ("invoice" in read) return read.invoice;
    throw new Error(`the invoice cannot be read: ${read.violations[0]?.message}`);
  });

function toMessage(invoice: Invoice, response: ResponseOrder, flow: Flow): LifecycleMessage {
  const code = codeOf(response);
  const now = toParis(new Date());
  const receivedAtMs = Date.parse(flow.submittedAt ?? "");
  const receivedAt = Number.isNaN(receivedAtMs) ? now : toParis(new Date(receivedAtMs));
  const { number, issueDate, typeCode, seller, buyer } = invoice;
  const sirens = { seller: sirenOf(seller), buyer: sirenOf(buyer) };
  const numbered = (siren: string | undefined) => siren !== undefined && { id: { scheme: sirenScheme, value: siren } };
  const day = issueDate.replaceAll("-", "");
  return {
    id: `${number}_${code}_${receivedAt.replace(/\D/g, "")}#${typeCode}_${day}`,
    name: `${number.replace(/[^\w-]+/g, "-")}_CDV-${code}`,
    process: processes[flow.processingRule ?? ""] ?? "REGULATED",
    profile: lifecycleProfile,
    issuedAt: now,
    senderRole: "WK",
    issuer: { role: "BY", ...numbered(sirens.buyer), name: buyer.name },
    recipients: [
      {
        role: "SE",
        ...numbered(sirens.seller),
        name: seller.name,
        ...(seller.electronicAddress && { address: seller.electronicAddress }),
      },
      ...(code === "210" ? [taxAuthority] : []),
    ],
    phase: "TREATMENT",
    happenedAt: response.effectiveAt === undefined ? now : toParis(new Date(response.effectiveAt)),
    documents: [
      {
        number,
        ...(standardCodes[code] !== undefined && { standardCode: standardCodes[code] }),
        typeCode,
        receivedAt,
        issueDate,
        code,
        ...(labels[code] !== undefined && { label: labels[code] }),
        ...(sirens.seller !== undefined && { seller: { scheme: sirenScheme, value: sirens.seller } }),
        details: toDetails(invoice, response),
      },
    ],
  };
}

function toDetails({ currencyCode, totals }: Invoice, response: ResponseOrder): LifecycleDetail[] {
  const { kind, reasons, note, amount, effectiveAt } = response;
  const notes = note === undefined ? [] : [note];
  if (kind === "PAID") {
    const paid: LifecycleCharacteristic = {
      kind: "MPA",
      isChange: false,
      amount: { value: amount ?? totals.payable, currency: currencyCode },
      ...(effectiveAt !== undefined && { date: toParis(new Date(effectiveAt)).slice(0, 10) }),
    };
    return [{ notes, characteristics: [paid] }];
  }
  const details = reasons.map((reason, index): LifecycleDetail => ({
    reasonCode: toReasonCode(kind, reason),
    reason: reason.text ?? reason.code,
    notes: index === 0 ? notes : [],
    characteristics: [],
  }));
  return details.length > 0 || notes.length === 0 ? details : [{ notes, characteristics: [] }];
}
